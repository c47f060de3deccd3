/** A damaged, edited or partly missing library: it opens, says what it found, keeps copies, and loses nothing else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { anAnnotation, anArticle, aTag, countingIds, fixedClock } from '../../crash/support/records'

let base = ''
let dir = ''
let asset = ''
let opened: OpenLibrary[] = []
const ARTICLES = 60
const articlesFile = (): string => join(dir, 'data-1/articles/0000.json')

async function open(): Promise<OpenLibrary> {
  const library = await openLibrary({ dir, clock: fixedClock(), newId: countingIds(3) })
  opened.push(library)
  return library
}
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-damage-'))
  dir = join(base, 'library')
  const library = await open()
  const newId = countingIds(1)
  asset = await library.assets.put(Buffer.from('a saved page'), 'html')
  for (let i = 0; i < ARTICLES; i++) {
    const id = newId()
    await library.store.commit([
      { op: 'put', collection: 'articles', record: anArticle(id, { abstract: 'x'.repeat(200) }) },
      { op: 'put', collection: 'annotations', record: anAnnotation(newId(), id) }
    ])
  }
  await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), 'method') }])
  await library.close()
})
afterEach(async () => {
  for (const library of opened.splice(0)) await library.close()
  await rm(base, { recursive: true, force: true })
})
const recovered = async (): Promise<string[]> => await readdir(join(dir, 'recovered')).catch(() => [])

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
const change = async (path: string, edit: (text: string) => string): Promise<void> =>
  writeFile(path, edit(await readFile(path, 'utf8')))

describe('a data file', () => {
  test('cut in half', async () => {
    const before = await readFile(articlesFile())
    await truncate(articlesFile(), before.length >> 1)
    await expectRepaired(/articles\/0000\.json was damaged.*kept as recovered\//, ARTICLES / 2 + 2)
    const [copy = ''] = (await recovered()).filter((name) => name.endsWith('.damaged'))
    expect(await readFile(join(dir, 'recovered', copy))).toEqual(before.subarray(0, before.length >> 1))
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
    expect(await readFile(join(dir, 'recovered', copy), 'utf8')).toContain('"state":"limbo"')
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
    expect(await readdir(dir)).not.toContain('lock')
  })
  test('replaced by a link out of the library, or by a folder: is moved aside, and missed', async () => {
    const outside = join(base, 'outside.json')
    await writeFile(outside, '{"outside":true}')
    for (const thing of ['link', 'folder'] as const) {
      const kept = join(base, 'kept.json')
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
    await rename(articlesFile(), join(base, 'kept.json'))
    const first = await open()
    expect(first.store.notices).toEqual([expect.stringMatching(/articles\/0000\.json is missing/)])
    expect((await first.verify()).ok).toBe(false)
    await first.close()
    await rename(join(base, 'kept.json'), articlesFile())
    const { store } = await open()
    expect(store.notices).toEqual([])
    expect(store.count('articles')).toBe(ARTICLES)
  })
  test('left half written is removed; one of unknown origin is named and left alone', async () => {
    await writeFile(`${articlesFile()}.0a1b2c3d.tmp`, 'half')
    await writeFile(`${articlesFile()}.tmp`, 'half, by another program')
    await cp(articlesFile(), join(dir, 'data-1/articles/mine.json'))
    const { store, verify } = await open()
    expect(store.notices).toEqual([expect.stringContaining('mine.json')])
    expect((await readdir(join(dir, 'data-1/articles'))).sort()).toEqual([
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
      await writeFile(join(dir, 'library.json'), content)
      const { store, close } = await open()
      expect(store.notices).toEqual([expect.stringContaining('The file library.json was damaged')])
      expect(store.count('articles')).toBe(ARTICLES)
      await close()
    }
    await rm(join(dir, 'library.json'))
    const { store, close } = await open()
    expect(store.notices).toEqual([expect.stringContaining('library.json was missing')])
    expect(store.count('articles')).toBe(ARTICLES)
    await close()
    expect((await open()).store.notices).toEqual([])
  })
})

test('library.json changed by hand, or by a bit that turned, is accepted, told once, and kept', async () => {
  const path = join(dir, 'library.json')
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

describe('the journal', () => {
  /** A journal with edits in it, as after a kill. */
  async function unclean(): Promise<string> {
    const library = await open()
    const newId = countingIds(5)
    for (const path of ['a', 'b', 'c'])
      await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), path) }])
    const killed = join(base, 'killed')
    await cp(dir, killed, { recursive: true })
    await library.close()
    dir = killed
    await rm(join(dir, 'lock'))
    const names = (await readdir(join(dir, 'journal'))).sort()
    return join(dir, 'journal', names.at(-1) ?? '')
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
    const [name = ''] = await readdir(join(dir, 'journal'))
    await truncate(join(dir, 'journal', name), 30)
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
      join(dir, 'journal/00000099-other.jsonl'),
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
    const names = (await readdir(join(dir, 'journal'))).sort()
    await rm(join(dir, 'lock'))
    await rm(join(dir, 'journal', names.at(-2) ?? ''))
    const again = await open()
    expect(again.store.notices).toEqual([expect.stringMatching(/3 saved changes can no longer be found/)])
    expect(tags(again)).toEqual(['method', 'd'])
  })
})

describe('a saved file', () => {
  const path = (): string => join(dir, 'assets', asset.slice(0, 2), asset)

  test('that was altered is not served, verify names it, and saving it again heals it', async () => {
    await writeFile(path(), 'a saved pagE')
    const { assets, verify } = await open()
    await expect(assets.read(asset)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('damaged') as string
    })
    expect(await verify()).toMatchObject({
      ok: false,
      problems: [{ what: expect.stringContaining('damaged') as string }]
    })
    expect(await assets.put(Buffer.from('a saved page'), 'html')).toBe(asset)
    expect(Buffer.from((await assets.read(asset)) ?? []).toString()).toBe('a saved page')
  })
  test('that is missing or is a link is not there', async () => {
    await rm(path())
    await symlink('/etc/hostname', path())
    const { assets } = await open()
    expect(await assets.read(asset)).toBeUndefined()
    await rm(path())
    expect(await assets.read(asset)).toBeUndefined()
  })
  test('has a name of one shape only', async () => {
    const { assets } = await open()
    for (const name of ['', '..', '../library.json', `${asset}/../x`, asset.toUpperCase(), 'lock'])
      expect(await assets.read(name)).toBeUndefined()
    for (const extension of ['', 'HTML', '../x', 'toolong', 'a/b'])
      await expect(assets.put(Buffer.from('x'), extension)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
  test('that nobody needs is named by verify, and harms nothing', async () => {
    const { verify } = await open()
    expect(await verify()).toEqual({
      ok: true,
      assets: 1,
      problems: [{ where: `assets/${asset.slice(0, 2)}/${asset}`, what: 'is not used by any article' }]
    })
  })
})

test('one library under two names has one lock', async () => {
  await symlink(dir, join(base, 'link'))
  const first = await open()
  dir = join(base, 'link')
  const second = await open()
  expect(first.store.readOnly).toBeUndefined()
  expect(second.store.readOnly).toContain('open in Carrel on this computer')
  expect(second.store.count('articles')).toBe(ARTICLES)
})

test('a record that no longer fits a changed schema is set aside, not thrown away', async () => {
  const { encodeDataFile } = await import('../../../src/core/store/data-file')
  const tag = { ...aTag(countingIds(8)(), 'x'), path: '', rev: 1, n: 1 }
  const [head, crc, rest] = encodeDataFile('tags', 500, new Map([[tag.id, tag]]))
  // As a version with other rules would have written it: its own shape, a good checksum.
  const { crc32, crcText } = await import('../../../src/core/store/crc32')
  const before = Buffer.from(String(head).replace(/"shape":"\w+"/, '"shape":"00000000"'))
  expect(crc).toBeDefined()
  const after = rest ?? Buffer.alloc(0)
  await writeFile(
    join(dir, 'data-1/tags/all.json'),
    Buffer.concat([before, Buffer.from(crcText(crc32(after, crc32(before)))), after])
  )
  const { store } = await open()
  expect(store.notices).toEqual([
    expect.stringMatching(/1 record in tags\/all\.json could not be used.*recovered/)
  ])
  const [copy = ''] = await recovered()
  expect(await readFile(join(dir, 'recovered', copy), 'utf8')).toContain(tag.id)
})
