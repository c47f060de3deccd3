/** Between field and results: how many there are, or why there are none; what can be typed when nothing is. */
import type { ReactNode } from 'react'
import { EmptyState } from '../../ui/empty-state'
import { Kbd } from '../../ui/kbd'
import css from './search-page.module.css'
import type { Found, useIndexing } from './use-search'

export function ResultLine(props: {
  query: string
  found: Found
  limit: number
  indexing: ReturnType<typeof useIndexing>
  /** What stands beside the count: order, narrowing. */
  sort: ReactNode
}): ReactNode {
  const { query, found, indexing } = props
  const waiting = query.trim() !== found.query
  if (query.trim() === '')
    return (
      <p className={css['line']}>
        Titles, authors, tags, notes, highlights and every word of the texts. Misspellings are forgiven. To be
        exact: “a phrase”, -not, or a field such as author: year:1900..1910 is:unread has:note color:amber.
      </p>
    )
  if (!waiting && found.hits.length === 0)
    return (
      <EmptyState title={`Nothing found for “${query.trim()}”.`}>
        {indexing
          ? 'Carrel is still reading your library; try again in a moment.'
          : /(^|\s)like:/i.test(query)
            ? 'Nothing else in the library is about the same.'
            : 'Try fewer or other words.'}
      </EmptyState>
    )
  const n = found.hits.length
  return (
    <div className={css['line']}>
      <span aria-live="polite">
        {n === props.limit ? `The best ${n} passages` : `${n} ${n === 1 ? 'passage' : 'passages'}`}
        {indexing && ` · still reading your library (${indexing.indexed} of ${indexing.total})`}
      </span>
      {props.sort}
      <span className={css['keys']}>
        <Kbd keys="ArrowUp ArrowDown" /> move <Kbd keys="Enter" /> open <Kbd keys="Shift+Enter" /> select
      </span>
    </div>
  )
}
