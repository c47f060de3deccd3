/** One highlight's card: its note, rendered; when active, what can be done with it; when edited, a text area. */
import { Pencil, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'
import { highlightColor, type Annotation } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import { cx } from '../../../ui/cx'
import { IconButton } from '../../../ui/icon-button'
import { Markdown } from '../../../ui/markdown'
import { Swatch } from '../highlights/swatch'
import { cardDate } from '../card-date'
import type { NoteCardActions } from './card-actions'
import css from './margin.module.css'
import { useCardEvents } from './use-card-events'

const FOCUSABLE = 0

export interface NoteCardProps {
  annotation: Annotation
  active: boolean
  editing: boolean
  actions: NoteCardActions
}

export const NoteCard = memo(function NoteCard({
  annotation,
  active,
  editing,
  actions
}: NoteCardProps): ReactNode {
  const { id, color, note, quote, tags } = annotation
  const card = useRef<HTMLElement>(null)
  useCardEvents(card, annotation.id, active, actions)
  return (
    <article
      ref={card}
      className={cx(css['card'], css[color], active && css['active'])}
      aria-label={`Note on “${clip(quote.exact, 60)}”`}
      aria-current={active ? 'true' : undefined}
      // Not a control, and yet it takes keys: Enter, Delete, Esc and 1–4 are its own.
      tabIndex={FOCUSABLE}
      data-card={id}
    >
      {editing ? (
        <NoteEditor annotation={annotation} actions={actions} />
      ) : note === '' ? (
        <button type="button" className={css['add']} onClick={() => actions.onEdit(id)}>
          Add a note…
        </button>
      ) : (
        <Markdown text={note} onLink={actions.onLink} className={css['text']} />
      )}
      <footer className={css['foot']}>
        <time dateTime={annotation.updated}>{cardDate(annotation.updated)}</time>
        {tags.map((tag) => (
          <button key={tag} type="button" className={css['tag']} onClick={() => actions.onTagClick(tag)}>
            #{tag}
          </button>
        ))}
        {active && !editing && (
          <span className={css['tools']}>
            {highlightColor.options.map((c, i) => (
              <Swatch
                key={c}
                color={c}
                number={i + 1}
                size="s"
                pressed={c === color}
                onClick={() => actions.onRecolour(id, c)}
              />
            ))}
            <IconButton
              label="Edit the note"
              keys="Enter"
              size="s"
              icon={<Pencil />}
              onClick={() => actions.onEdit(id)}
            />
            <IconButton
              label="Delete the highlight"
              keys="Delete"
              size="s"
              icon={<Trash2 />}
              onClick={() => actions.onDelete(id)}
            />
          </span>
        )}
      </footer>
    </article>
  )
})

/** Ctrl+Enter, Esc and leaving it all save: what was typed is never dropped, and undo is one key away. */
function NoteEditor(props: { annotation: Annotation; actions: NoteCardActions }): ReactNode {
  const { annotation, actions } = props
  const [text, setText] = useState(annotation.note)
  const field = useRef<HTMLTextAreaElement>(null)
  const done = useRef(false)

  useEffect(() => {
    const area = field.current
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])
  useEffect(() => {
    const area = field.current
    if (!area) return
    area.style.setProperty('height', 'auto')
    area.style.setProperty('height', `${area.scrollHeight + 2}px`)
  }, [text])

  const finish = async (leave: boolean): Promise<void> => {
    if (done.current) return
    done.current = true
    const saved = text === annotation.note || (await actions.onSave(annotation.id, text))
    if (!saved) {
      done.current = false
      field.current?.focus()
      return
    }
    actions.onEdit(undefined)
    if (leave) actions.onLeave(annotation.id)
  }

  return (
    <textarea
      ref={field}
      className={css['editor']}
      aria-label="Note, in Markdown"
      aria-keyshortcuts="Control+Enter"
      placeholder="Your note. Markdown is welcome."
      value={text}
      dir="auto"
      rows={2}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => void finish(false)}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        if (e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))) {
          e.preventDefault()
          e.stopPropagation()
          e.nativeEvent.stopImmediatePropagation()
          void finish(true)
        }
      }}
    />
  )
}
