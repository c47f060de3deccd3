/**
 * Places ready articles in the library, many in one action: adding twelve files is one entry on the undo stack and
 * a few writes, not twelve. Nothing is reported as added before it is on disk.
 */
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import { article as articleSchema, type Bibliographic, type ListEntry } from '#shared/contract/records'
import { citekeyFold } from '#shared/domain/citekey'
import { theArticles } from '#shared/domain/phrases'
import type { Actions, Clock, Op, Store } from '#core/ports'
import type { Duplicates } from './duplicates'
import { addedResult, duplicateOf, failedResult, type ReadyArticle } from './ready-article'

export interface ShelfDeps {
  store: Store
  actions: Actions
  clock: Clock
  duplicates: Duplicates
  makeCitekey(fields: Bibliographic, taken: (key: string) => boolean): string
}

export interface Batch {
  /** `settle` is called once: when it is on disk, or is not going to be. */
  place(ready: ReadyArticle, settle: (result: CaptureResult) => void): Promise<void>
  /** Writes what is waiting. Never throws: failures are settled. */
  flush(): Promise<void>
}

interface Waiting {
  ready: ReadyArticle
  settle: (result: CaptureResult) => void
}

/** Written together at most, and waiting at most so long. */
const BATCH = 200
const BATCH_MS = 2000

export function createShelf(deps: ShelfDeps): { open(list?: string): Batch } {
  const { duplicates } = deps
  /** Keys of articles that wait in some batch: two runs may add the same page at once. */
  const claimed = new Map<string, Batch>()

  return {
    open(list) {
      let waiting: Waiting[] = []
      let timer: ReturnType<typeof setTimeout> | undefined
      let writing: Promise<void> = Promise.resolve()

      const batch: Batch = {
        async place(ready, settle) {
          const problem = problemOf(ready)
          if (problem !== undefined) return settle(failedResult(ready.input, problem))
          for (let rival = claim(ready); rival; rival = claim(ready)) await rival.flush()
          const existing = duplicates.find(ready.identity)
          if (existing) {
            release(ready)
            return settle(duplicateOf(ready.input, existing))
          }
          waiting.push({ ready, settle })
          timer ??= setTimeout(() => void batch.flush(), BATCH_MS)
          if (waiting.length >= BATCH) await batch.flush()
        },
        flush() {
          clearTimeout(timer)
          timer = undefined
          const items = waiting
          waiting = []
          writing = writing.then(() => write(deps, items, list, release))
          return writing
        }
      }
      /** Takes the article's keys; answers with the batch that holds one of them. */
      const claim = ({ keys }: ReadyArticle): Batch | undefined => {
        const holder = keys.map((key) => claimed.get(key)).find((b) => b !== undefined)
        if (!holder) for (const key of keys) claimed.set(key, batch)
        return holder
      }
      const release = ({ keys }: ReadyArticle): void => {
        for (const key of keys) claimed.delete(key)
      }
      return batch
    }
  }
}

async function write(
  { store, actions, clock, makeCitekey }: ShelfDeps,
  items: readonly Waiting[],
  listId: string | undefined,
  release: (ready: ReadyArticle) => void
): Promise<void> {
  if (items.length === 0) return
  try {
    let gone: string | undefined
    // Made when it is this commit's turn: keys and the list depend on what others have written by then.
    await actions.run(`add ${theArticles(items.map(({ ready }) => ready.article.title))}`, () => {
      const taken = new Set<string>()
      for (const { citekey } of store.all('articles')) taken.add(citekeyFold(citekey))
      const ops: Op[] = items.map(({ ready: { article } }) => {
        const citekey = makeCitekey(article, (key) => taken.has(key))
        taken.add(citekeyFold(citekey))
        return { op: 'put', collection: 'articles', record: { ...article, citekey } }
      })
      if (listId === undefined) return ops
      const list = store.get('lists', listId)
      if (!list) {
        gone = 'The reading list was gone by then; it is in the inbox.'
        return ops
      }
      const now = clock.now()
      const ids = items.map(({ ready }) => ready.article.id)
      const record = { ...list, updated: now, entries: withEntries(list.entries, ids, now) }
      return [...ops, { op: 'put', collection: 'lists', record }]
    })
    for (const { ready, settle } of items) settle(addedResult(ready, gone))
  } catch (error) {
    const message =
      error instanceof CarrelError && error.code !== 'INTERNAL'
        ? error.message
        : 'It could not be saved in the library. Nothing was added.'
    for (const { ready, settle } of items) settle(failedResult(ready.input, message))
  } finally {
    for (const { ready } of items) release(ready)
  }
}

/** New entries have no section: they stand after the last of those, before all sections. */
function withEntries(entries: readonly ListEntry[], ids: readonly string[], added: string): ListEntry[] {
  const at = entries.findLastIndex((e) => e.section === '') + 1
  const fresh = ids.map((article): ListEntry => ({ article, why: '', section: '', added }))
  return [...entries.slice(0, at), ...fresh, ...entries.slice(at)]
}

/** One record that does not fit would take the whole batch down with it. */
function problemOf({ article }: ReadyArticle): string | undefined {
  const checked = articleSchema.safeParse(article)
  if (checked.success) return undefined
  const where = checked.error.issues[0]?.path.join('.') ?? ''
  return `What it says about itself cannot be stored (${where}). Nothing was added.`
}
