/**
 * The search service: feeds a thread with the library, asks it, shows what it found. Queries answer from the first
 * moment with what is indexed so far.
 */
import type { Assets, Clock, SpawnThread, Store, Thread } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Hit } from '#shared/contract/search'
import { foldedWords } from '#shared/domain/fold'
import { AskLine } from './ask-line'
import { Feed } from './feed'
import { NameBook } from './name-book'
import { Passages } from './passages'
import { isFromSearch } from './protocol'
import { namesOf } from './texts'

export interface SearchProgress {
  state: 'building' | 'ready' | 'failed'
  indexed: number
  total: number
}

export interface Search {
  handlers: Pick<CoreHandlers, 'search.query' | 'search.status'>
  /** Hears when the state changes, and now and then how far building is. */
  onProgress(listener: (progress: SearchProgress) => void): () => void
  /** Once all known records are indexed; also when the thread has failed for good (the status says so). */
  ready(): Promise<void>
  close(): Promise<void>
}

const DEFAULT_LIMIT = 50
/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 250

export function createSearch(deps: {
  store: Store
  assets: Assets
  spawn: SpawnThread
  clock: Clock
}): Search {
  const { store, assets, spawn } = deps
  const passages = new Passages(store, assets)
  const listeners = new Set<(progress: SearchProgress) => void>()
  let waitingForReady: (() => void)[] = []
  let state: SearchProgress['state'] = 'building'
  let thread: Thread | undefined
  let respawned = false
  let closed = false
  let reported = 0
  /** Titles for when the thread is lost; made anew after each commit. */
  let names: NameBook | undefined

  const line = new AskLine((ask) =>
    thread?.post({ t: 'ask', id: ask.id, query: ask.query, limit: ask.limit })
  )
  const feed = new Feed({ store, assets, post: (message) => thread?.post(message), changed: noticeProgress })

  function report(): void {
    reported = performance.now()
    for (const listener of listeners) listener({ state, ...feed.progress })
  }

  function noticeProgress(): void {
    if (closed || state === 'failed') return
    if (!feed.idle) {
      if (state === 'building' && performance.now() - reported > REPORT_EVERY) report()
      return
    }
    if (state !== 'ready') {
      state = 'ready'
      report()
    }
    for (const resolve of waitingForReady.splice(0)) resolve()
  }

  function start(): void {
    const started = spawn('search')
    thread = started
    started.onMessage((message) => {
      if (thread !== started || !isFromSearch(message)) return
      if (message.t === 'done') feed.done(message.seq)
      else line.hear(message)
    })
    started.onExit(() => {
      if (thread !== started || closed) return
      thread = undefined
      if (respawned) lose()
      else {
        // Once: what made it crash may have been chance. A second time it is not.
        respawned = true
        state = 'building'
        start()
        line.resend()
      }
    })
    feed.start()
    report()
    // An empty library is ready at once.
    noticeProgress()
  }

  function lose(): void {
    state = 'failed'
    feed.stop()
    line.lose()
    report()
    for (const resolve of waitingForReady.splice(0)) resolve()
  }

  const unsubscribe = store.onCommit((changes) => {
    names = undefined
    if (state !== 'failed') feed.heard(changes)
  })

  function byName(query: string, limit: number): Hit[] {
    if (!names) {
      names = new NameBook()
      for (const article of store.all('articles'))
        if (article.trashed === undefined) names.set(article.id, namesOf(article))
    }
    return names.fuzzy(query, limit).flatMap(({ item, score }) => {
      const article = store.get('articles', item.key)
      return article ? passages.named(article, foldedWords(query), query, 1 - (score ?? 1)) : []
    })
  }

  start()
  return {
    handlers: {
      'search.query': async ({ query, limit = DEFAULT_LIMIT, caller }, { signal }) => {
        const began = performance.now()
        const found = await line.ask(query, limit, caller, signal)
        const hits = found ? await passages.show(found, query) : byName(query, limit)
        if (signal.aborted || closed) throw new CarrelError('CANCELLED', 'This search was cancelled.')
        const complete = state === 'ready' && feed.idle
        return { hits, ms: performance.now() - began, complete }
      },
      'search.status': () => Promise.resolve({ state, ...feed.progress })
    },
    onProgress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ready() {
      if (closed || state === 'failed' || (state === 'ready' && feed.idle)) return Promise.resolve()
      return new Promise((resolve) => {
        waitingForReady.push(resolve)
      })
    },
    async close() {
      closed = true
      unsubscribe()
      feed.stop()
      line.lose()
      for (const resolve of waitingForReady.splice(0)) resolve()
      await thread?.terminate()
    }
  }
}
