/** Bundled and run by the benchmarks: makes a library of bare references without waiting for one edit each. */
import { randomBytes } from 'node:crypto'
import type { Article } from '#shared/contract/records'
import { makeId } from '#shared/domain/ids'
import { openLibrary } from '../../../src/core/store/open-library'

const TITLES = [
  'On the keeping of pages',
  'A method of several hypotheses, and what became of the second',
  'Marginalia',
  'The reading room after the war: lamps, chairs and permission to stay',
  'Über die Ordnung der Zettel'
]

export async function makeLibrary(dir: string, size: number): Promise<void> {
  const clock = { now: () => new Date().toISOString() }
  const newId = () => makeId(Date.now(), randomBytes(8))
  const { store, close } = await openLibrary({ dir, clock, newId, owner: 'a benchmark' })
  for (let from = 0; from < size; from += 1000) {
    const now = clock.now()
    await store.commit(
      Array.from({ length: Math.min(1000, size - from) }, (_, k) => {
        const i = from + k
        const record: Article = {
          id: newId(),
          rev: 0,
          n: 0,
          created: now,
          updated: now,
          type: 'article-journal',
          title: `${TITLES[i % TITLES.length] ?? ''} (${i})`,
          authors: [{ family: `Author${i % 700}`, given: 'A.' }],
          issued: String(1900 + (i % 120)),
          container: 'A Journal of Rooms',
          citekey: `author${i}`,
          state: 'inbox',
          starred: i % 9 === 0,
          tags: [`tag/${i % 40}`],
          snapshots: [],
          words: 1000 + (i % 5000),
          progress: (i % 4) / 4
        }
        return { op: 'put' as const, collection: 'articles' as const, record }
      })
    )
  }
  await close()
}
