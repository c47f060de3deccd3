/** The whole search service over a library in memory, closed after each test. */
import { afterEach } from 'vitest'
import type { Hit } from '#shared/contract/search'
import { createSearch, type Search } from '#core/search/search'
import { inProcessSpawn, type SpawnedThread } from './in-process-thread'
import type { MemoryLibrary } from './memory-library'

export const clock = { now: () => '2024-05-01T10:00:00Z' }
export const signal = new AbortController().signal
export const running = { signal, progress: () => {} }
let open: Search[] = []
afterEach(async () => {
  for (const search of open) await search.close()
  open = []
})

export function start(library: MemoryLibrary, threads: SpawnedThread[] = []): Search {
  const search = createSearch({ ...library, spawn: inProcessSpawn(threads), clock })
  open.push(search)
  return search
}

export const ask = async (search: Search, query: string, limit?: number): Promise<Hit[]> =>
  (await search.handlers['search.query'](limit === undefined ? { query } : { query, limit }, running)).hits

/** The words of a hit that are lit. */
export const lit = (hit: Hit | undefined): string[] | undefined =>
  hit?.ranges.map(([a, b]) => hit.text.slice(a, b))
