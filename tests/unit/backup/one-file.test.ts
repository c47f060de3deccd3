/** A backup as one file: all of it is there, and nothing hostile gets in. */
import { describe, expect, test } from 'vitest'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tarEnd, tarHeader, tarPadding } from '#core/store/backup/tar'
import { openCore } from '../cli/real-core'
import { add, at, go, handOver, now, restore, titles, toFile } from './room'

describe('one file', () => {
  test('brings everything, pages too, into an empty library', async () => {
    const [id = ''] = await add('tides', 'kelp')
    const bytes = await readFile(await toFile())
    await at.core.close()
    await rm(at.dir, { recursive: true })
    at.core = await openCore(at.dir)
    const done = await restore(await handOver(bytes), { kind: 'all' })
    expect(done).toMatchObject({ missingFiles: 0, removed: 0 })
    expect(await titles()).toEqual(['On kelp', 'On tides'])
    expect((await at.core.handlers['articles.text']({ id }, go)).text).toContain('tides')
    expect(await at.core.handlers['library.verify']({}, go)).toMatchObject({ ok: true })
  })

  test.skipIf(process.platform === 'win32')('unpacked by tar, it is a library that opens', async () => {
    await add('tides')
    const path = await toFile()
    await at.core.close()
    at.dir = join(at.base, 'unpacked')
    await mkdir(at.dir)
    execFileSync('tar', ['-xzf', path, '-C', at.dir])
    at.core = await openCore(at.dir)
    expect(await titles()).toEqual(['On tides'])
    expect(await at.core.handlers['library.info']({}, go)).toMatchObject({ notices: [] })
    expect(await at.core.handlers['library.verify']({}, go)).toMatchObject({ ok: true })
  })

  test('citation styles of one’s own come back, from the file and from a backup in the library', async () => {
    const style = join(at.dir, 'styles/my-university.csl')
    const [mine, newer] = ['<style>mine</style>', '<style>newer</style>']
    await mkdir(join(at.dir, 'styles'))
    await writeFile(style, mine)
    await writeFile(join(at.dir, 'styles/notes.txt'), 'no style')
    await add('tides')
    const source = await now()
    const bytes = await readFile(await toFile())

    await rm(style)
    expect(await restore(source, { kind: 'missing' })).toMatchObject({ restored: 0, styles: 1 })
    expect(await readFile(style, 'utf8')).toBe(mine)
    // What is missing: a style that was changed since stays; all: it is what it was, and the newer one is kept.
    await writeFile(style, newer)
    expect(await restore(source, { kind: 'missing' })).toMatchObject({ styles: 0 })
    expect(await readFile(style, 'utf8')).toBe(newer)
    const { safety = '' } = await restore(source, { kind: 'all' })
    expect(await readFile(style, 'utf8')).toBe(mine)
    await restore({ kind: 'backup', id: safety }, { kind: 'all' })
    expect(await readFile(style, 'utf8')).toBe(newer)
    expect(await at.core.handlers['library.verify']({}, go)).toMatchObject({
      ok: true,
      problems: [{ where: 'styles/notes.txt', what: 'is no citation style by its name, and in no backup' }]
    })

    await at.core.close()
    await rm(at.dir, { recursive: true })
    at.core = await openCore(at.dir)
    expect(await restore(await handOver(bytes), { kind: 'missing' })).toMatchObject({ styles: 1 })
    expect(await readFile(style, 'utf8')).toBe(mine)
  })

  test('with more citation styles than a library can have, it is refused before they fill the memory', async () => {
    const parts: Buffer[] = []
    for (let n = 0; n <= 200; n++)
      parts.push(tarHeader(`styles/s${n}.csl`, 1, 0), Buffer.from('x'), tarPadding(1))
    const source = await handOver(gzipSync(Buffer.concat([...parts, tarEnd])))
    await expect(restore(source, { kind: 'all' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: /more citation styles/
    })
  })

  test('cut anywhere or with a byte changed, it is refused with a sentence and nothing changes', async () => {
    await add('tides')
    const bytes = await readFile(await toFile())
    await add('dunes')
    const broken = Array.from({ length: 12 }, (_, i) =>
      bytes.subarray(0, Math.floor((bytes.length * i) / 12))
    )
    for (let at = 20; at < bytes.length; at += Math.floor(bytes.length / 9)) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 0x10
      broken.push(flipped)
    }
    for (const bad of [...broken, Buffer.from('hello'), Buffer.alloc(4096)]) {
      const source = await handOver(bad)
      await expect(restore(source, { kind: 'all' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
      if (source.kind === 'file') await at.core.handlers['backup.release']({ file: source.upload }, go)
    }
    expect(await titles()).toEqual(['On dunes', 'On tides'])
  })
})
