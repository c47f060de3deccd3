/** Under the name of a reading list: by when, whether it is put away, and what it is for. */
import { CalendarClock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReadingList } from '#shared/contract/records'
import { cx } from '../../ui/cx'
import { Markdown } from '../../ui/markdown'
import { dueWords, today } from './due'
import css from './list-header.module.css'

/** What scrolls can be reached, so that the arrow keys scroll it. */
const SCROLLS = 0

export function ListAbout(props: {
  list: Readonly<ReadingList>
  /** Everything on it is read. */
  done: boolean
  onLink(url: string): void
}): ReactNode {
  const { list } = props
  const due = list.due === undefined ? undefined : dueWords(list.due, today(), props.done)
  const { description } = list
  if (due === undefined && description === undefined && list.archived === undefined) return null
  return (
    <div className={css['about']}>
      {list.archived !== undefined && <p className={css['due']}>Archived: out of the library pane.</p>}
      {due && (
        <p className={cx(css['due'], due.overdue && css['overdue'])}>
          <CalendarClock aria-hidden />
          {due.words}
        </p>
      )}
      {description !== undefined && (
        <section className={css['description']} aria-label="What this list is for" tabIndex={SCROLLS}>
          <Markdown text={description} onLink={props.onLink} />
        </section>
      )}
    </div>
  )
}
