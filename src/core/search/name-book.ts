/**
 * Titles, authors and tags: the short fields. Exact titles and tags are looked up. Misspelt ones are fuse.js's: on
 * short fields it was measured as good as the index at a few milliseconds, and it needs no index, so it also answers
 * when the search thread is lost. Its settings are the measured best: all fields of a document joined in one folded
 * string, extended search (every word must match somewhere, in any order), queries of at most 200 characters. On
 * whole texts it is hundreds of times slower than the index and ranks worse, so it is kept out of the ranking there.
 */
import Fuse, { type FuseResult } from 'fuse.js'
import { foldKey } from '#shared/domain/fold'
import type { Names } from './protocol'

const QUERY_LIMIT = 200
/** Of fuse.js: 0 is equal, 1 is nothing alike. */
const NEAR = 0.3

/** Of a document: made of its names, saved with the index. */
export interface NameEntry {
  key: string
  title: string
  tags: string[]
  /** Title, authors, tags, folded and joined. */
  joined: string
}

export interface Named {
  key: string
  field: 'title' | 'tag'
}

export class NameBook {
  readonly #entries = new Map<string, NameEntry>()
  readonly #byTitle = new Map<string, Set<string>>()
  readonly #byTag = new Map<string, Set<string>>()
  #fuse: Fuse<NameEntry> | undefined

  set(key: string, { title, authors, tags }: Names): void {
    this.remove(key)
    const folded = foldKey(title)
    const entry: NameEntry = {
      key,
      title: folded,
      tags: tags.flatMap(tagKeys),
      joined: [folded, ...authors.map(foldKey), ...tags.map(foldKey)].join(' ')
    }
    this.#enter(entry)
    this.#forget()
  }

  static restored(entries: readonly NameEntry[]): NameBook {
    const book = new NameBook()
    for (const entry of entries) book.#enter(entry)
    return book
  }

  entries(): IterableIterator<NameEntry> {
    return this.#entries.values()
  }

  remove(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    leave(this.#byTitle, entry.title, key)
    for (const tag of entry.tags) leave(this.#byTag, tag, key)
    this.#forget()
  }

  get size(): number {
    return this.#entries.size
  }

  /** Documents whose whole title, then those one of whose tags (whole, or its last part) is the query. Newest first. */
  exact(query: string): Named[] {
    const folded = foldKey(query.slice(0, QUERY_LIMIT * 10))
    if (folded === '') return []
    const titles = newestFirst(this.#byTitle.get(folded))
    const tags = newestFirst(this.#byTag.get(folded)).filter((key) => !titles.includes(key))
    return [
      ...titles.map((key): Named => ({ key, field: 'title' })),
      ...tags.map((key): Named => ({ key, field: 'tag' }))
    ]
  }

  /**
   * Whether the query is the document's whole title, misspelt: about as many letters, and every word alike. Asked only
   * of the few cards that the index ranks high, so that it costs nothing in libraries of any size.
   */
  isNearTitle(query: string, key: string): boolean {
    const folded = foldKey(query.slice(0, QUERY_LIMIT))
    const title = this.#entries.get(key)?.title ?? ''
    const ratio = title.length / folded.length
    if (folded === '' || !(ratio > 0.85 && ratio < 1.18)) return false
    return Fuse.match(folded, title, { ...FUSE, threshold: NEAR }).isMatch
  }

  /** Documents by title, author or tag, misspelt, best first: what answers when the index cannot. */
  fuzzy(query: string, limit: number): FuseResult<{ key: string }>[] {
    const folded = foldKey(query.slice(0, QUERY_LIMIT))
    if (folded === '') return []
    this.#fuse ??= new Fuse([...this.#entries.values()], { ...FUSE, keys: ['joined'] })
    return this.#fuse.search(folded, { limit })
  }

  #enter(entry: NameEntry): void {
    this.#entries.set(entry.key, entry)
    if (entry.title !== '') enter(this.#byTitle, entry.title, entry.key)
    for (const tag of entry.tags) enter(this.#byTag, tag, entry.key)
  }

  #forget(): void {
    this.#fuse = undefined
  }
}

/** Folded text has no operators of extended search in it (! ' ^ $ | "), so every word is matched fuzzily. */
const FUSE = { useExtendedSearch: true, ignoreLocation: true, includeScore: true, threshold: 0.4 } as const

/** `method/close reading` is found whole and by `close reading`. */
function tagKeys(tag: string): string[] {
  const last = tag.split('/').at(-1) ?? tag
  return [...new Set([foldKey(tag), foldKey(last)])].filter((key) => key !== '')
}

function enter(map: Map<string, Set<string>>, name: string, key: string): void {
  const keys = map.get(name)
  if (keys) keys.add(key)
  else map.set(name, new Set([key]))
}

function leave(map: Map<string, Set<string>>, name: string, key: string): void {
  const keys = map.get(name)
  keys?.delete(key)
  if (keys?.size === 0) map.delete(name)
}

/** Ids sort by the time of making. */
function newestFirst(keys: ReadonlySet<string> | undefined): string[] {
  return [...(keys ?? [])].sort().reverse()
}
