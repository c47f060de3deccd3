/** Damage to what lies beside the data files: the journal, saved files, the lock. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenLibrary } from '../../../src/core/store/open-library'
import { aTag, countingIds } from '../../crash/support/records'
import { ARTICLES, change, Patient } from './support/damaged'

const patient = new Patient()
const open = (): Promise<OpenLibrary> => patient.open()
beforeEach(() => patient.begin())
afterEach(() => patient.end())

describe('the journal', () => {
  /** A journal with edits in it, as after a kill. */
  async function unclean(): Promise<string> {
    const library = await open()
    const newId = countingIds(5)
    for (const path of ['a', 'b', 'c'])
      await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), path) }])
    const killed = join(patient.base, 'killed')
    await cp(patient.dir, killed, { recursive: true })
    await library.close()
    patient.dir = killed
    await rm(join(patient.dir, 'lock'))
    const names = (await readdir(join(patient.dir, 'journal'))).sort()
    return join(patient.dir, 'journal', names.at(-1) ?? '')
  }
  const tags = (library: OpenLibrary): string[] => [...library.store.all('tags')].map(({ path }) => path)

  test('with its last line cut: the whole lines count', async () => {
    const path = await unclean()
    await truncate(path, (await readFile(path)).length - 20)
    const library = await open()
    expect(tags(library)).toEqual(['method', 'a', 'b'])
    expect(library.store.notices).toEqual([
      expect.stringMatching(/^The end of journal.*incomplete.*kept as recovered/)
    ])
    await library.close()
    expect((await open()).store.notices).toEqual([])
  })
  test('with nothing but a torn first line: told once', async () => {
    const [name = ''] = await readdir(join(patient.dir, 'journal'))
    await truncate(join(patient.dir, 'journal', name), 30)
    const first = await open()
    expect(first.store.notices).toHaveLength(1)
    expect((await first.verify()).ok).toBe(true)
    await first.close()
    expect((await open()).store.notices).toEqual([])
  })
  test('with garbage after its last line', async () => {
    const path = await unclean()
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('\n\u0000garbage\n\nmore')]))
    const library = await open()
    expect(tags(library)).toEqual(['method', 'a', 'b', 'c'])
    expect(library.store.notices).toHaveLength(1)
  })
  test('damaged in the middle: the rest counts, and it is told', async () => {
    const path = await unclean()
    await change(path, (text) => text.replace('"path":"b"', '"path":"X"'))
    const library = await open()
    expect(tags(library)).toEqual(['method', 'a', 'c'])
    expect(library.store.notices).toEqual([expect.stringContaining('damaged in the middle')])
  })
  test('of a newer Carrel is not touched', async () => {
    const path = await unclean()
    const { encodeFrame } = await import('../../../src/core/store/frame')
    await writeFile(
      join(patient.dir, 'journal/00000099-other.jsonl'),
      encodeFrame(JSON.stringify({ head: { format: 'carrel-journal', schema: 2, base: 1, at: '' } }))
    )
    const before = await readFile(path)
    expect((await open()).store.readOnly).toContain('newer version')
    expect(await readFile(path)).toEqual(before)
  })
  test('taken out of the folder is missed', async () => {
    await unclean()
    const library = await open()
    await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(6)(), 'd') }])
    const names = (await readdir(join(patient.dir, 'journal'))).sort()
    await rm(join(patient.dir, 'lock'))
    await rm(join(patient.dir, 'journal', names.at(-2) ?? ''))
    const again = await open()
    expect(again.store.notices).toEqual([expect.stringMatching(/3 saved changes can no longer be found/)])
    expect(tags(again)).toEqual(['method', 'd'])
  })
})

describe('a saved file', () => {
  const path = (): string => join(patient.dir, 'assets', patient.asset.slice(0, 2), patient.asset)

  test('that was altered is not served, verify names it, and saving it again heals it', async () => {
    await writeFile(path(), 'a saved pagE')
    const { assets, verify } = await open()
    await expect(assets.read(patient.asset)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('damaged') as string
    })
    expect(await verify()).toMatchObject({
      ok: false,
      problems: [{ what: expect.stringContaining('damaged') as string }]
    })
    expect(await assets.put(Buffer.from('a saved page'), 'html')).toBe(patient.asset)
    expect(Buffer.from((await assets.read(patient.asset)) ?? []).toString()).toBe('a saved page')
  })
  test('that is missing or is a link is not there', async () => {
    await rm(path())
    await symlink('/etc/hostname', path())
    const { assets } = await open()
    expect(await assets.read(patient.asset)).toBeUndefined()
    await rm(path())
    expect(await assets.read(patient.asset)).toBeUndefined()
  })
  test('has a name of one shape only', async () => {
    const { assets } = await open()
    for (const name of [
      '',
      '..',
      '../library.json',
      `${patient.asset}/../x`,
      patient.asset.toUpperCase(),
      'lock'
    ])
      expect(await assets.read(name)).toBeUndefined()
    for (const extension of ['', 'HTML', '../x', 'toolong', 'a/b'])
      await expect(assets.put(Buffer.from('x'), extension)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
  test('that nobody needs is named by verify, and harms nothing', async () => {
    const { verify } = await open()
    expect(await verify()).toEqual({
      ok: true,
      assets: 1,
      problems: [
        { where: `assets/${patient.asset.slice(0, 2)}/${patient.asset}`, what: 'is not used by any article' }
      ]
    })
  })
})

test('one library under two names has one lock', async () => {
  await symlink(patient.dir, join(patient.base, 'link'))
  const first = await open()
  patient.dir = join(patient.base, 'link')
  const second = await open()
  expect(first.store.readOnly).toBeUndefined()
  expect(second.store.readOnly).toContain('open in Carrel on this computer')
  expect(second.store.count('articles')).toBe(ARTICLES)
})
