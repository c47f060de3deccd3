/** Which articles a view shows, and in which order. */
import type { Sort, View } from '#shared/contract/articles'
import { CarrelError } from '#shared/contract/errors'
import type { Article } from '#shared/contract/records'
import { sortName } from '#shared/domain/names'
import { isUnder } from '#shared/domain/tag-path'
import type { Records } from '#core/ports'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The articles of a view in the order of `own`: a list's own, elsewhere the newest first. */
function members(records: Records, view: View): Readonly<Article>[] {
  if (view.kind === 'list') {
    const list = records.get('lists', view.list)
    if (!list) throw new CarrelError('NOT_FOUND', 'That reading list is not in the library any more.')
    return list.entries.flatMap((e) => {
      const article = records.get('articles', e.article)
      return article && article.trashed === undefined ? [article] : []
    })
  }
  const shown = [...records.all('articles')].filter((a) => shows(view, a))
  return shown.reverse()
}

function shows(view: Exclude<View, { kind: 'list' }>, a: Readonly<Article>): boolean {
  if (view.kind === 'trash') return a.trashed !== undefined
  if (a.trashed !== undefined) return false
  switch (view.kind) {
    case 'state':
      return a.state === view.state
    case 'tag':
      return a.tags.some((t) => isUnder(t, view.path))
    case 'starred':
      return a.starred
    case 'all':
      return true
  }
}

/** Articles without a date or author come last whichever way round. */
function compare(sort: Sort, reverse: boolean): (a: Readonly<Article>, b: Readonly<Article>) => number {
  const turn = reverse ? -1 : 1
  const text = (x: string, y: string): number => {
    if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1
    return collator.compare(x, y) * turn
  }
  const author = (a: Readonly<Article>): string => (a.authors[0] ? sortName(a.authors[0]) : '')
  switch (sort) {
    case 'title':
      return (a, b) => text(a.title, b.title) || b.n - a.n
    case 'author':
      return (a, b) => text(author(a), author(b)) || text(a.title, b.title) || b.n - a.n
    case 'published':
      // Newest first is the ordinary way round for dates.
      return (a, b) =>
        (a.issued === undefined || b.issued === undefined
          ? Number(a.issued === undefined) - Number(b.issued === undefined)
          : a.issued < b.issued
            ? turn
            : a.issued > b.issued
              ? -turn
              : 0) || b.n - a.n
    case 'added':
      return (a, b) => (b.n - a.n) * turn
    case 'own':
      return () => 0
  }
}

/** The view's articles, sorted. */
export function selectArticles(
  records: Records,
  view: View,
  sort: Sort,
  reverse: boolean
): Readonly<Article>[] {
  const found = members(records, view)
  if (sort === 'own') return reverse ? found.reverse() : found
  return found.sort(compare(sort, reverse))
}

/** Words not read yet. */
export function wordsLeft(a: Readonly<Article>): number {
  return a.read === undefined ? Math.round(a.words * (1 - a.progress)) : 0
}
