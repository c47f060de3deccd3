/** One row of the article list, as drawn: dot, title, author and source, progress, ticks of its highlights. */
import { Check, Star } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useSummary } from '../../api/summaries'
import type { Summary } from '#shared/contract/articles'
import { cx } from '../../ui/cx'
import { VisuallyHidden } from '../../ui/visually-hidden'
import css from './article-row.module.css'
import { dueWords, today } from './due'
import { sourceLine, timeLine } from './format'

export interface RowProps {
  id: string
  /** The open article. */
  current: boolean
  selected: boolean
  /** Whether anything is selected: then every row has its box. */
  selecting: boolean
  why: string | undefined
  /** By when, on the list it is shown in. */
  due: string | undefined
}

/** The content only; the list gives it its place, role and handlers. */
export const ArticleRow = memo(function ArticleRow(props: RowProps): ReactNode {
  const { data } = useSummary(props.id)
  if (data === undefined) return <div className={css['blank']} aria-hidden />
  if (data === null) return <div className={css['title']}>This article is gone.</div>
  return (
    <>
      <Mark summary={data} selected={props.selected} selecting={props.selecting} />
      <div className={cx(css['title'], data.read && css['read'])} lang={data.lang}>
        {data.title}
      </div>
      <div className={css['source']}>{sourceLine(data) || ' '}</div>
      {props.why !== undefined && props.why !== '' && <div className={css['why']}>{props.why}</div>}
      <div className={css['meta']}>
        {data.progress > 0 && !data.read && <Progress value={data.progress} />}
        <span className={css['time']}>
          {timeLine(data)}
          {props.due !== undefined && !data.read && <DueDay day={props.due} />}
        </span>
        {data.starred && <Star className={css['star']} aria-label="Starred" role="img" />}
        <Ticks summary={data} />
      </div>
    </>
  )
})

function Mark(props: { summary: Summary; selected: boolean; selecting: boolean }): ReactNode {
  if (props.selecting)
    return (
      <span className={cx(css['box'], props.selected && css['boxed'])} aria-hidden>
        {props.selected && <Check />}
      </span>
    )
  const unread = !props.summary.opened && !props.summary.read
  if (!unread) return null
  return (
    <span className={css['dot']}>
      <VisuallyHidden>Unread.</VisuallyHidden>
    </span>
  )
}

function DueDay(props: { day: string }): ReactNode {
  const { words, overdue } = dueWords(props.day, today())
  return (
    <>
      {' · '}
      <span className={overdue ? css['overdue'] : undefined}>{words}</span>
    </>
  )
}

function Progress(props: { value: number }): ReactNode {
  return (
    <span className={css['progress']} aria-hidden>
      <span style={{ width: `${Math.round(props.value * 100)}%` }} />
    </span>
  )
}

function Ticks(props: { summary: Summary }): ReactNode {
  const { colors } = props.summary
  if (colors.length === 0) return null
  return (
    <span className={css['ticks']} role="img" aria-label={`Highlights: ${colors.join(', ')}`}>
      {colors.map((color, i) => (
        <span key={i} data-color={color} />
      ))}
    </span>
  )
}
