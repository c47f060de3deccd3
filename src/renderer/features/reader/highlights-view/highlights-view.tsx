/** Every highlight of the library, by article: filter, go there, copy with citation. */
import { TextQuote } from 'lucide-react'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { highlightColor, type Annotation, type HighlightColor } from '#shared/contract/records'
import { showDate } from '#shared/domain/dates'
import { showNames } from '#shared/domain/names'
import { plural } from '#shared/domain/phrases'
import { quoteWithCitation } from '#shared/domain/quote'
import { useAnnotations } from '../../../api/queries'
import { useSummary } from '../../../api/summaries'
import { copyToClipboard } from '../../../ui/clipboard'
import { cx } from '../../../ui/cx'
import { EmptyState } from '../../../ui/empty-state'
import { IconButton } from '../../../ui/icon-button'
import { Markdown } from '../../../ui/markdown'
import { Skeleton } from '../../../ui/skeleton'
import { useToast } from '../../../ui/toasts'
import { VisuallyHidden } from '../../../ui/visually-hidden'
import { cardDate } from '../card-date'
import type { Jump } from '../props'
import { groupHighlights, type HighlightGroup } from './filter'
import css from './highlights-view.module.css'

export interface HighlightsViewProps {
  onOpen(articleId: string, jump: Jump): void
}

const FIRST = 60
let nonce = 0

export function HighlightsView(props: HighlightsViewProps): ReactNode {
  const all = useAnnotations(undefined)
  const [colors, setColors] = useState<ReadonlySet<HighlightColor>>(new Set())
  const [text, setText] = useState('')
  const [most, setMost] = useState(FIRST)
  const wanted = useDeferredValue(text)
  const groups = useMemo(
    () => groupHighlights(all.data ?? [], { colors, text: wanted }),
    [all.data, colors, wanted]
  )
  const count = groups.reduce((n, g) => n + g.annotations.length, 0)
  const toggle = (color: HighlightColor): void => {
    const next = new Set(colors)
    if (!next.delete(color)) next.add(color)
    setColors(next)
  }

  return (
    <section className={css['view']} aria-label="Highlights" data-pane="reader" tabIndex={-1}>
      <div className={css['column']}>
        <header className={css['head']}>
          <h1 className={css['title']}>Highlights</h1>
          <div className={css['filter']} role="search">
            <input
              type="search"
              className={css['field']}
              aria-label="Filter highlights by words"
              placeholder="Filter"
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
            <div role="group" aria-label="Colours" className={css['colors']}>
              {highlightColor.options.map((c) => (
                <button
                  key={c}
                  type="button"
                  className={cx(css['color'], css[c])}
                  aria-pressed={colors.has(c)}
                  onClick={() => toggle(c)}
                >
                  <span className={css['dot']} />
                  {c}
                </button>
              ))}
            </div>
          </div>
          <p className={css['count']} role="status">
            {all.data ? plural(count, 'highlight') : ''}
          </p>
        </header>
        {all.isPending && <Skeleton lines={8} label="Loading the highlights" />}
        {all.error !== null && <p role="alert">{all.error.message}</p>}
        {all.data && all.data.length === 0 && (
          <EmptyState title="No highlights yet.">
            Select a passage in an article and press 1, 2, 3 or 4.
          </EmptyState>
        )}
        {all.data && all.data.length > 0 && count === 0 && (
          <EmptyState title="No highlight has these words and colours." />
        )}
        {groups.slice(0, most).map((g) => (
          <Group key={g.article} group={g} onOpen={props.onOpen} />
        ))}
        {groups.length > most && (
          <button type="button" className={css['more']} onClick={() => setMost(most + FIRST)}>
            Show more articles ({groups.length - most})
          </button>
        )}
      </div>
    </section>
  )
}

function Group(props: { group: HighlightGroup; onOpen: HighlightsViewProps['onOpen'] }): ReactNode {
  const { article, annotations } = props.group
  const summary = useSummary(article).data
  const title = summary?.title ?? ''
  return (
    <section className={css['group']} aria-label={title}>
      <h2 className={css['article']} dir="auto" lang={summary?.lang}>
        <button type="button" onClick={() => props.onOpen(article, { nonce: ++nonce })}>
          {title}
        </button>
      </h2>
      {summary && (
        <p className={css['source']}>
          {[
            showNames(summary.authors),
            summary.container,
            summary.issued === undefined ? undefined : showDate(summary.issued)
          ]
            .filter((x) => x !== undefined && x !== '')
            .join(' · ')}
        </p>
      )}
      <ul className={css['list']}>
        {annotations.map((a) => (
          <Row
            key={a.id}
            annotation={a}
            onOpen={props.onOpen}
            lang={summary?.lang}
            cited={summary ?? undefined}
          />
        ))}
      </ul>
    </section>
  )
}

function Row(props: {
  annotation: Annotation
  lang: string | undefined
  cited: Parameters<typeof quoteWithCitation>[0] | undefined
  onOpen: HighlightsViewProps['onOpen']
}): ReactNode {
  const { annotation: a, cited } = props
  const toast = useToast()
  const open = (): void => props.onOpen(a.article, { annotation: a.id, nonce: ++nonce })
  return (
    <li className={cx(css['row'], css[a.color])}>
      <button type="button" className={css['quote']} dir="auto" lang={props.lang} onClick={open}>
        <VisuallyHidden>{a.color}: </VisuallyHidden>
        {a.quote.exact}
      </button>
      {a.note !== '' && <Markdown text={a.note} className={css['note']} onLink={open} />}
      <div className={css['foot']}>
        <time dateTime={a.created}>{cardDate(a.created)}</time>
        {a.tags.map((t) => (
          <span key={t}>#{t}</span>
        ))}
        {a.detached === true && <span>not in the text any more</span>}
        {cited && (
          <IconButton
            label="Copy with citation"
            size="s"
            icon={<TextQuote />}
            onClick={() => {
              const done = copyToClipboard(quoteWithCitation(cited, a.quote.exact))
              toast(
                done
                  ? { message: 'Copied with its citation' }
                  : { message: 'The clipboard could not be written. Nothing was copied.', kind: 'error' }
              )
            }}
          />
        )}
      </div>
    </li>
  )
}
