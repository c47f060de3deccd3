/**
 * The search thread's work: keeps the index and the names, answers questions, tidies up while nothing is asked.
 * Knows nothing of threads: `post` sends, `handle` receives, `later` runs something once waiting messages are heard.
 */
import { USUAL_HITS } from '#shared/contract/search'
import { foldedWords } from '#shared/domain/fold'
import { CARD_PART } from './corpus'
import { LIMITS } from './limits'
import { NameBook } from './name-book'
import {
  SCOPE_PARTS,
  TEXT_PART,
  type Found,
  type FromSearch,
  type Question,
  type Target,
  type ThreadHit,
  type ToSearch
} from './protocol'
import { readQuery } from './query'
import { loadIndex } from './saved/file'
import { Keeper } from './saved/keeper'
import { SearchIndex } from './search-index'

/** Exact names that may stand above the passages: of ten results, three. The rest keep their rank. */
const NAMED_SHARE = 0.3
/** A question waits so long at most for tidying up. */
const TIDY_MS = 10

export class SearchService {
  #index = new SearchIndex()
  #names = new NameBook()
  readonly #keeper: Keeper
  readonly #post: (message: FromSearch) => void
  readonly #later: (work: () => void) => void
  readonly #decoder = new TextDecoder()
  #bulk = true
  #tidying = false
  /** To be acknowledged once all is tidied up. */
  #loaded: number | undefined

  constructor(post: (message: FromSearch) => void, later: (work: () => void) => void) {
    this.#post = post
    this.#later = later
    this.#keeper = new Keeper(post)
  }

  get index(): SearchIndex {
    return this.#index
  }

  handle(message: ToSearch): void {
    switch (message.t) {
      case 'load':
        this.#load(message)
        return
      case 'save':
        this.#keeper.want(message, this.index)
        if (message.now) while (this.#keeper.step(this.index, this.#names));
        else this.#tidyLater()
        return
      case 'put':
        this.index.put(message.key, message.part, message.texts, message.stamp)
        break
      case 'card':
        this.index.put(message.key, CARD_PART, [message.text], message.stamp)
        this.#names.set(message.key, message.names)
        break
      case 'text':
        this.index.put(message.key, TEXT_PART, this.#decoder.decode(message.bytes).split('\n'), message.stamp)
        break
      case 'drop':
        this.index.remove(message.key, message.part)
        if (message.part === undefined || message.part === CARD_PART) this.#names.remove(message.key)
        break
      case 'loaded':
        this.#bulk = false
        this.#loaded = message.seq
        this.#tidyLater()
        return
      case 'ask':
        this.#answer(message.id, message)
        return
    }
    this.#post({ t: 'done', seq: message.seq })
    // A slice with each message: while a library is read, there may be no quiet moment for long.
    this.index.tidy(this.#bulk)
    this.#tidyLater()
  }

  /** Best first: exact names, nearly exact titles, passages; at most three hits of one document. */
  find(query: string, limit: number): ThreadHit[] {
    return this.answer({ query, limit }).hits
  }

  /** The same with what must hold besides, and (with `all`) every document that matches. */
  answer({ query, limit, only, demands = [], scoped, like, all = false }: Question): Found {
    const limits = {
      only,
      scoped,
      demands: demands.map(({ scope, negated, value }) => ({
        words: foldedWords(value),
        negated,
        parts: SCOPE_PARTS[scope]
      }))
    }
    if (like) {
      const asked = query !== '' || demands.length > 0
      const may = asked ? this.index.find(query, 1, limits, true).matched : only
      const { passages: hits, matched } = this.index.alike(like, all ? USUAL_HITS : limit, may)
      return all ? { hits, matched } : { hits }
    }
    const { passages, matched } = this.index.find(query, limit, limits, all)
    const hits = demands.length > 0 ? passages : this.#withNamed(query, passages, limit, only)
    return all ? { hits, matched } : { hits }
  }

  /** Best first: exact names, nearly exact titles, passages; at most three hits of one document. */
  #withNamed(
    query: string,
    passages: ThreadHit[],
    limit: number,
    only: readonly string[] | undefined
  ): ThreadHit[] {
    const demands = readQuery(query)
    // A query that excludes or demands phrases is not a name.
    if (demands.excluded.length > 0 || demands.phrases.length > 0) return passages
    const may = only && new Set(only)
    const room = Math.max(1, Math.floor(limit * NAMED_SHARE))
    const exact = this.#names
      .exact(query)
      .filter(({ key }) => may?.has(key) ?? true)
      .slice(0, room)
    const known = new Set(exact.map((named) => named.key))
    const near = passages
      .filter((p) => p.part === CARD_PART && !known.has(p.key) && this.#names.isNearTitle(query, p.key))
      .map((p) => p.key)
      .slice(0, room - exact.length)
    const top = passages[0]?.score ?? 0
    const named = [...exact, ...near.map((key) => ({ key, field: 'title' as const }))].map(
      ({ key, field }, k, all): ThreadHit => {
        const card = passages.find((p) => p.key === key && p.part === CARD_PART)
        // The query's words light up even when the index has the card not among its best.
        const words = [...(card?.words ?? []), ...demands.words]
        // Above every passage, in this order.
        const score = top + all.length - k
        return { key, part: CARD_PART, ordinal: 0, from: 0, to: 0, words, score, field }
      }
    )
    return capped([...named, ...passages], limit)
  }

  #answer(id: number, question: Question): void {
    let found: Found
    try {
      found = this.answer(question)
    } catch (error) {
      // The index is intact (a search changes nothing that outlives it): the asker hears of it, the thread goes on.
      this.#post({
        t: 'failed',
        id,
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error)
      })
      return
    }
    this.#post({ t: 'found', id, ...found })
  }

  #load(target: Target): void {
    const saved = loadIndex(target)
    if (saved) {
      this.#index = new SearchIndex(saved.corpus)
      this.#names = saved.names
    }
    this.#keeper.tell(this.#index, saved?.bytes ?? 0)
  }

  /** A few slices, then a pause in which a question can come in. */
  #tidyLater(): void {
    if (this.#tidying) return
    this.#tidying = true
    const work = (): void => {
      const until = performance.now() + TIDY_MS
      while (this.index.tidy(this.#bulk) || this.#keeper.step(this.index, this.#names))
        if (performance.now() > until) {
          this.#later(work)
          return
        }
      this.#tidying = false
      if (this.#loaded === undefined) return
      this.#post({ t: 'done', seq: this.#loaded })
      this.#loaded = undefined
    }
    this.#later(work)
  }
}

/** The first hits of each document, the card only once. */
function capped(hits: readonly ThreadHit[], limit: number): ThreadHit[] {
  const shown = new Map<string, number>()
  const cards = new Set<string>()
  return hits
    .filter((hit) => {
      const before = shown.get(hit.key) ?? 0
      if (before === LIMITS.perDocument || (hit.part === CARD_PART && cards.has(hit.key))) return false
      shown.set(hit.key, before + 1)
      if (hit.part === CARD_PART) cards.add(hit.key)
      return true
    })
    .slice(0, limit)
}
