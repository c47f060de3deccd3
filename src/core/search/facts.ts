/** What filters and facets need to know of articles beyond their own records: lists, colours, notes. Kept until they change. */
import type { Change, Records } from '#core/ports'
import type { Article, HighlightColor } from '#shared/contract/records'
import type { Filter } from '#shared/domain/query'
import { passes, type Facts } from '#shared/domain/query-match'

const NO_COLORS: ReadonlySet<HighlightColor> = new Set()

export class ArticleFacts {
  readonly #records: Records
  #lists: ReadonlyMap<string, readonly string[]> | undefined
  #colors: ReadonlyMap<string, ReadonlySet<HighlightColor>> | undefined
  #noted: ReadonlySet<string> | undefined

  constructor(records: Records) {
    this.#records = records
  }

  heard(changes: readonly Change[]): void {
    for (const { collection } of changes) {
      if (collection === 'lists') this.#lists = undefined
      if (collection === 'annotations') this.#colors = this.#noted = undefined
      if (collection === 'notes') this.#noted = undefined
    }
  }

  of(article: Readonly<Article>): Facts {
    return {
      article,
      lists: (this.#lists ??= this.#readLists()).get(article.id) ?? [],
      colors: (this.#colors ??= this.#readColors()).get(article.id) ?? NO_COLORS,
      hasNote: (this.#noted ??= this.#readNoted()).has(article.id)
    }
  }

  /** The article with this citation key or id, outside the trash. Case does not matter. */
  named(name: string): Readonly<Article> | undefined {
    const known = this.#records.get('articles', name)
    if (known && known.trashed === undefined) return known
    const lower = name.toLowerCase()
    for (const article of this.#records.all('articles'))
      if (article.trashed === undefined && article.citekey.toLowerCase() === lower) return article
    return undefined
  }

  /** Articles outside the trash that pass, newest first. */
  passing(filters: readonly Filter[]): Readonly<Article>[] {
    const out: Readonly<Article>[] = []
    for (const article of this.#records.all('articles'))
      if (article.trashed === undefined && passes(this.of(article), filters)) out.push(article)
    return out.reverse()
  }

  #readLists(): Map<string, string[]> {
    const out = new Map<string, string[]>()
    for (const list of this.#records.all('lists')) {
      if (list.trashed !== undefined) continue
      for (const { article } of list.entries) out.set(article, [...(out.get(article) ?? []), list.name])
    }
    return out
  }

  #readColors(): Map<string, Set<HighlightColor>> {
    const out = new Map<string, Set<HighlightColor>>()
    for (const mark of this.#records.all('annotations')) {
      if (mark.trashed !== undefined) continue
      const colors = out.get(mark.article) ?? new Set()
      out.set(mark.article, colors.add(mark.color))
    }
    return out
  }

  #readNoted(): Set<string> {
    const out = new Set<string>()
    for (const note of this.#records.all('notes'))
      if (note.article !== undefined && note.trashed === undefined && note.text.trim() !== '')
        out.add(note.article)
    for (const mark of this.#records.all('annotations'))
      if (mark.trashed === undefined && mark.note.trim() !== '') out.add(mark.article)
    return out
  }
}
