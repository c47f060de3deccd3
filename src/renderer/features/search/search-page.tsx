/** Search as a page: every hit is a passage. The field keeps the focus; arrows move, Enter opens, Esc comes back here. */
import { Search, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { create } from 'zustand'
import { USUAL_HITS as LIMIT, type Hit, type SearchSort } from '#shared/contract/search'
import { parseQuery } from '#shared/domain/query'
import { useLists, useTags } from '../../api/queries'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Kbd } from '../../ui/kbd'
import { Segmented } from '../../ui/segmented'
import { completions } from './completions'
import { FacetPane } from './facet-pane'
import { QueryChips } from './query-chips'
import { Result } from './result'
import css from './search-page.module.css'
import { useIndexing, useMatches, useSearch, type Found } from './use-search'

const MOST = 200

/** What the page was like when a result was opened: coming back finds it so. */
const useLast = create<{ query: string; active: number; limit: number; sort: SearchSort }>(() => ({
  query: '',
  active: 0,
  limit: LIMIT,
  sort: 'relevance'
}))

const SORTS: readonly { value: SearchSort; label: string }[] = [
  { value: 'relevance', label: 'Relevance' },
  { value: 'date', label: 'Date' },
  { value: 'state', label: 'Unread first' }
]

export function SearchPage(props: {
  query: string
  onQuery(query: string): void
  onOpen(hit: Hit): void
  onLeave(): void
  /** Saves the query by name. */
  onSave(query: string): void
}): ReactNode {
  const last = useLast()
  const kept = last.query === props.query
  const limit = kept ? last.limit : LIMIT
  const found = useSearch(props.query, limit, 'page', last.sort)
  const matches = useMatches(props.query)
  const tags = useTags().data ?? []
  const lists = useLists().data ?? []
  const parsed = useMemo(() => parseQuery(props.query, new Date().toISOString()), [props.query])
  const offers = completions(props.query, { tags: tags.map((t) => t.path), lists: lists.map((l) => l.name) })
  const change = (query: string): void => {
    props.onQuery(query)
    input.current?.focus()
  }
  const indexing = useIndexing()
  const active = kept ? Math.min(last.active, Math.max(0, found.hits.length - 1)) : 0
  const setActive = (index: number): void => useLast.setState({ query: props.query, active: index, limit })
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [focused, setFocused] = useState(false)

  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active, found.hits])

  const open = (index: number): void => {
    const hit = found.hits[index]
    if (!hit) return
    setActive(index)
    props.onOpen(hit)
  }
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.nativeEvent.isComposing) return
    const count = found.hits.length
    const move: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8
    }
    const to = move[e.key]
    if (to !== undefined) setActive(Math.max(0, Math.min(count - 1, to)))
    else if (e.key === 'Enter') open(active)
    else if (e.key === 'Escape') {
      if (props.query === '') props.onLeave()
      else props.onQuery('')
    } else return
    e.preventDefault()
    e.stopPropagation()
  }

  return (
    <div className={css['page']}>
      <div className={css['column']}>
        <h1 className={css['heading']}>Search</h1>
        <div className={css['field']}>
          <Search aria-hidden />
          <input
            ref={input}
            className={css['input']}
            role="combobox"
            aria-label="Search everything"
            aria-expanded={found.hits.length > 0}
            aria-controls="search-results"
            aria-autocomplete="list"
            aria-activedescendant={found.hits.length > 0 ? `search-hit-${active}` : undefined}
            placeholder="Words, a name, a half-remembered phrase"
            spellCheck={false}
            autoComplete="off"
            value={props.query}
            onChange={(e) => props.onQuery(e.target.value)}
            onKeyDown={onKeyDown}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          />
          {props.query !== '' && (
            <IconButton
              label="Clear"
              keys="Escape"
              size="s"
              icon={<X />}
              onClick={() => {
                props.onQuery('')
                input.current?.focus()
              }}
            />
          )}
        </div>
        <QueryChips
          parsed={parsed}
          offers={offers}
          onChange={change}
          onEdit={(from, to) => {
            input.current?.focus()
            input.current?.setSelectionRange(from, to)
          }}
        />
        <Line
          query={props.query}
          found={found}
          limit={limit}
          indexing={indexing}
          sort={
            <Segmented
              label="Order of the results"
              value={last.sort}
              options={SORTS}
              onChange={(sort) => useLast.setState({ query: props.query, active: 0, limit, sort })}
            />
          }
        />
        <div
          ref={list}
          id="search-results"
          role="listbox"
          aria-label="Passages"
          hidden={found.hits.length === 0}
          className={css['results']}
        >
          {found.hits.map((hit, i) => (
            <Result
              key={i}
              id={`search-hit-${i}`}
              hit={hit}
              active={i === active}
              lit={i === active && focused}
              onOpen={() => open(i)}
            />
          ))}
        </div>
        {found.hits.length === LIMIT && (
          <button
            type="button"
            className={css['more']}
            onClick={() => useLast.setState({ query: props.query, active, limit: MOST })}
          >
            Show more
          </button>
        )}
      </div>
      {props.query.trim() !== '' && matches && (
        <FacetPane
          query={props.query}
          matches={matches}
          onChange={change}
          onSave={() => props.onSave(props.query.trim())}
        />
      )}
    </div>
  )
}

function Line(props: {
  query: string
  found: Found
  limit: number
  indexing: ReturnType<typeof useIndexing>
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
        <Kbd keys="ArrowUp ArrowDown" /> move <Kbd keys="Enter" /> open
      </span>
    </div>
  )
}
