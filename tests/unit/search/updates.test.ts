import { createSearch, type Search } from '#core/search/search'
import { SearchIndex } from '#core/search/search-index'
import { describe, expect, it } from 'vitest'
import { inProcessSpawn, type SpawnedThread } from './helpers/in-process-thread'
import { Edited, prose, shown } from './helpers/edited'

/** What an index should hold, by document and part. */
type Library = Map<string, Map<string, string[]>>
const { random, vocabulary, text, misspelt } = prose(11)
function edit(index: SearchIndex, library: Library): void {
  const key = `d${String(random.below(30)).padStart(3, '0')}`
  const part = random.pick(['card', 'text', 'note:1', 'mark:1'])
  const what = random.below(10)
  if (what === 0) {
    index.remove(key)
    library.delete(key)
  } else if (what === 1) {
    index.remove(key, part)
    const parts = library.get(key)
    parts?.delete(part)
    if (parts?.size === 0) library.delete(key)
  } else {
    const texts = Array.from({ length: part === 'text' ? random.below(8) : 1 }, () =>
      text(part === 'card' ? 6 : 30)
    )
    index.put(key, part, texts)
    const parts = library.get(key) ?? new Map<string, string[]>()
    library.set(key, parts.set(part, texts))
  }
  if (random.below(5) === 0) index.tidy(random.below(2) === 0)
}

function afresh(library: Library): SearchIndex {
  const index = new SearchIndex()
  for (const [key, parts] of library) for (const [part, texts] of parts) index.put(key, part, texts)
  while (index.tidy());
  return index
}

describe('an index that was changed', () => {
  it('answers as one built afresh, after any edits', () => {
    const library: Library = new Map()
    const index = new SearchIndex()
    let hits = 0
    for (let round = 0; round < 30; round++) {
      for (let k = 0; k < 120; k++) edit(index, library)
      const fresh = afresh(library)
      expect({ ...index.stats, terms: 0, bytes: 0 }).toEqual({ ...fresh.stats, terms: 0, bytes: 0 })
      for (let k = 0; k < 20; k++) {
        const query = Array.from({ length: 1 + random.below(4) }, () =>
          random.below(2) ? misspelt() : random.pick(vocabulary)
        ).join(' ')
        // Sums are added up in another order: the last digits may differ.
        const plain = (i: SearchIndex): unknown =>
          i.search(query, 200).map((h) => ({ ...h, score: Number(h.score.toFixed(3)) }))
        hits += index.search(query, 200).length
        expect([query, plain(index)]).toEqual([query, plain(fresh)])
      }
    }
    expect(hits).toBeGreaterThan(10_000)
  })

  it('finds new and misspelt words at once, before anything was tidied up', () => {
    const index = new SearchIndex()
    index.put('a', 'text', ['An unremarkable sentence.'])
    while (index.tidy());
    index.put('b', 'text', ['The quincunx of Sir Thomas Browne.'])
    expect(index.search('quinconx browne', 5)[0]?.key).toBe('b')
    index.put('b', 'text', ['Something else.'])
    expect(index.search('quincunx', 5)).toEqual([])
  })

  it('gives dead room back', () => {
    const index = new SearchIndex()
    const paragraphs = Array.from({ length: 1000 }, (_, i) => `paragraph number ${i} with some words`)
    index.put('keep', 'text', ['This one stays for good.'])
    for (let k = 0; k < 400; k++) {
      index.put('churn', 'text', paragraphs)
      while (index.tidy());
    }
    expect(index.stats.units).toBe(1001)
    expect(index.stats.bytes).toBeLessThan(16_000_000)
    expect(index.search('stays good', 5)[0]?.key).toBe('keep')
    expect(index.search('"number 777"', 5)).toHaveLength(1)
  })
})

const clock = { now: () => '2024-05-01T10:00:00Z' }

describe('the search of a library that was edited', () => {
  it('answers as one opened afresh, after any edits, undo, new snapshots, a lost thread and reopening', async () => {
    const edited = new Edited(11)
    const { library } = edited
    const open = (threads: SpawnedThread[] = []): Search =>
      createSearch({ ...library, spawn: inProcessSpawn(threads), clock })
    let threads: SpawnedThread[] = []
    let search = open(threads)
    let hits = 0
    try {
      for (let round = 0; round < 24; round++) {
        // Some edits while the index is still being built, or behind.
        for (let k = 0; k < 25; k++) {
          await edited.edit()
          if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve))
        }
        if (round % 6 === 2) threads[0]?.crash()
        if (round % 6 === 5) {
          await search.close()
          threads = []
          search = open(threads)
        }
        await search.ready()
        const fresh = open()
        await fresh.ready()
        for (let k = 0; k < 20; k++) {
          const query = edited.query(k)
          const expected = await shown(fresh, query)
          hits += expected.length
          expect([round, query, await shown(search, query)]).toEqual([round, query, expected])
        }
        await fresh.close()
      }
    } finally {
      await search.close()
    }
    expect(hits).toBeGreaterThan(5000)
  })
})
