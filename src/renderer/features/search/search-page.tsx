/** Search as a page: every hit is a passage. The field keeps the focus; arrows move, Enter opens, Esc comes back here. */
import { Search, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { create } from 'zustand'
import { USUAL_HITS as LIMIT, type Hit, type SearchSort } from '#shared/contract/search'
import { parseQuery } from '#shared/domain/query'
import { useLists, useTags } from '../../api/queries'
import { useCommands } from '../../ui/commands'
import { IconButton } from '../../ui/icon-button'
import { Popover } from '../../ui/popover'
import { Segmented } from '../../ui/segmented'
import { completions } from './completions'
import { FacetPane } from './facet-pane'
import { QueryChips } from './query-chips'
import { RecentSearches, useRecent } from './recent'
import { Result } from './result'
import { ResultLine } from './result-line'
import css from './search-page.module.css'
import { useChosen } from './use-chosen'
import { useEarlyEnter } from './use-early-enter'
import { useIndexing, useMatches, useSearch } from './use-search'

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
  /** Articles that are selected, and what can be done with them. */
  selected: ReadonlySet<string>
  onSelected(ids: ReadonlySet<string>): void
  bulk: ReactNode
}): ReactNode {
  const last = useLast()
  const kept = last.query === props.query
  const limit = kept ? last.limit : LIMIT
  const found = useSearch(props.query, limit, 'page', last.sort)
  const matches = useMatches(props.query, props.selected.size > 0)
  const tags = useTags().data ?? []
  const lists = useLists().data ?? []
  const parsed = useMemo(() => parseQuery(props.query, new Date().toISOString()), [props.query])
  const offers = completions(props.query, { tags: tags.map((t) => t.path), lists: lists.map((l) => l.name) })
  const change = (query: string): void => {
    props.onQuery(query)
    input.current?.focus()
  }
  const indexing = useIndexing()
  const recent = useRecent()
  const active = kept ? Math.min(last.active, Math.max(0, found.hits.length - 1)) : 0
  const setActive = (index: number): void => useLast.setState({ query: props.query, active: index, limit })
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(false)

  const chosen = useChosen({ ...props, found, matching: matches?.ids })
  const narrow = props.query.trim() !== '' && matches && (
    <FacetPane
      query={props.query}
      matches={matches}
      onChange={change}
      onSelectAll={chosen.selectAll}
      onSave={() => {
        recent.keep(props.query)
        props.onSave(props.query.trim())
      }}
    />
  )

  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active, found.hits])

  const open = (index: number): void => {
    const hit = found.hits[index]
    if (!hit) return
    setActive(index)
    recent.keep(props.query)
    props.onOpen(hit)
  }
  const answered = found.query === props.query.trim()
  const early = useEarlyEnter(props.query, answered, () => open(0))
  const clear = (): void => {
    if (found.hits.length > 0) recent.keep(props.query)
    props.onQuery('')
    input.current?.focus()
  }
  const toggleActive = (): void => chosen.toggle(found.hits[active])
  useCommands([
    { ...command('select', 'Select or deselect this result'), keys: ['Shift+Enter'], run: toggleActive },
    { ...command('select-all', 'Select all articles that match'), run: chosen.selectAll },
    {
      ...command('forget', 'Forget recent searches'),
      enabled: recent.searches.length > 0,
      run: recent.forgetAll
    }
  ])
  const latest = useRef({ open, toggle: chosen.toggle })
  useEffect(() => {
    latest.current = { open, toggle: chosen.toggle }
  })
  const onToggle = useCallback((hit: Hit) => latest.current.toggle(hit), [])
  const onOpen = useCallback((index: number) => latest.current.open(index), [])
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
    // Only an Enter that nothing has followed counts.
    if (e.key !== 'Shift') early.forget()
    if (e.key === 'ArrowDown' && props.query === '')
      page.current?.querySelector<HTMLElement>('[data-search]')?.focus()
    else if (to !== undefined) setActive(Math.max(0, Math.min(count - 1, to)))
    else if (e.key === 'Enter' && e.shiftKey) toggleActive()
    else if (e.key === 'Enter' && !answered && active === 0) early.press()
    else if (e.key === 'Enter') open(active)
    else if (e.key === 'Escape') {
      if (props.selected.size > 0) props.onSelected(new Set())
      else if (props.query === '') props.onLeave()
      else clear()
    } else return
    e.preventDefault()
    e.stopPropagation()
  }

  return (
    <div ref={page} className={css['page']}>
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
            onBlur={() => {
              early.forget()
              setFocused(false)
            }}
          />
          {props.query !== '' && (
            <IconButton label="Clear" keys="Escape" size="s" icon={<X />} onClick={clear} />
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
        <ResultLine
          query={props.query}
          found={found}
          limit={limit}
          indexing={indexing}
          sort={
            <>
              <Segmented
                label="Order of the results"
                value={last.sort}
                options={SORTS}
                onChange={(sort) => useLast.setState({ query: props.query, active: 0, limit, sort })}
              />
              {narrow && (
                <Popover
                  label="Narrow the search"
                  align="end"
                  trigger={
                    <button type="button" className={css['narrow']}>
                      Narrow…
                    </button>
                  }
                >
                  {narrow}
                </Popover>
              )}
            </>
          }
        />
        {props.query === '' && (
          <RecentSearches recent={recent} onTake={change} onLeave={() => input.current?.focus()} />
        )}
        <div
          ref={list}
          id="search-results"
          role="listbox"
          aria-label="Passages"
          data-answers={found.query}
          hidden={found.hits.length === 0}
          className={css['results']}
        >
          {found.hits.map((hit, i) => (
            <Result
              key={i}
              index={i}
              hit={hit}
              active={i === active}
              lit={i === active && focused}
              selected={props.selected.has(hit.id)}
              canSelect={chosen.canSelect(hit)}
              onToggle={onToggle}
              onOpen={onOpen}
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
        {props.selected.size > 0 && <div className={css['bulk']}>{props.bulk}</div>}
      </div>
      {narrow && <div className={css['beside']}>{narrow}</div>}
    </div>
  )
}

const command = (id: string, title: string): { id: string; title: string; group: string } => ({
  id: `search.${id}`,
  title,
  group: 'Search'
})
