/** One highlight on the page of all of them: go there, recolour, note, tag, copy, drag out, delete. */
import { Link, MessageSquareText, Tag, Trash2, Waypoints, X } from 'lucide-react'
import { memo, useState, type ReactNode } from 'react'
import type { Summary } from '#shared/contract/articles'
import { highlightColor, type Annotation } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import { quoteWithCitation } from '#shared/domain/quote'
import { IconButton } from '../../../ui/icon-button'
import { Markdown } from '../../../ui/markdown'
import { Passage, PassageFoot } from '../../../ui/passage'
import { cardDate } from '../card-date'
import { Swatch } from '../highlights/swatch'
import { DragQuote } from '../margin/note-card'
import { NoteField } from '../../../ui/note-field'
import css from './highlights-view.module.css'
import { TagField } from './tag-field'
import type { HighlightEdits } from './use-edits'

export interface RowActions extends HighlightEdits {
  open(annotation: Annotation): void
  toggle(id: string): void
  copy(content: { text: string; html?: string | undefined }, said: string): void
  link(id: string): string
  alike(annotation: Annotation): void
}

export const Row = memo(function Row(props: {
  annotation: Annotation
  summary: Summary | undefined
  /** Said above the quotation where the group is not its article. */
  showArticle: boolean
  selected: boolean
  actions: RowActions
}): ReactNode {
  const { annotation: a, summary, actions } = props
  const [editing, setEditing] = useState<'note' | 'tag'>()
  const name = clip(a.quote.exact, 40)
  const quote = summary && quoteWithCitation(summary, a.quote.exact)
  const copy = (): void => {
    if (quote) actions.copy(quote, 'Copied with its citation')
  }
  return (
    <Passage
      id={a.id}
      color={a.color}
      exact={a.quote.exact}
      lang={summary?.lang}
      source={props.showArticle ? summary?.title : undefined}
      before={
        <input
          type="checkbox"
          className={css['check']}
          aria-label={`Select “${name}”`}
          checked={props.selected}
          onChange={() => actions.toggle(a.id)}
        />
      }
      onOpen={() => actions.open(a)}
    >
      {editing === 'note' ? (
        <NoteField
          note={a.note}
          onSave={(note) => actions.saveNote(a.id, note)}
          onDone={() => setEditing(undefined)}
        />
      ) : (
        a.note !== '' && <Markdown text={a.note} className={css['note']} onLink={() => actions.open(a)} />
      )}
      <PassageFoot
        quiet
        label={`What to do with “${name}”`}
        tools={
          <>
            {highlightColor.options.map((c, i) => (
              <Swatch
                key={c}
                color={c}
                number={i + 1}
                size="s"
                pressed={c === a.color}
                onClick={() => actions.recolour([a.id], c)}
              />
            ))}
            <IconButton
              label={a.note === '' ? 'Write a note' : 'Edit the note'}
              size="s"
              icon={<MessageSquareText />}
              onClick={() => setEditing('note')}
            />
            <IconButton label="Add a tag" size="s" icon={<Tag />} onClick={() => setEditing('tag')} />
            <IconButton
              label="Copy a link"
              size="s"
              icon={<Link />}
              onClick={() => actions.copy({ text: actions.link(a.id) }, 'Copied a link to the highlight')}
            />
            <IconButton
              label="More passages like this"
              size="s"
              icon={<Waypoints />}
              onClick={() => actions.alike(a)}
            />
            <DragQuote quote={quote} onCopy={copy} />
            <IconButton
              label="Delete the highlight"
              size="s"
              icon={<Trash2 />}
              onClick={() => actions.remove([a.id])}
            />
          </>
        }
      >
        <time dateTime={a.created}>{cardDate(a.created)}</time>
        {a.tags.map((t) => (
          <span key={t} className={css['tag']}>
            #{t}
            <IconButton
              label={`Take off ${t}`}
              size="s"
              icon={<X />}
              onClick={() => actions.tag([a.id], [], [t])}
            />
          </span>
        ))}
        {editing === 'tag' && (
          <TagField
            label={`Tag for “${name}”`}
            focus
            onAdd={(path) => actions.tag([a.id], [path], [])}
            onDone={() => setEditing(undefined)}
          />
        )}
        {a.detached === true && <span>not in the text any more</span>}
      </PassageFoot>
    </Passage>
  )
})
