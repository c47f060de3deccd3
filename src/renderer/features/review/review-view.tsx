/** Looking back: what was read this week, highlights without a note, and a few old ones a day. All of it by keys. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { useSetting } from '../../api/queries'
import { useSaveNote } from '../../api/save-note'
import { Button } from '../../ui/button'
import column from '../../ui/column.module.css'
import { useCommands } from '../../ui/commands'
import { cx } from '../../ui/cx'
import { EmptyState } from '../../ui/empty-state'
import { Kbd } from '../../ui/kbd'
import { Skeleton } from '../../ui/skeleton'
import { ReviewPassage } from './review-passage'
import { ReviewSetting } from './review-setting'
import { useReview, useSeen } from './use-review'
import { Week, weekLine } from './week'
import css from './review.module.css'

export interface ReviewViewProps {
  /** With a highlight: at its passage. */
  onOpen(article: string, jump?: { annotation: string }): void
}

const FIRST = 10
const MORE = 40

/** What the keys stop at: articles of the week, and passages. */
const STOP = '[data-review], [data-quote]'

/** What a highlight is here for: it may stand in both places. */
type Place = 'old' | 'bare'
interface At {
  place: Place
  id: string
}

export function ReviewView(props: ReviewViewProps): ReactNode {
  const { onOpen } = props
  const [bare, setBare] = useState(FIRST)
  const [writing, setWriting] = useState<At>()
  const [{ daily }] = useSetting('review')
  const view = useRef<HTMLElement>(null)
  const review = useReview(bare).data
  const markSeen = useSeen()
  const saveNote = useSaveNote()

  const stops = (): HTMLElement[] => [...(view.current?.querySelectorAll<HTMLElement>(STOP) ?? [])]
  const current = (): number => {
    const row = document.activeElement?.closest('li')?.querySelector(STOP)
    return row ? stops().findIndex((s) => s === row) : -1
  }
  const step = (delta: number): void => {
    const all = stops()
    const at = current()
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + delta))]?.focus()
  }
  const currentHighlight = (): At | undefined => {
    const stop = stops()[current()]
    const place = stop?.closest<HTMLElement>('[data-place-of]')?.dataset['placeOf']
    const id = stop?.dataset['quote']
    return id === undefined || id === '' || place === undefined
      ? undefined
      : { id, place: place === 'old' ? 'old' : 'bare' }
  }
  const seen = (id: string): void => {
    step(1)
    markSeen(id)
  }
  useEffect(() => view.current?.focus({ preventScroll: true }), [])
  useCommands([
    command('next', 'Next', ['j', 'ArrowDown'], () => step(1), true),
    command('previous', 'Previous', ['k', 'ArrowUp'], () => step(-1), true),
    command('note', 'Write a note on the highlight', ['n'], () => setWriting(currentHighlight())),
    command('seen', 'The highlight is seen', ['d'], () => {
      const at = currentHighlight()
      if (at?.place === 'old') seen(at.id)
    })
  ])

  const passages = (place: Place, all: readonly Annotation[], today: string): ReactNode => (
    <ul className={cx(column['list'], css['list'])} data-place-of={place}>
      {all.map((a) => (
        <ReviewPassage
          key={a.id}
          annotation={a}
          today={today}
          writing={writing?.id === a.id && writing.place === place}
          onOpen={() => onOpen(a.article, { annotation: a.id })}
          onWrite={() => setWriting({ place, id: a.id })}
          onSave={(note) => saveNote(a.id, note)}
          onWritten={(byKey) => {
            if (byKey && place === 'bare') step(1)
            else if (byKey) step(0)
            setWriting((w) => (w?.id === a.id ? undefined : w))
          }}
          onSeen={place === 'old' ? () => seen(a.id) : undefined}
        />
      ))}
    </ul>
  )

  return (
    <section ref={view} className={column['view']} aria-label="Review" data-pane="reader" tabIndex={-1}>
      <div className={column['column']}>
        <header className={css['head']}>
          <h1 className={column['title']}>Review</h1>
          <p className={column['line']}>
            <Kbd keys="j" command="review.next" /> <Kbd keys="k" command="review.previous" /> move,{' '}
            <Kbd keys="Enter" /> to the passage, <Kbd keys="n" command="review.note" /> note
            {daily > 0 && (
              <>
                , <Kbd keys="d" command="review.seen" /> seen
              </>
            )}
          </p>
        </header>
        {!review && <Skeleton lines={8} label="Looking back" />}
        {review && (
          <>
            <section className={cx(column['part'], css['part'])} aria-labelledby="review-week">
              <h2 id="review-week">This week</h2>
              <p className={column['line']}>{weekLine(review.week)}</p>
              <Week week={review.week} today={review.today} onOpen={(id) => onOpen(id)} />
            </section>
            <section className={cx(column['part'], css['part'])} aria-labelledby="review-old">
              <h2 id="review-old">From earlier</h2>
              <p className={column['line']}>
                {oldLine(daily, review.old.items.length, review.old.seenToday)}
              </p>
              <div className={css['setting']}>
                <ReviewSetting />
              </div>
              {passages('old', review.old.items, review.today)}
            </section>
            <section className={cx(column['part'], css['part'])} aria-labelledby="review-bare">
              <h2 id="review-bare">Without a note</h2>
              {review.bare.total === 0 ? (
                <EmptyState title="Every highlight has its note." />
              ) : (
                <p className={column['line']}>{plural(review.bare.total, 'highlight')}, the newest first</p>
              )}
              {passages('bare', review.bare.items, review.today)}
              {review.bare.total > review.bare.items.length && (
                <Button variant="outline" onClick={() => setBare(bare + MORE)}>
                  Show more ({review.bare.total - review.bare.items.length})
                </Button>
              )}
            </section>
          </>
        )}
      </div>
    </section>
  )
}

function command(id: string, title: string, keys: readonly string[], run: () => void, hidden = false) {
  return { id: `review.${id}`, title, group: 'Review', keys, scope: 'reader', hidden, run }
}

function oldLine(daily: number, left: number, seenToday: number): string {
  if (daily === 0) return 'A few old highlights can come back each day, at growing distances.'
  if (left > 0) return `${plural(left, 'highlight')} for today`
  if (seenToday > 0) return `Seen for today: ${plural(seenToday, 'highlight')}.`
  return 'No highlight is old enough yet: the first come back after a week.'
}
