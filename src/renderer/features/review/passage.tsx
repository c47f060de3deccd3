/** One highlight to look at again, or to write a note on. */
import { Check, MessageSquareText } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import { dayName, localDay } from '#shared/domain/days'
import { showNames } from '#shared/domain/names'
import { useSummary } from '../../api/summaries'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { Markdown } from '../../ui/markdown'
import { NoteField } from '../../ui/note-field'
import { VisuallyHidden } from '../../ui/visually-hidden'
import css from './review.module.css'

export function Passage(props: {
  annotation: Annotation
  today: string
  /** Its note is being written. */
  writing: boolean
  onOpen(): void
  onWrite(): void
  onSave(note: string): Promise<boolean>
  onWritten(byKey: boolean): void
  onSeen?: (() => void) | undefined
}): ReactNode {
  const { annotation: a, writing } = props
  const summary = useSummary(a.article).data
  return (
    <li className={cx(css['passage'], css[a.color])}>
      <p className={css['of']} dir="auto" lang={summary?.lang}>
        {[summary?.title, summary && showNames(summary.authors)].filter(Boolean).join(' · ')}
      </p>
      <button
        type="button"
        className={css['quote']}
        dir="auto"
        lang={summary?.lang}
        data-review={a.id}
        onClick={props.onOpen}
      >
        <VisuallyHidden>{a.color}: </VisuallyHidden>
        {a.quote.exact}
      </button>
      {writing ? (
        <NoteField note={a.note} onSave={props.onSave} onDone={props.onWritten} />
      ) : (
        a.note !== '' && <Markdown text={a.note} className={css['note']} onLink={props.onOpen} />
      )}
      <div className={css['foot']}>
        <time dateTime={a.created}>{dayName(localDay(a.created), props.today)}</time>
        <span className={css['tools']}>
          {!writing && (
            <Button variant="quiet" icon={<MessageSquareText />} onClick={props.onWrite}>
              {a.note === '' ? 'Write a note' : 'Edit the note'}
            </Button>
          )}
          {props.onSeen && (
            <Button variant="quiet" icon={<Check />} onClick={props.onSeen}>
              Seen
            </Button>
          )}
        </span>
      </div>
    </li>
  )
}
