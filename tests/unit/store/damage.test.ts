/** Damaged, edited or missing data files: the library opens, says what it found, keeps copies, loses nothing else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cp, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenLibrary } from '../../../src/core/store/open-library'
import { aTag, countingIds } from '../../crash/support/records'
import { ARTICLES, change, Patient } from './support/damaged'

const patient = new Patient()
const open = (): Promise<OpenLibrary> => patient.open()
const recovered = (): Promise<string[]> => patient.recovered()
beforeEach(() => patient.begin())
afterEach(() => patient.end())

const articlesFile = (): string => join(patient.dir, 'data-1/articles/0000.json')

/** Opens, expects one notice, everything but `lost` articles, a working store, and no complaint the next time. */
async function expectRepaired(notice: RegExp, lost = 0): Promise<OpenLibrary> {
  const { store, verify, close } = await open()
  expect(store.readOnly).toBeUndefined()
  expect(store.notices).toHaveLength(1)
  expect(store.notices[0]).toMatch(notice)
  expect(store.notices[0]).toMatch(/^[A-Z].*\.$/)
  expect(store.count('articles')).toBeGreaterThanOrEqual(ARTICLES - lost)
  expect(store.count('annotations')).toBe(ARTICLES)
  expect(store.count('tags')).toBe(1)
  await store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(7)(), 'after') }])
  expect((await verify()).ok).toBe(true)
  await close()
  const again = await open()
  expect(again.store.notices).toEqual([])
  expect(again.store.count('tags')).toBe(2)
  return again
}
describe('a data file', () => {
  test('cut in half', async () => {
    const before = await readFile(articlesFile())
    await truncate(articlesFile(), before.length >> 1)
    await expectRepaired(/articles\/0000\.json was damaged.*kept as recovered\//, ARTICLES / 2 + 2)
    const [copy = ''] = (await recovered()).filter((name) => name.endsWith('.damaged'))
    expect(await readFile(join(patient.dir, 'recovered', copy))).toEqual(
      before.subarray(0, before.length >> 1)
    )
  })
  test('emptied', async () => {
    await truncate(articlesFile(), 0)
    await expectRepaired(/articles\/0000\.json was damaged/, ARTICLES)
  })
  test('with NULs in the second half', async () => {
    const bytes = await readFile(articlesFile())
    bytes.fill(0, bytes.length >> 1)
    await writeFile(articlesFile(), bytes)
    await expectRepaired(/was damaged/, ARTICLES / 2 + 2)
  })
  test('edited by hand', async () => {
    await change(articlesFile(), (text) => text.replace('"state":"inbox"', '"state":"later"'))
    const { store } = await expectRepaired(
      /was changed from outside Carrel: 60 records accepted.*kept as recovered\//
    )
    expect([...store.all('articles')].filter(({ state }) => state === 'later')).toHaveLength(1)
  })
  test('edited by hand, one record wrongly', async () => {
    await change(articlesFile(), (text) => text.replace('"state":"inbox"', '"state":"limbo"'))
    await expectRepaired(/59 records accepted, 1 record could not \(state/, 1)
    const [copy = ''] = (await recovered()).filter((name) => name.endsWith('.records'))
    expect(await readFile(join(patient.dir, 'recovered', copy), 'utf8')).toContain('"state":"limbo"')
  })
  test('with null, a number and a twin where records should be', async () => {
    await change(articlesFile(), (text) => {
      const file = JSON.parse(text) as { items: Record<string, unknown> }
      const [a = '', b = '', c = '', d = ''] = Object.keys(file.items)
      file.items[a] = null
      file.items[b] = 42
      file.items[c] = file.items[d]
      return JSON.stringify(file)
    })
    await expectRepaired(/57 records accepted, 3 records could not/, 3)
  })
  test('of a newer Carrel', async () => {
    await change(articlesFile(), (text) => text.replace('"schema":1', '"schema":9999'))
    const before = await readFile(articlesFile())
    const { store, close } = await open()
    expect(store.readOnly).toContain('newer version')
    expect(store.count('articles')).toBe(ARTICLES)
    await close()
    expect(await readFile(articlesFile())).toEqual(before)
    expect(await readdir(patient.dir)).not.toContain('lock')
  })
  test('replaced by a link out of the library, or by a folder: is moved aside, and missed', async () => {
    const outside = join(patient.base, 'outside.json')
    await writeFile(outside, '{"outside":true}')
    for (const thing of ['link', 'folder'] as const) {
      const kept = join(patient.base, 'kept.json')
      await rename(articlesFile(), kept)
      if (thing === 'link') await symlink(outside, articlesFile())
      else await mkdir(articlesFile())
      const first = await open()
      expect(first.store.notices).toEqual([expect.stringContaining(`there is a ${thing}`)])
      expect(first.store.count('annotations')).toBe(ARTICLES)
      await first.close()
      expect((await recovered()).filter((name) => name.endsWith('.moved'))).toHaveLength(
        thing === 'link' ? 1 : 2
      )
      const second = await open()
      expect(second.store.notices).toEqual([expect.stringContaining('is missing')])
      await second.close()
      await rename(kept, articlesFile())
      expect(await readFile(outside, 'utf8')).toBe('{"outside":true}')
    }
    expect((await open()).store.count('articles')).toBe(ARTICLES)
  })
  test('deleted: is missed, not taken for a deletion', async () => {
    await rename(articlesFile(), join(patient.base, 'kept.json'))
    const first = await open()
    expect(first.store.notices).toEqual([expect.stringMatching(/articles\/0000\.json is missing/)])
    expect((await first.verify()).ok).toBe(false)
    await first.close()
    await rename(join(patient.base, 'kept.json'), articlesFile())
    const { store } = await open()
    expect(store.notices).toEqual([])
    expect(store.count('articles')).toBe(ARTICLES)
  })
  test('left half written is removed; one of unknown origin is named and left alone', async () => {
    await writeFile(`${articlesFile()}.0a1b2c3d.tmp`, 'half')
    await writeFile(`${articlesFile()}.tmp`, 'half, by another program')
    await cp(articlesFile(), join(patient.dir, 'data-1/articles/mine.json'))
    const { store, verify } = await open()
    expect(store.notices).toEqual([expect.stringContaining('mine.json')])
    expect((await readdir(join(patient.dir, 'data-1/articles'))).sort()).toEqual([
      '0000.json',
      '0000.json.tmp',
      'mine.json'
    ])
    const { ok, problems } = await verify()
    expect(ok).toBe(true)
    expect(problems).toContainEqual({
      where: 'articles/mine.json',
      what: expect.any(String) as string
    })
  })
})

describe('library.json', () => {
  test('damaged or missing is made anew', async () => {
    for (const content of ['{"for', '[]', 'null', '['.repeat(200_000)]) {
      await writeFile(join(patient.dir, 'library.json'), content)
      const { store, close } = await open()
      expect(store.notices).toEqual([expect.stringContaining('The file library.json was damaged')])
      expect(store.count('articles')).toBe(ARTICLES)
      await close()
    }
    await rm(join(patient.dir, 'library.json'))
    const { store, close } = await open()
    expect(store.notices).toEqual([expect.stringContaining('library.json was missing')])
    expect(store.count('articles')).toBe(ARTICLES)
    await close()
    expect((await open()).store.notices).toEqual([])
  })
})

test('library.json changed by hand, or by a bit that turned, is accepted, told once, and kept', async () => {
  const path = join(patient.dir, 'library.json')
  const before = await readFile(path, 'utf8')
  await writeFile(path, before.replace('"created": "2026', '"created": "2027'))
  const first = await open()
  expect(first.store.notices).toEqual([expect.stringContaining('library.json was changed from outside')])
  expect((await first.verify()).ok).toBe(true)
  await first.close()
  expect(await recovered()).toHaveLength(1)
  const again = await open()
  expect(again.store.notices).toEqual([])
  expect(await readFile(path, 'utf8')).toContain('"created": "2027')
})

test('a record that no longer fits a changed schema is set aside, not thrown away', async () => {
  const { encodeDataFile } = await import('../../../src/core/store/data-file')
  const tag = { ...aTag(countingIds(8)(), 'x'), path: '', rev: 1, n: 1 }
  const [head, crc, ...rest] = encodeDataFile('tags', 500, new Map([[tag.id, tag]]))
  // As a version with other rules would have written it: its own shape, a good checksum.
  const { crc32, crcText } = await import('../../../src/core/store/crc32')
  const before = Buffer.from(String(head).replace(/"shape":"\w+"/, '"shape":"00000000"'))
  expect(crc).toBeDefined()
  const after = Buffer.concat(rest)
  await writeFile(
    join(patient.dir, 'data-1/tags/all.json'),
    Buffer.concat([before, Buffer.from(crcText(crc32(after, crc32(before)))), after])
  )
  const { store } = await open()
  expect(store.notices).toEqual([
    expect.stringMatching(/1 record in tags\/all\.json could not be used.*recovered/)
  ])
  const [copy = ''] = await recovered()
  expect(await readFile(join(patient.dir, 'recovered', copy), 'utf8')).toContain(tag.id)
})
