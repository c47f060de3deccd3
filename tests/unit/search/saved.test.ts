import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SpawnThread } from '#core/ports'
import { Corpus } from '#core/search/corpus'
import { NameBook } from '#core/search/name-book'
import { isToSearch, type FromSearch, type Target } from '#core/search/protocol'
import { Keeper } from '#core/search/saved/keeper'
import { loadIndex, saveIndex } from '#core/search/saved/file'
import { createSearch, type Search } from '#core/search/search'
import { SearchIndex } from '#core/search/search-index'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Edited, shown } from './helpers/edited'
import { inProcessSpawn, type SpawnedThread } from './helpers/in-process-thread'
import { seeded } from './helpers/random'

const clock = { now: () => '2024-05-01T10:00:00Z' }
let base = ''
let folder = ''
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'carrel-index-'))
  folder = join(base, 'cache')
})
afterEach(() => rmSync(base, { recursive: true }))

const file = (): string => join(folder, 'search.index')
const target = (library = 'one'): Target => ({ folder, library })

interface Opened {
  search: Search
  /** What was sent to be indexed: `card ID`. */
  sent: string[]
  thread: SpawnedThread
}

async function open(
  { library }: Edited,
  { name = 'one', mayWrite = true, quietMs = 100_000 } = {}
): Promise<Opened> {
  const threads: SpawnedThread[] = []
  const spawn = inProcessSpawn(threads)
  const sent: string[] = []
  const spying: SpawnThread = (entry) => {
    const thread = spawn(entry)
    return {
      ...thread,
      post(message) {
        if (isToSearch(message) && 'key' in message) sent.push(`${message.t} ${message.key}`)
        thread.post(message)
      }
    }
  }
  const saved = { folder, library: name, mayWrite: () => mayWrite, quietMs }
  const search = createSearch({ ...library, spawn: spying, clock, saved })
  await search.ready()
  const [thread] = threads
  if (!thread) throw new Error('No thread was started.')
  return { search, sent, thread }
}

/** One that is saved in several steps. */
function large(): SearchIndex {
  const index = new SearchIndex()
  const words = (k: number): string => Array.from({ length: 200 }, (_, n) => `w${k}x${n}`).join(' ')
  for (let k = 0; k < 1000; k++) index.put(`d${k}`, 'text', [words(k)])
  return index
}

/** Whether it answers as one that was built from nothing. */
async function expectFresh(search: Search, edited: Edited): Promise<void> {
  const fresh = createSearch({ ...edited.library, spawn: inProcessSpawn(), clock })
  await fresh.ready()
  for (let k = 0; k < 12; k++) {
    const query = edited.query(k)
    expect([query, await shown(search, query)]).toEqual([query, await shown(fresh, query)])
  }
  await fresh.close()
}

async function filled(seed: number, edits = 60): Promise<Edited> {
  const edited = new Edited(seed)
  for (let k = 0; k < edits; k++) await edited.edit()
  return edited
}

describe('a saved index', () => {
  it('is taken on the next start: nothing is sent again, and answers are the same', async () => {
    const edited = await filled(1)
    const first = await open(edited)
    expect(first.sent.length).toBeGreaterThan(20)
    await first.search.close()
    expect(readdirSync(folder).sort()).toEqual(['CACHEDIR.TAG', 'search.index'])
    const second = await open(edited)
    expect(second.sent).toEqual([])
    await expectFresh(second.search, edited)
    // And it goes on from there.
    for (let k = 0; k < 30; k++) await edited.edit()
    await second.search.ready()
    await expectFresh(second.search, edited)
    await second.search.close()
  })

  it('is caught up with what changed while the library was closed', async () => {
    const edited = await filled(2)
    await (await open(edited)).search.close()
    for (let round = 0; round < 6; round++) {
      for (let k = 0; k < 15; k++) await edited.edit()
      const { search, sent } = await open(edited)
      expect(new Set(sent.filter((what) => what.startsWith('text'))).size).toBeLessThan(15)
      await expectFresh(search, edited)
      await search.close()
    }
  })

  it('of a library whose records went back in time (a copy put in its place) is caught up', async () => {
    const edited = await filled(3, 30)
    const before = new Map(
      (['articles', 'notes', 'annotations'] as const).map((c) => [c, [...edited.library.store.all(c)]])
    )
    for (let k = 0; k < 30; k++) await edited.edit()
    await (await open(edited)).search.close()
    const { store } = edited.library
    for (const [collection, records] of before) {
      for (const { id } of store.all(collection)) await store.commit([{ op: 'del', collection, id }])
      for (const record of records) await store.commit([{ op: 'put', collection, record } as never])
    }
    const { search } = await open(edited)
    await expectFresh(search, edited)
    await search.close()
  })

  it('is saved after quiet, not for every change, and by nobody who may not write', async () => {
    const edited = await filled(4)
    await edited.library.save(
      Array.from({ length: 500 }, (_, k) => `Paragraph ${k} with its ${k * 7} words.`)
    )
    const reading = await open(edited, { mayWrite: false, quietMs: 1 })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await reading.search.close()
    expect(readdirSync(base)).toEqual([])

    const { search } = await open(edited, { quietMs: 1 })
    await expect.poll(() => existsSync(file())).toBe(true)
    const { ino } = statSync(file())
    const article = [...edited.library.store.all('articles')].find((a) => a.trashed === undefined)
    if (!article) throw new Error('There is no article.')
    await edited.library.put('articles', { ...article, title: 'One word' })
    await search.ready()
    await search.close()
    expect(statSync(file()).ino).toBe(ino)

    const third = await open(edited, { mayWrite: false })
    expect(new Set(third.sent)).toEqual(new Set([`put ${article.id}`, `card ${article.id}`]))
    await expectFresh(third.search, edited)
    await third.search.close()
  })

  it('that is damaged is thrown away, whatever the damage, and written anew', async () => {
    const edited = await filled(5, 25)
    const first = await open(edited)
    await first.search.close()
    const whole = readFileSync(file())
    expect(loadIndex(target())).toBeDefined()
    const random = seeded(5)
    for (let k = 0; k < 300; k++) {
      const torn = whole.subarray(0, random.below(whole.length))
      writeFileSync(file(), torn)
      expect([k, loadIndex(target())]).toEqual([k, undefined])
      const flipped = Buffer.from(whole)
      // Every byte of the beginning, where the counts are, then anywhere.
      const at = k < 150 ? k : random.below(whole.length)
      flipped[at]! ^= 1 << random.below(8)
      writeFileSync(file(), flipped)
      expect([at, loadIndex(target())]).toEqual([at, undefined])
    }
    writeFileSync(file(), Buffer.concat([whole, Buffer.from('more')]))
    const { search, sent } = await open(edited)
    expect(new Set(sent)).toEqual(new Set(first.sent))
    await expectFresh(search, edited)
    await search.close()
    const again = await open(edited)
    expect(again.sent).toEqual([])
    await again.search.close()
  })

  it('of another version, another library or no file at all is none', async () => {
    const edited = await filled(6, 25)
    await (await open(edited)).search.close()
    expect(loadIndex(target('two'))).toBeUndefined()
    const other = await open(edited, { name: 'two' })
    await expectFresh(other.search, edited)
    await other.search.close()
    expect(loadIndex(target('two'))).toBeDefined()

    const older = Buffer.from(
      readFileSync(file()).toString('latin1').replace('"version":', '"versiom":'),
      'latin1'
    )
    writeFileSync(file(), older)
    expect(loadIndex(target('two'))).toBeUndefined()
    rmSync(file())
    mkdirSync(file())
    expect(loadIndex(target('two'))).toBeUndefined()
    const { search } = await open(edited, { name: 'two' })
    await expectFresh(search, edited)
    await search.close()
  })

  it('is whole or not there when saving is ended by a kill, and links are not followed', async () => {
    const edited = await filled(7, 40)
    await (await open(edited)).search.close()
    const whole = readFileSync(file())
    const unfinished = join(folder, 'search.index.new')
    const { corpus } = large()
    for (let steps = 1; steps < 5; steps++) {
      const saving = saveIndex(target(), corpus, new NameBook())
      for (let k = 0; k < steps; k++) expect(saving.next().done).toBe(false)
      // No more: the process is gone.
      expect(statSync(unfinished).size).toBeGreaterThan(1000)
      expect(readFileSync(file()).equals(whole)).toBe(true)
      expect(loadIndex(target())).toBeDefined()
    }
    const elsewhere = join(base, 'elsewhere')
    writeFileSync(elsewhere, 'mine')
    rmSync(unfinished, { force: true })
    symlinkSync(elsewhere, unfinished)
    const next = await open(edited)
    expect(next.sent).toEqual([])
    for (let k = 0; k < 40; k++) await edited.edit()
    await next.search.close()
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
    expect(readdirSync(folder).sort()).toEqual(['CACHEDIR.TAG', 'search.index'])
  })

  it('is not written into a folder that is a link, nor of an index that changes meanwhile', () => {
    const index = large()
    const elsewhere = join(base, 'elsewhere')
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, folder)
    expect(() => [...saveIndex(target(), index.corpus, new NameBook())]).toThrow('EEXIST')
    expect(readdirSync(elsewhere)).toEqual([])
    rmSync(folder)

    const told: FromSearch[] = []
    const keeper = new Keeper((message) => told.push(message))
    const names = new NameBook()
    keeper.want(target(), index)
    expect(keeper.step(index, names)).toBe(true)
    index.search('word1', 5)
    expect(keeper.step(index, names)).toBe(true)
    index.put('y', 'text', ['changed'])
    expect(keeper.step(index, names)).toBe(false)
    expect(told.splice(0)).toEqual([{ t: 'saved', bytes: undefined, changed: true }])
    expect(readdirSync(folder)).toEqual(['CACHEDIR.TAG'])

    // Closing begins again instead.
    keeper.want(target(), index)
    keeper.step(index, names)
    index.put('y', 'text', ['changed again'])
    keeper.want(target(), index)
    while (keeper.step(index, names));
    expect(told).toEqual([{ t: 'saved', bytes: statSync(file()).size, changed: false }])
    expect(loadIndex(target())?.corpus.documents.has('y')).toBe(true)
  })

  it('keeps every word, unit and posting', () => {
    const index = new SearchIndex()
    const random = seeded(9)
    for (let k = 0; k < 4000; k++)
      index.put(
        `d${random.below(3000)}`,
        random.pick(['text', 'card']),
        [`word${random.below(5000)} 漢字仮名 Straße`],
        k
      )
    while (index.tidy());
    const saving = saveIndex(target(), index.corpus, new NameBook())
    while (!saving.next().done);
    const read = loadIndex(target())
    const corpus = read?.corpus ?? new Corpus()
    expect(new SearchIndex(corpus).stats).toEqual(index.stats)
    expect(corpus.segments.map((s) => [s.count, s.live, s.postings?.units])).toEqual(
      index.corpus.segments.map((s) => [s.count, s.live, s.postings?.units])
    )
    expect(
      [...corpus.documents.values()].map((d) => [d.key, d.card, [...d.parts.values()].map((p) => p.stamp)])
    ).toEqual(
      [...index.corpus.documents.values()].map((d) => [
        d.key,
        d.card,
        [...d.parts.values()].map((p) => p.stamp)
      ])
    )
  })
})
