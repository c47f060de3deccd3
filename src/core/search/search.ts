/**
 * The search service: feeds a thread with the library, asks it, shows what it found. Queries answer from the first
 * moment with what is indexed so far.
 */
import type { Assets, Clock, SpawnThread, Store, Thread } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Article } from '#shared/contract/records'
import { USUAL_HITS, type Hit } from '#shared/contract/search'
import { foldedWords } from '#shared/domain/fold'
import { parseQuery } from '#shared/domain/query'
import { AskLine } from './ask-line'
import { countFacets } from './facets'
import { ArticleFacts } from './facts'
import { Feed } from './feed'
import { NameBook } from './name-book'
import { Passages } from './passages'
import { planOf, type Plan } from './plan'
import { isFromSearch, type Question } from './protocol'
import { Saving, type SavedIndex } from './saving'
import { sortArticles, sortHits } from './sort'
import { namesOf } from './texts'

export interface SearchProgress {
  state: 'building' | 'ready' | 'failed'
  indexed: number
  total: number
}

export interface Search {
  handlers: Pick<CoreHandlers, 'search.query' | 'search.matches' | 'search.status'>
  /** Hears when the state changes, and now and then how far building is. */
  onProgress(listener: (progress: SearchProgress) => void): () => void
  /** Once all known records are indexed; also when the thread has failed for good (the status says so). */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 250
/** How long counting waits for a change that is on its way into the index. */
const SETTLE_MS = 1000
/** -words and -phrases: a query of nothing else is answered by a list of articles. */
const NOT_WANTED = /(?<=^|\s)-("[^"]*("|$)|\S+)/g

export function createSearch(deps: {
  store: Store
  assets: Assets
  spawn: SpawnThread
  clock: Clock
  /** Where the index is saved; absent: nowhere. */
  saved?: SavedIndex
}): Search {
  const { store, assets, spawn, clock } = deps
  const passages = new Passages(store, assets)
  const facts = new ArticleFacts(store)
  const listeners = new Set<(progress: SearchProgress) => void>()
  let waitingForReady: (() => void)[] = []
  let state: SearchProgress['state'] = 'building'
  let thread: Thread | undefined
  let respawned = false
  let closed = false
  let reported = 0
  /** Titles for when the thread is lost; made anew after each commit. */
  let names: NameBook | undefined

  const line = new AskLine(({ id, question }) => thread?.post({ t: 'ask', id, ...question }))
  const saving = new Saving(deps.saved, (message) => thread?.post(message))
  const feed = new Feed({
    store,
    assets,
    post(message, bytes) {
      saving.sent(bytes)
      thread?.post(message)
    },
    changed: noticeProgress
  })

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
    saving.quiet()
  }

  function start(): void {
    const started = spawn('search')
    thread = started
    started.onMessage((message) => {
      if (thread !== started || !isFromSearch(message)) return
      if (message.t === 'done') feed.done(message.seq)
      else if (message.t === 'restored') {
        if (message.last) saving.loaded(message.bytes)
        feed.restored(message.parts, message.last)
      } else if (message.t === 'saved') saving.heard(message)
      else line.hear(message)
    })
    started.onExit(() => {
      if (thread !== started || closed) return
      thread = undefined
      saving.lost()
      if (respawned) lose()
      else {
        // Once: what made it crash may have been chance. A second time it is not.
        respawned = true
        state = 'building'
        start()
        line.resend()
      }
    })
    // What was saved may be what it crashed of.
    feed.start(!respawned && saving.load())
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
    facts.heard(changes)
    if (state !== 'failed') feed.heard(changes)
  })

  function byName({ query, only, like }: Question, limit: number): Hit[] {
    // Names tell nothing of what texts are about.
    if (like) return []
    if (!names) {
      names = new NameBook()
      for (const article of store.all('articles'))
        if (article.trashed === undefined) names.set(article.id, namesOf(article))
    }
    const may = only && new Set(only)
    return names.fuzzy(query, limit).flatMap(({ item, score }) => {
      const article = may === undefined || may.has(item.key) ? store.get('articles', item.key) : undefined
      return article ? passages.named(article, foldedWords(query), query, 1 - (score ?? 1)) : []
    })
  }

  /** All articles that match, newest first. */
  async function matching(
    plan: Plan,
    caller: string | undefined,
    signal: AbortSignal
  ): Promise<Readonly<Article>[]> {
    if (!plan.question) return plan.articles
    await settled()
    const question = { ...plan.question, limit: 1, all: true }
    const found = await line.ask(question, caller, signal)
    const keys = found?.matched ?? byName(question, store.count('articles')).map((hit) => hit.id)
    return keys
      .sort()
      .reverse()
      .flatMap((key) => store.get('articles', key) ?? [])
      .filter((article) => article.trashed === undefined)
  }

  const isComplete = (): boolean => state === 'ready' && feed.idle
  const refuseCancelled = (signal: AbortSignal): void => {
    if (signal.aborted || closed) throw new CarrelError('CANCELLED', 'This search was cancelled.')
  }

  /** Resolves once what was changed a moment ago is indexed; soon in any case. */
  async function settled(): Promise<void> {
    if (state !== 'ready' || feed.idle) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = new Promise<void>((resolve) => (timer = setTimeout(resolve, SETTLE_MS)))
    await Promise.race([ready(), soon])
    clearTimeout(timer)
  }

  function ready(): Promise<void> {
    if (closed || state === 'failed' || isComplete()) return Promise.resolve()
    return new Promise((resolve) => {
      waitingForReady.push(resolve)
    })
  }

  start()
  return {
    handlers: {
      'search.query': async ({ query, limit = USUAL_HITS, sort = 'relevance', caller }, { signal }) => {
        const began = performance.now()
        const parsed = parseQuery(query, clock.now())
        const plan = planOf(parsed, facts)
        const { question } = plan
        let hits: Hit[]
        const asked =
          question?.like || foldedWords((question?.query ?? '').replace(NOT_WANTED, ' ')).length > 0
        if (question && asked) {
          const found = await line.ask({ ...question, limit }, caller, signal)
          hits = found
            ? await passages.show(found.hits, question.query)
            : byName({ ...question, limit }, limit)
          hits = sortHits(hits, sort, store)
        } else
          hits = sortArticles(await matching(plan, caller, signal), sort)
            .slice(0, limit)
            .map((article) => passages.named(article, [], '', 0, 'title'))
        refuseCancelled(signal)
        const notes = [...parsed.notes, ...plan.notes]
        const ms = performance.now() - began
        return { hits, ms, complete: isComplete(), notes, parts: parsed.parts }
      },
      'search.matches': async ({ query, caller, ids }, { signal }) => {
        const plan = planOf(parseQuery(query, clock.now()), facts)
        const articles = await matching(plan, caller, signal)
        refuseCancelled(signal)
        return {
          count: articles.length,
          ...(ids ? { ids: articles.map((article) => article.id) } : {}),
          facets: countFacets(articles.map((a) => facts.of(a))),
          complete: isComplete()
        }
      },
      'search.status': () => Promise.resolve({ state, ...feed.progress })
    },
    onProgress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ready,
    async close() {
      closed = true
      unsubscribe()
      feed.stop()
      line.lose()
      for (const resolve of waitingForReady.splice(0)) resolve()
      if (thread) await saving.close()
      await thread?.terminate()
    }
  }
}
