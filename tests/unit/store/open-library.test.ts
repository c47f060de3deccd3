import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary, type OpenLibrary, type OpenOptions } from '../../../src/core/store/open-library'
import {
  anAnnotation,
  anArticle,
  aNote,
  aSetting,
  aTag,
  countingIds,
  fixedClock
} from '../../crash/support/records'

let dir = ''
let opened: OpenLibrary[] = []
const ids = countingIds()

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-store-'))
})
afterEach(async () => {
  for (const library of opened.splice(0)) await library.close()
  await rm(dir, { recursive: true, force: true })
})

async function open(over: Partial<OpenOptions> = {}): Promise<OpenLibrary> {
  const library = await openLibrary({ dir, clock: fixedClock(), newId: countingIds(9), ...over })
  opened.push(library)
  return library
}
async function reopen(library: OpenLibrary, over: Partial<OpenOptions> = {}): Promise<OpenLibrary> {
  await library.close()
  return await open(over)
}

describe('a library in a folder', () => {
  test('explains itself', async () => {
    const library = await open()
    const [a, b] = [ids(), ids()]
    await library.store.commit([
      { op: 'put', collection: 'articles', record: anArticle(a) },
      { op: 'put', collection: 'annotations', record: anAnnotation(b, a) }
    ])
    await library.close()
    expect((await readdir(dir)).sort()).toEqual(['README.txt', 'assets', 'data-1', 'journal', 'library.json'])
    const readMe = await readFile(join(dir, 'README.txt'), 'utf8')
    for (const name of ['library.json', 'data-1', 'journal', 'assets', 'recovered', 'lock', 'cache'])
      expect(readMe).toContain(name)
    const lines = (await readFile(join(dir, 'data-1/articles/0000.json'), 'utf8')).split('\n')
    expect(lines[1]).toMatch(new RegExp(`^"${a}":\\{.*\\}$`))
    expect(JSON.parse(await readFile(join(dir, 'library.json'), 'utf8'))).toMatchObject({
      schema: 1,
      files: ['annotations/0000', 'articles/0000']
    })
  })

  test('tells of the cache, also where it was made before there was one, and takes it for its own', async () => {
    const first = await open()
    const file = join(dir, 'README.txt')
    const now = await readFile(file, 'utf8')
    await mkdir(first.cache)
    await writeFile(join(first.cache, 'search.index'), 'anything')
    expect(await first.verify()).toMatchObject({ ok: true, problems: [] })
    await first.close()
    await writeFile(file, now.replace(/^cache.*\n/m, ''))
    await (await open()).close()
    expect(await readFile(file, 'utf8')).toBe(now)
    await writeFile(file, `${now}Mine.`)
    await (await open()).close()
    expect(await readFile(file, 'utf8')).toBe(`${now}Mine.`)
  })

  test('keeps every kind of record over a restart, in order of saving', async () => {
    let library = await open()
    const articles = Array.from({ length: 1200 }, () => ids())
    await library.store.commit(
      articles.map((id) => ({ op: 'put', collection: 'articles', record: anArticle(id) }))
    )
    const note = aNote(ids(), 'lone \ud800 surrogate, \u2028, “quotes”\n')
    await library.store.commit([
      { op: 'put', collection: 'notes', record: note },
      { op: 'put', collection: 'tags', record: aTag(ids(), 'method/close reading') },
      { op: 'put', collection: 'settings', record: aSetting('__proto__', { a: [1, null] }) }
    ])
    for (const from of ['memory', 'files'] as const) {
      if (from === 'files') library = await reopen(library)
      const { store } = library
      expect(store.notices).toEqual([])
      expect([...store.all('articles')].map((record) => record.id)).toEqual(articles)
      expect([...store.all('articles')].map((record) => record.n)).toEqual(articles.map((_, i) => i + 1))
      expect(store.get('notes', note.id)?.text).toBe(note.text)
      expect(store.get('settings', '__proto__')?.value).toEqual({ a: [1, null] })
      expect(store.count('tags')).toBe(1)
    }
    expect((await readdir(join(dir, 'data-1/articles'))).sort()).toEqual([
      '0000.json',
      '0001.json',
      '0002.json'
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('is complete from the journal alone, as after a kill', async () => {
    const library = await open()
    const [a, b] = [ids(), ids()]
    await library.store.commit([{ op: 'put', collection: 'articles', record: anArticle(a) }])
    await library.store.commit([{ op: 'put', collection: 'articles', record: anArticle(b) }])
    await library.store.commit([{ op: 'del', collection: 'articles', id: a }])
    await rm(join(dir, 'lock'))
    const second = await open()
    expect([...second.store.all('articles')].map((record) => record.id)).toEqual([b])
    expect(second.store.notices).toEqual([])
    expect((await second.verify()).problems).toEqual([])
  })

  test('an untouched opening writes nothing but the lock', async () => {
    let library = await open()
    await library.store.commit([{ op: 'put', collection: 'articles', record: anArticle(ids()) }])
    library = await reopen(library)
    await library.close()
    const before = await snapshot(dir)
    await (await open()).close()
    expect(await snapshot(dir)).toEqual(before)
  })

  test('compacts by size, and removes only the journal that is contained', async () => {
    const library = await open({ compactBytes: 20_000 })
    for (let i = 0; i < 100; i++)
      await library.store.commit([{ op: 'put', collection: 'articles', record: anArticle(ids()) }])
    await library.verify()
    const journal = await readdir(join(dir, 'journal'))
    expect(journal.length).toBeLessThan(4)
    expect(await readdir(join(dir, 'data-1/articles'))).toEqual(['0000.json'])
    await rm(join(dir, 'lock'))
    expect((await open()).store.count('articles')).toBe(100)
  })

  test('a library with a newer schema opens for reading, unchanged', async () => {
    const library = await open()
    await library.store.commit([{ op: 'put', collection: 'articles', record: anArticle(ids()) }])
    await library.close()
    const path = join(dir, 'library.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('"schema": 1', '"schema": 2'))
    const before = await snapshot(dir)
    const newer = await open()
    expect(newer.store.readOnly).toContain('newer version')
    expect(newer.store.count('articles')).toBe(1)
    await expect(newer.store.commit([{ op: 'del', collection: 'articles', id: 'x' }])).rejects.toMatchObject({
      code: 'READ_ONLY'
    })
    await expect(newer.assets.put(Buffer.from('x'), 'txt')).rejects.toMatchObject({ code: 'READ_ONLY' })
    await newer.close()
    expect(await snapshot(dir)).toEqual(before)
  })

  test('says why a folder cannot be used', async () => {
    await writeFile(join(dir, 'file'), 'x')
    await expect(open({ dir: join(dir, 'file', 'library') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(open({ dir: join(dir, 'file') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

/** Every file with its content. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) Object.assign(files, await snapshot(path))
    else files[path] = await readFile(path, 'latin1')
  }
  return files
}
