/** One highlight to look at again, or to write a note on. */
import { Check, MessageSquareText } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import { dayName, localDay } from '#shared/domain/days'
import { showNames } from '#shared/domain/names'
import { clip } from '#shared/domain/phrases'
import { useSummary } from '../../api/summaries'
import { Button } from '../../ui/button'
import { Markdown } from '../../ui/markdown'
import { NoteField } from '../../ui/note-field'
import { Passage, PassageFoot } from '../../ui/passage'
import css from './review.module.css'

export function ReviewPassage(props: {
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
    <Passage
      id={a.id}
      color={a.color}
      exact={a.quote.exact}
      lang={summary?.lang}
      source={[summary?.title, summary && showNames(summary.authors)].filter(Boolean).join(' · ')}
      onOpen={props.onOpen}
    >
      {writing ? (
        <NoteField note={a.note} onSave={props.onSave} onDone={props.onWritten} />
      ) : (
        a.note !== '' && <Markdown text={a.note} className={css['note']} onLink={props.onOpen} />
      )}
      <PassageFoot
        label={`What to do with “${clip(a.quote.exact, 40)}”`}
        tools={
          <>
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
          </>
        }
      >
        <time dateTime={a.created}>{dayName(localDay(a.created), props.today)}</time>
      </PassageFoot>
    </Passage>
  )
}
