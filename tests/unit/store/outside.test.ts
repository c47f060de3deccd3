/** A library in a folder that others write too: sync programs, text editors, another computer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Note } from '#shared/contract/records'
import { encodeDataFile } from '../../../src/core/store/data-file'
import type { AnyRecord } from '../../../src/core/store/layout'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { copyOf } from '../../../src/core/store/outside/conflict-names'
import { anAnnotation, anArticle, aNote, aTag, countingIds, fixedClock } from '../../crash/support/records'

let base = ''
let dir = ''
let opened: OpenLibrary[] = []
const [ARTICLE, LIGHT, NOTE, OTHER] = [
  '01kaaaaaaaaaaaaaa0',
  '01kaaaaaaaaaaaaaa1',
  '01kaaaaaaaaaaaaaa2',
  '01kaaaaaaaaaaaaaa3'
]
const LATE = '2027-01-01T00:00:00.000Z'

async function open(at = dir): Promise<OpenLibrary> {
  const library = await openLibrary({ dir: at, clock: fixedClock(), newId: countingIds(3), lookEvery: 1e9 })
  opened.push(library)
  return library
}
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-outside-'))
  dir = join(base, 'library')
  const { store, close } = await open()
  await store.commit([
    { op: 'put', collection: 'articles', record: anArticle(ARTICLE, { tags: ['method'] }) },
    { op: 'put', collection: 'annotations', record: anAnnotation(LIGHT, ARTICLE, { note: 'a thought' }) },
    { op: 'put', collection: 'notes', record: aNote(NOTE, 'first words', { article: ARTICLE }) }
  ])
  await close()
})
afterEach(async () => {
  for (const library of opened.splice(0)) await library.close()
  await rm(base, { recursive: true, force: true })
})
const path = (key: string): string => join(dir, 'data-1', `${key}.json`)
/** The file with its records changed, as another Carrel would have written it. */
async function elsewhere(key: string, change: (record: AnyRecord) => AnyRecord[]): Promise<Buffer> {
  const { items } = JSON.parse(await readFile(path(key), 'utf8')) as { items: Record<string, AnyRecord> }
  const records = Object.values(items).flatMap(change)
  const kind = key.split('/')[0] as 'notes'
  return Buffer.concat(encodeDataFile(kind, 3, new Map(records.map((record) => [record.id, record]))))
}
const notes = ({ store }: OpenLibrary): Note[] => [...store.all('notes')]
const recovered = async (): Promise<string[]> => await readdir(join(dir, 'recovered')).catch(() => [])

describe('the names that sync programs give', () => {
  test.each([
    '0000 (conflicted copy).json',
    "0000 (Ana's conflicted copy 2026-03-01).json",
    '0000 (Konfliktkopie von Ana 2026-03-01).json',
    '0000 (1).json',
    '0000-LAPTOP.json',
    '0000-LAPTOP-2.json',
    '0000.sync-conflict-20260301-101010-7XQABCD.json',
    '0000~20260301-101010.json',
    '0000_conflict-20260301-101010.json',
    '0000 2.json',
    'Copy of 0000.json'
  ])('%s is a copy of 0000.json', async (name) => {
    expect(copyOf('notes', name)).toBe('0000.json')
    await writeFile(
      join(dir, 'data-1/notes', name),
      await elsewhere('notes/0000', (n) => [n, { ...n, id: OTHER, n: 9 }])
    )
    const library = await open()
    expect(library.store.notices).toEqual([
      expect.stringMatching(/: 1 record added\. It now lies in recovered\//)
    ])
    expect(notes(library).map(({ id }) => id)).toEqual([NOTE, OTHER])
    expect(await readdir(join(dir, 'data-1/notes'))).toEqual(['0000.json'])
    expect((await recovered()).filter((kept) => kept.endsWith('.conflict'))).toHaveLength(1)
    await library.close()
    const again = await open()
    expect(again.store.notices).toEqual([])
    expect(notes(again)).toHaveLength(2)
  })
  test('others are not', () => {
    for (const name of [
      '0000.json',
      'mine.json',
      '0000.txt',
      '00001x.json',
      'x0000 (1).json',
      '0000.json.bak',
      ''
    ])
      expect(copyOf('notes', name)).toBeUndefined()
    expect(copyOf('tags', 'all (1).json')).toBe('all.json')
  })
})

describe('a conflict copy', () => {
  test('keeps both versions of a note and of a highlight’s comment; of the rest the newest', async () => {
    for (const [key, change] of [
      ['notes/0000', (n: AnyRecord) => ({ ...n, text: 'second thoughts', updated: LATE })],
      [
        'annotations/0000',
        (a: AnyRecord) => ({
          ...a,
          note: 'older thought',
          color: 'rose',
          updated: '2020-01-01T00:00:00.000Z'
        })
      ],
      ['articles/0000', (a: AnyRecord) => ({ ...a, title: 'New title', tags: ['theory'], updated: LATE })]
    ] as const)
      await writeFile(
        path(`${key} (conflicted copy)`),
        await elsewhere(key, (record) => [change(record) as AnyRecord])
      )
    const library = await open()
    const { store } = library
    expect(store.get('notes', NOTE)?.text).toBe('second thoughts')
    expect(store.get('annotations', LIGHT)).toMatchObject({ note: 'a thought', color: 'amber' })
    expect(store.get('articles', ARTICLE)).toMatchObject({ title: 'New title', tags: ['theory', 'method'] })
    const kept = notes(library).filter(({ id }) => id !== NOTE)
    expect(kept.map(({ text }) => text).sort()).toEqual([
      expect.stringMatching(
        /^\*Found in annotations\/0000 \(conflicted copy\)\.json on [\s\S]*older thought$/
      ),
      expect.stringMatching(/^\*Found in notes\/0000 \(conflicted copy\)\.json on [\s\S]*first words$/)
    ])
    expect(kept.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^Other version: note on “New title”/)
    )
    expect(store.notices).toHaveLength(3)
    expect((await library.verify()).ok).toBe(true)
  })
  test('with an earlier stage of the same text adds nothing', async () => {
    await writeFile(
      path('notes/0000 (1)'),
      await elsewhere('notes/0000', (n) => [{ ...n, text: 'first', updated: '2020-01-01T00:00:00.000Z' }])
    )
    const library = await open()
    expect(notes(library).map(({ text }) => text)).toEqual(['first words'])
    expect(library.store.notices).toEqual([expect.stringContaining('nothing in it was new')])
  })
  test('that appears while the library is open is merged then', async () => {
    const library = await open()
    await writeFile(
      path('notes/0000-LAPTOP'),
      await elsewhere('notes/0000', (n) => [{ ...n, id: OTHER, n: 9 }])
    )
    await library.look()
    expect(library.store.get('notes', OTHER)?.text).toBe('first words')
    expect(library.store.notices).toHaveLength(1)
  })
  test('that is no data file is left alone, and told once', async () => {
    await writeFile(path('notes/0000 (1)'), 'something else')
    const library = await open()
    await library.look()
    expect(library.store.notices).toEqual([expect.stringContaining('left alone')])
    expect(await readdir(join(dir, 'data-1/notes'))).toContain('0000 (1).json')
  })
  test('of a journal file, of library.json and of a backup', async () => {
    const library = await open()
    await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(OTHER, 'from here') }])
    const copy = join(base, 'copy')
    await cp(dir, copy, { recursive: true })
    await library.close()
    const [segment = ''] = (await readdir(join(copy, 'journal'))).sort().slice(-1)
    await cp(
      join(copy, 'journal', segment),
      join(dir, 'journal', segment.replace('.jsonl', ' (conflicted copy).jsonl'))
    )
    await cp(join(dir, 'library.json'), join(dir, 'library-LAPTOP.json'))
    const emptied = await open()
    await emptied.store.commit([{ op: 'del', collection: 'tags', id: OTHER }])
    const made = await emptied.backups.make('asked')
    await emptied.close()
    await cp(join(dir, 'backups', `${made.id}.json`), join(dir, 'backups', `${made.id} (1).json`))
    await cp(join(copy, 'journal', segment), join(dir, 'journal', segment.replace('.jsonl', ' (2).jsonl')))
    const again = await open()
    expect(again.store.get('tags', OTHER)?.path).toBe('from here')
    expect(again.store.notices).toHaveLength(2)
    expect((await recovered()).filter((name) => name.endsWith('.conflict'))).toHaveLength(4)
    expect((await again.backups.list()).map(({ id }) => id)).toEqual([made.id])
  })
})

describe('a data file, while the library is open', () => {
  test('changed by hand is taken in before it would be written over', async () => {
    const library = await open()
    const { store } = library
    const note = store.get('notes', NOTE)
    if (!note) throw new Error('no note')
    const text = await readFile(path('notes/0000'), 'utf8')
    await writeFile(path('notes/0000'), text.replace('first words', 'words by hand'))
    // Another record of the same file, so that it is due to be written.
    await store.commit([{ op: 'put', collection: 'notes', record: aNote(OTHER, 'mine') }])
    await library.compact()
    expect(store.get('notes', NOTE)?.text).toBe('words by hand')
    expect(store.notices).toEqual([
      expect.stringMatching(
        /notes\/0000\.json was changed from outside while Carrel was open: 1 record changed/
      )
    ])
    await library.close()
    const again = await open()
    expect(again.store.notices).toEqual([])
    expect(notes(again).map((n) => n.text)).toEqual(['words by hand', 'mine'])
  })
  test('changed on both sides: both texts are there', async () => {
    const library = await open()
    const { store } = library
    const text = await readFile(path('notes/0000'), 'utf8')
    await writeFile(path('notes/0000'), text.replace('first words', 'words by hand'))
    const note = store.get('notes', NOTE)
    if (!note) throw new Error('no note')
    await store.commit([
      { op: 'put', collection: 'notes', record: { ...note, text: 'words in Carrel', updated: LATE } }
    ])
    await library.look()
    expect(store.get('notes', NOTE)?.text).toBe('words in Carrel')
    expect(notes(library).at(-1)?.text).toMatch(/words by hand$/)
    await library.look()
    expect(notes(library)).toHaveLength(2)
  })
  test('a record taken out of it by hand stays; one removed in Carrel is not brought back', async () => {
    const library = await open()
    const { store } = library
    await store.commit([{ op: 'put', collection: 'notes', record: aNote(OTHER, 'mine') }])
    await library.compact()
    await store.commit([{ op: 'del', collection: 'notes', id: OTHER }])
    await writeFile(path('notes/0000'), await elsewhere('notes/0000', (n) => (n.id === NOTE ? [] : [n])))
    await library.look()
    expect(notes(library).map(({ id }) => id)).toEqual([NOTE])
    expect(store.notices).toEqual([expect.stringContaining('1 that was not in it any more is kept')])
    await library.close()
    expect(notes(await open()).map(({ id }) => id)).toEqual([NOTE])
  })
  test('that vanishes, with its folder, is written again', async () => {
    const library = await open()
    await library.store.commit([{ op: 'put', collection: 'notes', record: aNote(OTHER, 'mine') }])
    await library.compact()
    await rm(join(dir, 'data-1/notes'), { recursive: true })
    await library.look()
    expect(library.store.notices).toEqual([expect.stringContaining('was taken out of the library')])
    await library.close()
    const again = await open()
    expect(again.store.notices).toEqual([])
    expect(notes(again)).toHaveLength(2)
  })
  test('that was missing and is put back is read', async () => {
    await rename(path('notes/0000'), join(base, 'kept'))
    const library = await open()
    expect(notes(library)).toHaveLength(0)
    await rename(join(base, 'kept'), path('notes/0000'))
    await library.look()
    expect(notes(library).map(({ text }) => text)).toEqual(['first words'])
  })
  test('damaged by another program: what can be read is compared, a copy kept, the whole written again', async () => {
    const library = await open()
    await writeFile(path('notes/0000'), '{"half')
    await library.look()
    expect(await recovered()).toEqual([expect.stringMatching(/\.damaged$/)])
    await library.close()
    expect(notes(await open()).map(({ text }) => text)).toEqual(['first words'])
  })
  test('only touched is no news', async () => {
    const library = await open()
    await writeFile(path('notes/0000'), await readFile(path('notes/0000')))
    await library.look()
    expect(library.store.notices).toEqual([])
    expect(await recovered()).toEqual([])
  })
})

test('a journal file of another computer that comes while the library is open is merged', async () => {
  const other = join(base, 'other')
  await cp(dir, other, { recursive: true })
  const there = await open(other)
  await there.store.commit([{ op: 'put', collection: 'tags', record: aTag(OTHER, 'from there') }])
  const here = await open()
  await here.store.commit([{ op: 'put', collection: 'tags', record: aTag(LIGHT, 'from here') }])
  const [segment = ''] = (await readdir(join(other, 'journal'))).sort().slice(-1)
  await cp(join(other, 'journal', segment), join(dir, 'journal', segment.replace(/-\w+\./, '-other.')))
  await here.look()
  expect([...here.store.all('tags')].map((tag) => tag.path).sort()).toEqual(['from here', 'from there'])
})
