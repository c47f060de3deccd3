/** A library that is edited at random, and words for it. */
import type { Op } from '#core/ports'
import type { Search } from '#core/search/search'
import type { Hit } from '#shared/contract/search'
import { MemoryLibrary } from './memory-library'
import { seeded } from './random'

const running = { signal: new AbortController().signal, progress: () => {} }

/** What a query shows, to be compared. */
export async function shown(search: Search, query: string): Promise<Hit[]> {
  const answer = await search.handlers['search.query']({ query, limit: 100 }, running)
  // Sums are added up in another order: the last digits may differ.
  return answer.hits.map((h) => ({ ...h, score: Number(h.score.toFixed(3)) }))
}

export interface Prose {
  random: ReturnType<typeof seeded>
  vocabulary: readonly string[]
  /** Up to `n` words. */
  text(n: number): string
  misspelt(): string
}

export function prose(seed: number): Prose {
  const random = seeded(seed)
  const syllables = ['ka', 'ro', 'mi', 'te', 'lu', 'sen', 'dor', 'vi', 'pa', 'schi']
  const word = (): string =>
    Array.from({ length: 1 + random.below(4) }, () => random.pick(syllables)).join('')
  const vocabulary = Array.from({ length: 400 }, word)
  const text = (n: number): string =>
    Array.from({ length: 1 + random.below(n) }, () => random.pick(vocabulary)).join(' ')

  function misspelt(): string {
    const letters = [...random.pick(vocabulary)]
    letters.splice(random.below(letters.length), 1, ...(random.below(2) ? [] : ['x']))
    return letters.join('')
  }

  return { random, vocabulary, text, misspelt }
}

/** A library that is edited at random through its store, each edit with what takes it back. */
export class Edited {
  readonly library = new MemoryLibrary()
  readonly #prose: Prose
  readonly #undo: Op[][] = []

  constructor(seed: number) {
    this.#prose = prose(seed)
  }

  /** Half-remembered words, or (the first four of twenty) what is like an article. */
  query(k: number): string {
    const { random, misspelt, vocabulary } = this.#prose
    const article = [...this.library.store.all('articles')][k]
    if (k < 4 && article) return `like:${article.id}`
    return Array.from({ length: 1 + random.below(4) }, () =>
      random.below(2) ? misspelt() : random.pick(vocabulary)
    ).join(' ')
  }

  /** As the undo of a person does: the records that were there before are put back, the new ones removed. */
  async #commit(ops: Op[]): Promise<void> {
    const changes = await this.library.store.commit(ops)
    this.#undo.push(
      changes
        .map(
          ({ collection, id, before }) =>
            (before ? { op: 'put', collection, record: before } : { op: 'del', collection, id }) as Op
        )
        .reverse()
    )
  }

  #paragraphs(): string[] {
    const { random, text } = this.#prose
    return Array.from({ length: 1 + random.below(6) }, () => text(25))
  }

  async edit(): Promise<void> {
    const { library } = this
    const { random, text, vocabulary } = this.#prose
    const articles = [...library.store.all('articles')]
    const what = random.below(12)
    if (what < 3 || articles.length === 0) {
      const made = await library.article(this.#paragraphs(), {
        title: text(5),
        citekey: `key${random.below(1000)}`,
        tags: random.below(2) ? [random.pick(vocabulary)] : []
      })
      return this.#commit([{ op: 'put', collection: 'articles', record: made }])
    }
    const article = random.pick(articles)
    const put = (record: typeof article): Promise<void> =>
      this.#commit([{ op: 'put', collection: 'articles', record }])
    if (what === 3) return put({ ...article, title: text(5), tags: [random.pick(vocabulary)] })
    if (what === 4) return put({ ...article, abstract: text(20) })
    if (what === 5) {
      const { trashed, ...live } = article
      return put(trashed === undefined ? { ...article, trashed: '2024-05-01T10:00:00Z' } : live)
    }
    if (what === 6) {
      const { snapshots } = await library.article(this.#paragraphs())
      return put({ ...article, snapshots: [...article.snapshots, ...snapshots] })
    }
    if (what === 7) return this.#commit([{ op: 'del', collection: 'articles', id: article.id }])
    if (what === 8) return this.#note(article)
    if (what === 9) {
      const record = library.mark(article, { note: text(10), tags: [random.pick(vocabulary)] })
      return this.#commit([{ op: 'put', collection: 'annotations', record }])
    }
    const last = this.#undo.pop()
    if (last) await library.store.commit(last)
  }

  /** A new note, on the article or free; or one that is changed, or removed. */
  #note(article: { id: string }): Promise<void> {
    const { random, text } = this.#prose
    const notes = [...this.library.store.all('notes')]
    const record = this.library.note({
      title: random.below(2) ? text(3) : '',
      text: `${text(20)}\n\n${text(20)}`,
      ...(random.below(2) ? { article: article.id } : {})
    })
    if (notes.length === 0 || random.below(2))
      return this.#commit([{ op: 'put', collection: 'notes', record }])
    const { id } = random.pick(notes)
    return this.#commit([
      random.below(3)
        ? { op: 'put', collection: 'notes', record: { ...record, id } }
        : { op: 'del', collection: 'notes', id }
    ])
  }
}
