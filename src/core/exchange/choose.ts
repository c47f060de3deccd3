/** Which articles an export shows, in which order. */
import { CarrelError } from '#shared/contract/errors'
import type { ExportOrder, ExportScope } from '#shared/contract/exchange'
import type { Annotation, Article, Note } from '#shared/contract/records'
import { yearOf } from '#shared/domain/dates'
import { sortName } from '#shared/domain/names'
import { isUnder } from '#shared/domain/tag-path'
import type { Records } from '#core/ports'
import type { Attached, Chosen } from './build-doc'
import type { Warn } from './doc'

export interface Selection {
  /** Of the list, the tag, the filter; undefined for a selection and for the whole library. */
  title: string | undefined
  /** When the list itself was last changed. */
  updated: string | undefined
  chosen: Chosen[]
}

/** Titles for a warning: the first few, and how many more. */
export function nameSome(titles: readonly string[]): string {
  const shown = titles.slice(0, 5).map((t) => `“${t}”`)
  const more = titles.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** The ids of what a query finds now. */
export type Matches = (query: string) => Promise<readonly string[]>

/**
 * Throws NOT_FOUND for an unknown or trashed list, an unknown filter, and where nothing is found or left of a selection.
 * What is in the trash or gone is left out, with a warning.
 */
export async function choose(
  store: Records,
  scope: ExportScope,
  warn: Warn,
  matches: Matches
): Promise<Selection> {
  switch (scope.kind) {
    case 'list':
      return ofList(store, scope.list, warn)
    case 'articles': {
      const wanted = [...new Set(scope.ids)].map((article) => ({ article, why: '', section: '' }))
      const chosen = present(store, wanted, warn)
      if (chosen.length === 0)
        throw new CarrelError('NOT_FOUND', 'None of these articles is in the library (outside the trash).')
      return { title: scope.title, updated: undefined, chosen }
    }
    case 'tag': {
      const chosen = byAuthors(store, (a) => a.tags.some((tag) => isUnder(tag, scope.tag)))
      if (chosen.length === 0) throw new CarrelError('NOT_FOUND', `No article has the tag #${scope.tag}.`)
      return { title: `#${scope.tag}`, updated: undefined, chosen }
    }
    case 'smart': {
      const smart = store.get('smart', scope.smart)
      if (smart === undefined) throw new CarrelError('NOT_FOUND', 'There is no such filter any more.')
      const found = new Set(await matches(smart.query))
      const chosen = byAuthors(store, (a) => found.has(a.id))
      if (chosen.length === 0)
        throw new CarrelError('NOT_FOUND', `The filter “${smart.name}” finds no article.`)
      return { title: smart.name, updated: undefined, chosen }
    }
    case 'all':
      return { title: undefined, updated: undefined, chosen: byAuthors(store, () => true) }
  }
}

function byAuthors(store: Records, has: (article: Readonly<Article>) => boolean): Chosen[] {
  return [...store.all('articles')]
    .filter((a) => a.trashed === undefined && has(a))
    .sort(byAuthor)
    .map((article) => ({ article, why: '', section: '' }))
}

function ofList(store: Records, id: string, warn: Warn): Selection {
  const list = store.get('lists', id)
  if (list === undefined) throw new CarrelError('NOT_FOUND', 'There is no such reading list any more.')
  if (list.trashed !== undefined)
    throw new CarrelError('NOT_FOUND', `The list “${list.name}” is in the trash. Restore it to export it.`)
  const chosen = present(store, list.entries, warn)
  if (chosen.length === 0) warn(`There is nothing on the list “${list.name}”.`)
  return { title: list.name, updated: list.updated, chosen }
}

function present(
  store: Records,
  wanted: readonly { article: string; why: string; section: string }[],
  warn: Warn
): Chosen[] {
  const trashed: string[] = []
  let gone = 0
  const chosen = wanted.flatMap(({ article: id, why, section }): Chosen[] => {
    const article = store.get('articles', id)
    if (article === undefined) gone++
    else if (article.trashed !== undefined) trashed.push(article.title)
    else return [{ article, why, section }]
    return []
  })
  const isAre = (n: number): string => (n === 1 ? '1 article is' : `${n} articles are`)
  if (trashed.length > 0) warn(`${isAre(trashed.length)} in the trash and left out: ${nameSome(trashed)}.`)
  if (gone > 0) warn(`${isAre(gone)} not in the library any more and left out.`)
  return chosen
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** By code units of folded text, not by the system's collation: the same bytes on every machine. */
function byAuthor(a: Readonly<Article>, b: Readonly<Article>): number {
  const key = (x: Readonly<Article>): [string, number, string, string] => [
    fold(x.authors.map(sortName).join('; ') || x.title),
    yearOf(x.issued) ?? Infinity,
    fold(x.title),
    x.id
  ]
  const [ka, kb] = [key(a), key(b)]
  for (const [i, value] of ka.entries()) {
    const other = kb[i]
    if (other !== undefined && value !== other) return value < other ? -1 : 1
  }
  return 0
}

function byYear(a: Readonly<Article>, b: Readonly<Article>): number {
  const [ya, yb] = [yearOf(a.issued) ?? Infinity, yearOf(b.issued) ?? Infinity]
  return ya === yb ? byAuthor(a, b) : ya < yb ? -1 : 1
}

/** The newest first. Ids sort by time. */
function byAdded(a: Readonly<Article>, b: Readonly<Article>): number {
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1
}

/** Sections stay where they are; what stands in each is sorted. */
export function inOrder(chosen: readonly Chosen[], order: ExportOrder): Chosen[] {
  if (order === 'list') return [...chosen]
  const sections = new Map<string, Chosen[]>()
  for (const one of chosen) {
    const of = sections.get(one.section) ?? []
    sections.set(one.section, of)
    of.push(one)
  }
  const compare = { author: byAuthor, year: byYear, added: byAdded }[order]
  return [...sections.values()].flatMap((of) => of.sort((a, b) => compare(a.article, b.article)))
}

/** The notes and highlights of the chosen articles, highlights in the order of the text. */
export function attachedTo(store: Records, chosen: readonly Chosen[]): Attached {
  const notes = new Map<string, Readonly<Note>[]>()
  const highlights = new Map<string, Readonly<Annotation>[]>()
  for (const { article } of chosen) {
    notes.set(article.id, [])
    highlights.set(article.id, [])
  }
  for (const n of store.all('notes'))
    if (n.article !== undefined && n.trashed === undefined) notes.get(n.article)?.push(n)
  for (const h of store.all('annotations')) if (h.trashed === undefined) highlights.get(h.article)?.push(h)
  for (const of of highlights.values())
    of.sort(
      (a, b) =>
        a.position.start - b.position.start || a.position.end - b.position.end || (a.id < b.id ? -1 : 1)
    )
  return { notes, highlights }
}
