/** Backups over the real core and real folders: made, read back, rotated, compared, brought back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Core } from '#core/app'
import { tarEnd, tarHeader, tarPadding } from '#core/store/backup/tar'
import type { BackupSource, RestoreWhat } from '#shared/contract/backup'
import { openCore } from '../cli/real-core'

const go = { signal: new AbortController().signal, progress: () => undefined }
let base = ''
let dir = ''
let core: Core

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-backups-'))
  dir = join(base, 'library')
  core = await openCore(dir)
})
afterEach(async () => {
  await core.close()
  await rm(base, { recursive: true, force: true })
})

async function add(...names: string[]): Promise<string[]> {
  const made = await core.capture(
    names.map((name) => ({
      kind: 'text' as const,
      format: 'md' as const,
      text: `# On ${name}\n\nAll that is known of ${name} fits into this paragraph.`
    })),
    { from: 'paste' }
  )
  return made.map(({ id = '' }) => id)
}
const note = (article: string, text: string): Promise<{ id: string }> =>
  core.handlers['notes.save']({ article, text }, go)
const titles = async (): Promise<string[]> => {
  const { ids } = await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'title' }, go)
  return (await core.handlers['articles.summaries']({ ids }, go)).map(({ title }) => title).sort()
}
const restore = (source: BackupSource, what: RestoreWhat) =>
  core.handlers['backup.restore']({ source, what }, go)
const now = async (): Promise<BackupSource> => ({
  kind: 'backup',
  id: (await core.handlers['backup.now']({}, go)).id
})
/** Everything in data files below `backups/objects`. */
async function objects(): Promise<string[]> {
  const folder = join(dir, 'backups/objects')
  const parts = await readdir(folder)
  return (await Promise.all(parts.map((part) => readdir(join(folder, part))))).flat().sort()
}
async function toFile(): Promise<string> {
  const made = await core.handlers['backup.toFile']({}, go)
  expect(made.missing).toEqual([])
  const pieces: Buffer[] = []
  for (let from = 0; ;) {
    const piece = Buffer.from(
      (await core.handlers['backup.read']({ file: made.file, from }, go)).data,
      'base64'
    )
    if (piece.length === 0) break
    pieces.push(piece)
    from += piece.length
  }
  await core.handlers['backup.release']({ file: made.file }, go)
  const path = join(base, 'whole.tar.gz')
  await writeFile(path, Buffer.concat(pieces))
  expect((await stat(path)).size).toBe(made.bytes)
  return path
}
async function handOver(bytes: Buffer): Promise<BackupSource> {
  const { upload } = await core.handlers['backup.begin']({ size: bytes.length }, go)
  await core.handlers['backup.piece']({ upload, data: bytes.toString('base64') }, go)
  return { kind: 'file', upload }
}

describe('a backup in the library', () => {
  test('counts what there is, is read back, and costs space only for what changed', async () => {
    const [id = ''] = await add('tides', 'kelp')
    await note(id, 'Spring tides.')
    const first = await core.handlers['backup.now']({}, go)
    expect(first.counts).toMatchObject({ articles: 2, notes: 1 })
    const before = await objects()
    await note(id, 'Spring tides and neap tides.')
    await core.handlers['backup.now']({}, go)
    const fresh = (await objects()).filter((name) => !before.includes(name))
    // The notes, and the actions for undo; not the articles.
    expect(fresh).toHaveLength(2)
    expect((await core.handlers['backup.list']({}, go)).backups.map(({ id: b }) => b)).toContain(first.id)
  })

  test('edits go on while it is made, and it has whole edits only', async () => {
    const ids = await add('tides', 'kelp')
    const going = { on: true }
    const edits = (async () => {
      let n = 0
      while (going.on) await core.handlers['tags.apply']({ articles: ids, add: [`t${n++}`], remove: [] }, go)
      return n
    })()
    const sources = [await now(), await now(), await now()]
    going.on = false
    expect(await edits).toBeGreaterThan(1)
    for (const source of sources) {
      await restore(source, { kind: 'all' })
      const [a, b] = await core.handlers['articles.summaries']({ ids }, go)
      expect(a?.tags).toEqual(b?.tags)
    }
  })

  test('a copy damaged later is refused by name; the library stays as it is', async () => {
    await add('tides')
    const source = await now()
    const id = source.kind === 'backup' ? source.id : ''
    const text = await readFile(join(dir, `backups/${id}.json`), 'utf8')
    const hash = /"key":"articles\/0000","sha256":"([0-9a-f]{64})"/.exec(text)?.[1] ?? ''
    await writeFile(join(dir, 'backups/objects', hash.slice(0, 2), `${hash}.json.gz`), 'not gzip')
    await expect(restore(source, { kind: 'all' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await titles()).toEqual(['On tides'])
    // The next one notices, and writes the content anew.
    await expect(restore(await now(), { kind: 'missing' })).resolves.toMatchObject({ restored: 0 })
  })
})

describe('bringing back', () => {
  test('all: the library is what it was, the state before is kept, and that can be brought back too', async () => {
    const [tides = ''] = await add('tides', 'kelp')
    const { id: list } = await core.handlers['lists.create']({ name: 'Sea' }, go)
    await core.handlers['lists.add']({ id: list, articles: [tides], why: 'first' }, go)
    const then = await now()
    await core.handlers['articles.trash']({ ids: [tides] }, go)
    await core.handlers['library.emptyTrash']({}, go)
    await add('dunes')
    const compared = await core.handlers['backup.compare']({ source: then }, go)
    expect(compared.kinds.articles).toEqual({ here: 2, there: 2, onlyHere: 1, onlyThere: 1, changed: 0 })
    expect(compared.restorable).toContainEqual({
      kind: 'article',
      id: tides,
      title: 'On tides',
      how: 'missing'
    })
    const done = await restore(then, { kind: 'all' })
    expect(done.missingFiles).toBe(0)
    expect(await titles()).toEqual(['On kelp', 'On tides'])
    expect((await core.handlers['lists.get']({ id: list }, go)).entries).toMatchObject([
      { article: tides, why: 'first' }
    ])
    expect((await core.handlers['articles.text']({ id: tides }, go)).text).toContain('fits into this')
    const again = await core.handlers['backup.compare']({ source: then }, go)
    expect(again.kinds.articles).toMatchObject({ onlyHere: 0, onlyThere: 0, changed: 0 })
    expect(again.restorableTotal).toBe(0)
    await restore({ kind: 'backup', id: done.safety ?? '' }, { kind: 'all' })
    expect(await titles()).toEqual(['On dunes', 'On kelp'])
    expect((await core.handlers['library.verify']({}, go)).ok).toBe(true)
  })

  test('what is missing: nothing that is here is changed', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    const then = await now()
    await core.handlers['articles.edit']({ id: kelp, fields: { title: 'Kelp, again' } }, go)
    await core.handlers['articles.trash']({ ids: [tides] }, go)
    await core.handlers['library.emptyTrash']({}, go)
    await restore(then, { kind: 'missing' })
    expect(await titles()).toEqual(['Kelp, again', 'On tides'])
  })

  test('one article with its note, and it can be undone', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    await note(tides, 'Mine.')
    const then = await now()
    await core.handlers['articles.trash']({ ids: [tides, kelp] }, go)
    await core.handlers['library.emptyTrash']({}, go)
    expect(await core.handlers['notes.list']({}, go)).toEqual([])
    await restore(then, { kind: 'article', id: tides })
    expect(await titles()).toEqual(['On tides'])
    expect((await core.handlers['notes.list']({ article: tides }, go))[0]?.text).toBe('Mine.')
    await core.handlers['history.undo']({}, go)
    expect(await titles()).toEqual([])
  })
})

describe('one file', () => {
  test('brings everything, pages too, into an empty library', async () => {
    const [id = ''] = await add('tides', 'kelp')
    const bytes = await readFile(await toFile())
    await core.close()
    await rm(dir, { recursive: true })
    core = await openCore(dir)
    const done = await restore(await handOver(bytes), { kind: 'all' })
    expect(done).toMatchObject({ missingFiles: 0, removed: 0 })
    expect(await titles()).toEqual(['On kelp', 'On tides'])
    expect((await core.handlers['articles.text']({ id }, go)).text).toContain('tides')
    expect(await core.handlers['library.verify']({}, go)).toMatchObject({ ok: true })
  })

  test.skipIf(process.platform === 'win32')('unpacked by tar, it is a library that opens', async () => {
    await add('tides')
    const path = await toFile()
    await core.close()
    dir = join(base, 'unpacked')
    await mkdir(dir)
    execFileSync('tar', ['-xzf', path, '-C', dir])
    core = await openCore(dir)
    expect(await titles()).toEqual(['On tides'])
    expect(await core.handlers['library.info']({}, go)).toMatchObject({ notices: [] })
    expect(await core.handlers['library.verify']({}, go)).toMatchObject({ ok: true })
  })

  test('citation styles of one’s own come back, from the file and from a backup in the library', async () => {
    const style = join(dir, 'styles/my-university.csl')
    const [mine, newer] = ['<style>mine</style>', '<style>newer</style>']
    await mkdir(join(dir, 'styles'))
    await writeFile(style, mine)
    await writeFile(join(dir, 'styles/notes.txt'), 'no style')
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
    expect(await core.handlers['library.verify']({}, go)).toMatchObject({
      ok: true,
      problems: [{ where: 'styles/notes.txt', what: 'is no citation style by its name, and in no backup' }]
    })

    await core.close()
    await rm(dir, { recursive: true })
    core = await openCore(dir)
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
      if (source.kind === 'file') await core.handlers['backup.release']({ file: source.upload }, go)
    }
    expect(await titles()).toEqual(['On dunes', 'On tides'])
  })
})

describe('the trash', () => {
  test('emptied: highlights and notes go along, lists forget, undo says nothing of it, a backup has it', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    await note(tides, 'Mine.')
    const { id: list } = await core.handlers['lists.create']({ name: 'Sea' }, go)
    await core.handlers['lists.add']({ id: list, articles: [tides, kelp] }, go)
    await core.handlers['articles.trash']({ ids: [tides] }, go)
    expect(await core.handlers['library.trash']({}, go)).toEqual({
      articles: 1,
      annotations: 0,
      notes: 1,
      lists: 0
    })
    await core.handlers['library.emptyTrash']({}, go)
    expect((await core.handlers['lists.get']({ id: list }, go)).entries).toMatchObject([{ article: kelp }])
    expect((await core.handlers['history.state']({}, go)).undo).not.toMatch(/trash/)
    while ((await core.handlers['history.state']({}, go)).undo !== undefined)
      await core.handlers['history.undo']({}, go)
    await expect(core.handlers['articles.get']({ id: tides }, go)).rejects.toMatchObject({
      code: 'NOT_FOUND'
    })
    const [backup] = (await core.handlers['backup.list']({}, go)).backups
    expect(backup?.reason).toBe('before-delete')
    expect(backup?.counts.articles).toBe(2)
  })

  test('saved files are spared while anything names them, wait 30 days, and come back when wanted', async () => {
    const [tides = ''] = await add('tides')
    const { snapshots } = await core.handlers['articles.get']({ id: tides }, go)
    const page = snapshots[0]?.html ?? ''
    const path = join(dir, 'assets', page.slice(0, 2), page)
    const old = new Date(Date.now() - 8 * 86_400_000)
    const age = (file: string): Promise<void> => utimes(file, old, old)
    await core.handlers['articles.trash']({ ids: [tides] }, go)
    await core.handlers['library.emptyTrash']({}, go)
    await age(path)
    // The backup made before emptying names it.
    expect(await core.handlers['library.compact']({}, go)).toMatchObject({ moved: 0 })
    const [backup] = (await core.handlers['backup.list']({}, go)).backups
    const kept = await readFile(join(dir, `backups/${backup?.id ?? ''}.json`))
    await rm(join(dir, `backups/${backup?.id ?? ''}.json`))
    const { moved } = await core.handlers['library.compact']({}, go)
    expect(moved).toBe(1)
    expect(await readdir(join(dir, 'trash/assets'))).toContain(page)
    expect(await core.assets.read(page)).toBeDefined()
    await writeFile(join(dir, `backups/${backup?.id ?? ''}.json`), kept)
    expect(await core.handlers['library.compact']({}, go)).toMatchObject({ returned: 1 })
    expect((await stat(path)).isFile()).toBe(true)
    // A backup nobody can read may name anything: nothing is touched.
    await writeFile(join(dir, 'backups/2026-01-01T00-00-00-000Z-hourly.json'), '{')
    expect((await core.handlers['library.compact']({}, go)).spared).toMatch(/backup/)
  })
})

describe('the newest backup that has what is gone', () => {
  const offered = () => core.handlers['backup.newestWith']({}, go)

  test('is named with how much of it is not here; one without it and a damaged one are passed over', async () => {
    const [tides = ''] = await add('Tides')
    await note(tides, 'In the margin.')
    const first = await now()
    expect(await offered()).toEqual({ unreadable: 0 })
    await core.handlers['articles.trash']({ ids: [tides] }, go)
    await core.handlers['library.emptyTrash']({}, go) // makes a backup, in which it is trashed
    await now()
    const { found, unreadable } = await offered()
    expect(unreadable).toBe(0)
    expect(found?.backup.id).toBe(first.kind === 'backup' ? first.id : '')
    expect(found?.missing).toEqual({ articles: 1, annotations: 0, notes: 1, tags: 0, lists: 0 })

    const { bytes } = await core.handlers['backup.list']({}, go)
    const sizes = await Promise.all(
      (await readdir(join(dir, 'backups'))).map((name) => stat(join(dir, 'backups', name)))
    )
    const manifests = sizes.filter((facts) => facts.isFile()).reduce((sum, { size }) => sum + size, 0)
    expect(bytes).toBeGreaterThan(manifests)
    for (const name of await objects())
      await writeFile(join(dir, 'backups/objects', name.slice(0, 2), name), 'x')
    const none = await offered()
    expect(none.found).toBeUndefined()
    expect(none.unreadable).toBeGreaterThan(1)
  })
})
