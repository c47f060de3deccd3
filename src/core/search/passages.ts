/** Turns what the thread found into hits: reads the winning passages and marks the words that answered. */
import type { Assets, Records } from '#core/ports'
import type { Annotation, Article, Note } from '#shared/contract/records'
import type { Hit } from '#shared/contract/search'
import { paragraphAt } from '#shared/domain/article-text'
import { foldedWords } from '#shared/domain/fold'
import { showNames } from '#shared/domain/names'
import { CARD_PART } from './corpus'
import { ABSTRACT_PART, partOwner, TEXT_PART, type ThreadHit } from './protocol'
import { markAlike, markWords } from './ranges'
import { TextCache } from './text-cache'
import { currentText, markPieces, namesOf, noteTexts } from './texts'

/** What stands there, before words are marked. */
type Passage = Pick<Hit, 'field' | 'text'> & Partial<Pick<Hit, 'target' | 'paragraph'>>

export class Passages {
  readonly #store: Records
  readonly #texts: TextCache

  constructor(store: Records, assets: Assets) {
    this.#store = store
    this.#texts = new TextCache(assets)
  }

  /** Best first, as found. What was changed or removed since it was found is left out. */
  async show(found: readonly ThreadHit[], query: string): Promise<Hit[]> {
    const hits = await Promise.all(found.map((hit) => this.#show(hit, query)))
    return hits.flatMap((hit) => hit ?? [])
  }

  /** A hit on an article's names: on that of title, authors and tags which has most of the words. */
  named(
    article: Readonly<Article>,
    words: readonly string[],
    query: string,
    score: number,
    field?: 'title' | 'tag'
  ): Hit {
    const wanted = new Set(words)
    const names = namesOf(article)
    const choices = [
      { field: 'title', text: names.title },
      { field: 'author', text: names.authors.join(', ') },
      { field: 'tag', text: names.tags.join(', ') }
    ] as const
    const [best] = choices
      .filter((choice) => field === undefined || choice.field === field)
      .map((choice) => ({ ...choice, distinct: countDistinct(choice.text, wanted) }))
      .sort((a, b) => b.distinct - a.distinct)
    const { field: hitField, text } = best ?? choices[0]
    const marked = markWords(text, wanted)
    const ranges = marked.length > 0 ? marked : markAlike(text, query)
    return { ...about(article), field: hitField, text, ranges, score }
  }

  async #show(hit: ThreadHit, query: string): Promise<Hit | undefined> {
    const article = this.#store.get('articles', hit.key)
    if (article && hit.part === CARD_PART) return this.named(article, hit.words, query, hit.score, hit.field)
    const document = article ?? this.#store.get('notes', hit.key)
    if (!document || document.trashed !== undefined) return undefined
    const passage = await this.#passage(hit, article)
    if (!passage || passage.text === '') return undefined
    const marked = markWords(passage.text, new Set(hit.words), hit.from, hit.to)
    const ranges = marked.length > 0 ? marked : markAlike(passage.text, query)
    const head = article ? about(article) : aboutNote(document as Note)
    return { ...head, ...passage, ranges, score: hit.score }
  }

  async #passage(hit: ThreadHit, article: Readonly<Article> | undefined): Promise<Passage | undefined> {
    if (article && hit.part === TEXT_PART) return this.#paragraph(article, hit.ordinal)
    if (article && hit.part === ABSTRACT_PART) return { field: 'body', text: article.abstract ?? '' }
    if (hit.part === CARD_PART) {
      const note = this.#store.get('notes', hit.key)
      return note && { field: 'note', target: note.id, text: note.title }
    }
    const owner = partOwner(hit.part)
    if (owner?.kind === 'note') {
      const note = this.#store.get('notes', owner.id)
      const text = note && note.trashed === undefined ? noteTexts(note)[hit.ordinal] : undefined
      return text === undefined ? undefined : { field: 'note', target: owner.id, text }
    }
    const mark = owner && this.#store.get('annotations', owner.id)
    return article && mark && mark.trashed === undefined ? this.#mark(article, mark, hit.ordinal) : undefined
  }

  async #paragraph(article: Readonly<Article>, paragraph: number): Promise<Passage | undefined> {
    const name = currentText(article)
    const cached = name === undefined ? undefined : await this.#texts.read(name)
    const place = cached?.paragraphs[paragraph]
    return cached && place && { field: 'body', paragraph, text: cached.text.slice(place.start, place.end) }
  }

  async #mark(
    article: Readonly<Article>,
    mark: Readonly<Annotation>,
    ordinal: number
  ): Promise<Passage | undefined> {
    const name = currentText(article)
    const piece = markPieces(mark, name)[ordinal]
    if (!piece) return undefined
    const passage = { ...piece, target: mark.id }
    if (name === undefined || mark.text !== name) return passage
    const cached = await this.#texts.read(name)
    const paragraph = cached ? paragraphAt(cached.paragraphs, mark.position.start) : -1
    return paragraph < 0 ? passage : { ...passage, paragraph }
  }
}

function about(article: Readonly<Article>): Pick<Hit, 'id' | 'title' | 'authors' | 'issued'> {
  const head = { id: article.id, title: article.title, authors: showNames(article.authors) }
  return article.issued === undefined ? head : { ...head, issued: article.issued }
}

/** A note without a title goes by its first line. */
function aboutNote(note: Readonly<Note>): Pick<Hit, 'id' | 'title' | 'authors'> {
  const title = note.title || (note.text.trim().split('\n')[0] ?? '').slice(0, 80)
  return { id: note.id, title, authors: '' }
}

function countDistinct(text: string, wanted: ReadonlySet<string>): number {
  return new Set(foldedWords(text).filter((word) => wanted.has(word))).size
}
