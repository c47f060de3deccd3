/** Every highlight of the library: grouped, filtered, edited, tagged, handed on; and the way to its passage. */
import { Copy, Share } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { highlightColor, type Annotation, type HighlightColor } from '#shared/contract/records'
import { showDate } from '#shared/domain/dates'
import { showNames } from '#shared/domain/names'
import { plural } from '#shared/domain/phrases'
import { linkTo } from '../../../api/links'
import { useApi } from '../../../api/context'
import { useAnnotations } from '../../../api/queries'
import { Button } from '../../../ui/button'
import { copyToClipboard } from '../../../ui/clipboard'
import column from '../../../ui/column.module.css'
import { EmptyState } from '../../../ui/empty-state'
import { Skeleton } from '../../../ui/skeleton'
import { useToast } from '../../../ui/toasts'
import type { Jump } from '../props'
import { highlightsAsMarkdown } from './as-markdown'
import { filterHighlights, firstOf, groupHighlights, type Filter, type Group, type Grouping } from './groups'
import css from './highlights-view.module.css'
import { Row, type RowActions } from './row'
import { SelectedBar } from './selected-bar'
import { useListsOfArticles, useSummaries } from './use-about'
import { useHighlightEdits } from './use-edits'
import { useViewState } from './view-state'

export interface HighlightsViewProps {
  onOpen(articleId: string, jump: Jump): void
  /** Search for passages elsewhere that are like this one. */
  onAlike(passage: string): void
  /** The export dialogue for these articles, with their highlights. */
  onExport(articles: string[]): void
}

const FIRST = 200
const GROUPINGS: readonly { value: Grouping; label: string }[] = [
  { value: 'article', label: 'Article' },
  { value: 'color', label: 'Colour' },
  { value: 'tag', label: 'Tag' },
  { value: 'list', label: 'Reading list' },
  { value: 'day', label: 'Day' }
]
let nonce = 0

export function HighlightsView(props: HighlightsViewProps): ReactNode {
  const { onOpen, onAlike } = props
  const { capabilities } = useApi()
  const toast = useToast()
  const all = useAnnotations(undefined)
  const { by, filter } = useViewState()
  const [most, setMost] = useState(FIRST)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const wanted = useDeferredValue(filter)
  const lists = useListsOfArticles(by === 'list')
  const articles = useMemo(() => [...new Set((all.data ?? []).map((a) => a.article))], [all.data])
  const summaries = useSummaries(articles)
  const found = useMemo(
    () =>
      filterHighlights(all.data ?? [], wanted, (id) => {
        const s = summaries.get(id)
        return s ? `${s.title} ${showNames(s.authors)}` : ''
      }),
    [all.data, wanted, summaries]
  )
  const groups = useMemo(() => groupHighlights(found, by, lists), [found, by, lists])
  const shown = useMemo(() => firstOf(groups, most), [groups, most])
  const total = groups.reduce((n, g) => n + g.annotations.length, 0)
  // What was deleted or filtered away is not selected any more.
  const chosen = useMemo(() => found.filter((a) => selected.has(a.id)), [found, selected])

  const edits = useHighlightEdits()
  const copy = useCallback(
    (content: { text: string; html?: string | undefined }, said: string): void => {
      if (copyToClipboard(content)) toast({ message: said })
      else toast({ message: 'The clipboard could not be written. Nothing was copied.', kind: 'error' })
    },
    [toast]
  )
  const actions = useMemo<RowActions>(
    () => ({
      ...edits,
      copy,
      link: (id) => linkTo(capabilities, id),
      alike: (a) => onAlike(a.quote.exact),
      open: (a) => onOpen(a.article, { annotation: a.id, nonce: ++nonce }),
      toggle: (id) =>
        setSelected((old) => {
          const next = new Set(old)
          if (!next.delete(id)) next.add(id)
          return next
        })
    }),
    [edits, copy, capabilities, onOpen, onAlike]
  )
  const nameOf = (g: Group): string => (by === 'article' ? (summaries.get(g.key)?.title ?? '') : g.name)
  const copyAll = (which: readonly Annotation[]): void => {
    const text = highlightsAsMarkdown(
      groupHighlights(which, by, lists).map((g) => ({ ...g, name: nameOf(g) })),
      (id) => summaries.get(id)
    )
    copy({ text }, `Copied ${plural(which.length, 'highlight')} as Markdown`)
  }
  const exportOf = (which: readonly Annotation[]): void =>
    props.onExport([...new Set(which.map((a) => a.article))])

  return (
    <section className={column['view']} aria-label="Highlights" data-pane="reader" tabIndex={-1}>
      <div className={column['column']}>
        <header className={css['head']}>
          <h1 className={column['title']}>Highlights</h1>
          <Filters by={by} filter={filter} />
          <div className={css['summary']}>
            <p className={css['count']} role="status">
              {all.data ? plural(found.length, 'highlight') : ''}
            </p>
            {found.length > 0 && (
              <>
                <Button variant="quiet" icon={<Copy />} onClick={() => copyAll(found)}>
                  Copy all
                </Button>
                <Button variant="quiet" icon={<Share />} onClick={() => exportOf(found)}>
                  Export…
                </Button>
              </>
            )}
          </div>
        </header>
        {chosen.length > 0 && (
          <SelectedBar
            ids={chosen.map((a) => a.id)}
            edits={edits}
            onCopy={() => copyAll(chosen)}
            onExport={() => exportOf(chosen)}
            onClear={() => setSelected(new Set())}
          />
        )}
        {all.isPending && <Skeleton lines={8} label="Loading the highlights" />}
        {all.error !== null && <p role="alert">{all.error.message}</p>}
        {all.data && all.data.length === 0 && (
          <EmptyState title="No highlights yet.">
            Select a passage in an article and press 1, 2, 3 or 4.
          </EmptyState>
        )}
        {all.data && all.data.length > 0 && found.length === 0 && (
          <EmptyState title="No highlight has these words and colours." />
        )}
        {shown.map((g) => {
          const summary = by === 'article' ? summaries.get(g.key) : undefined
          const name = nameOf(g)
          return (
            <section key={g.key} className={css['group']} aria-label={name}>
              <h2 className={css['article']} dir="auto" lang={summary?.lang}>
                {by === 'article' ? (
                  <button type="button" onClick={() => onOpen(g.key, { nonce: ++nonce })}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </h2>
              {summary && (
                <p className={column['line']}>
                  {[
                    showNames(summary.authors),
                    summary.container,
                    summary.issued === undefined ? undefined : showDate(summary.issued)
                  ]
                    .filter((x) => x !== undefined && x !== '')
                    .join(' · ')}
                </p>
              )}
              <ul className={column['list']}>
                {g.annotations.map((a) => (
                  <Row
                    key={a.id}
                    annotation={a}
                    summary={summaries.get(a.article)}
                    showArticle={by !== 'article'}
                    selected={selected.has(a.id)}
                    actions={actions}
                  />
                ))}
              </ul>
            </section>
          )
        })}
        {total > most && (
          <button type="button" className={css['more']} onClick={() => setMost(most + FIRST)}>
            Show more ({total - most})
          </button>
        )}
      </div>
    </section>
  )
}

function Filters(props: { by: Grouping; filter: Filter }): ReactNode {
  const { by, filter } = props
  const set = (patch: Partial<Filter>): void => useViewState.setState({ filter: { ...filter, ...patch } })
  const toggle = (color: HighlightColor): void => {
    const colors = new Set(filter.colors)
    if (!colors.delete(color)) colors.add(color)
    set({ colors })
  }
  return (
    <div className={css['filter']} role="search">
      <input
        type="search"
        className={css['field']}
        aria-label="Filter highlights by words"
        placeholder="Filter"
        value={filter.text}
        onChange={(e) => set({ text: e.target.value })}
      />
      <select
        className={css['select']}
        aria-label="Group by"
        value={by}
        onChange={(e) => {
          const chosen = GROUPINGS.find((g) => g.value === e.target.value)
          if (chosen) useViewState.setState({ by: chosen.value })
        }}
      >
        {GROUPINGS.map((g) => (
          <option key={g.value} value={g.value}>
            By {g.label.toLowerCase()}
          </option>
        ))}
      </select>
      <select
        className={css['select']}
        aria-label="Notes"
        value={filter.notes}
        onChange={(e) =>
          set({
            notes: e.target.value === 'with' ? 'with' : e.target.value === 'without' ? 'without' : 'any'
          })
        }
      >
        <option value="any">With or without note</option>
        <option value="with">With a note</option>
        <option value="without">Without a note</option>
      </select>
      <div role="group" aria-label="Colours" className={css['colors']}>
        {highlightColor.options.map((c) => (
          <button
            key={c}
            type="button"
            className={css['color']}
            data-color={c}
            aria-pressed={filter.colors.has(c)}
            onClick={() => toggle(c)}
          >
            <span className={css['dot']} />
            {c}
          </button>
        ))}
      </div>
    </div>
  )
}
