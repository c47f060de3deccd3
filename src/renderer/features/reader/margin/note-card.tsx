/** One highlight's card: its note, rendered; when active, what can be done with it; when edited, a text area. */
import { Ellipsis, GripVertical, Pencil, Trash2 } from 'lucide-react'
import { memo, useRef, type ReactNode } from 'react'
import { highlightColor, type Annotation } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import { cx } from '../../../ui/cx'
import { IconButton } from '../../../ui/icon-button'
import { Markdown } from '../../../ui/markdown'
import { Menu, MenuItem } from '../../../ui/menu'
import { Swatch } from '../highlights/swatch'
import { cardDate } from '../card-date'
import { fillDrag, type QuoteForms } from '../highlights/drag-quote'
import type { NoteCardActions } from './card-actions'
import { NoteField } from '../../../ui/note-field'
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
      className={cx(css['card'], active && css['active'])}
      data-color={color}
      aria-label={`Note on “${clip(quote.exact, 60)}”`}
      aria-current={active ? 'true' : undefined}
      // Not a control, and yet it takes keys: Enter, Delete, Esc and 1–4 are its own.
      tabIndex={FOCUSABLE}
      data-card={id}
    >
      {editing ? (
        <NoteField
          note={note}
          onSave={(text) => actions.onSave(id, text)}
          onDone={(leave) => {
            actions.onEdit(undefined)
            if (leave) actions.onLeave(id)
          }}
        />
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
            <DragQuote quote={actions.quote(id)} onCopy={() => actions.onCopyQuote(id)} />
            <CardMenu id={id} actions={actions} />
            <IconButton
              label="Delete the highlight"
              keys="Delete"
              command="reader.delete"
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

/** Dragged out it is the quotation with its citation; pressed, or by its key, the same is copied. */
export function DragQuote(props: { quote: QuoteForms | undefined; onCopy(): void }): ReactNode {
  return (
    <span
      draggable={props.quote !== undefined}
      onDragStart={(event) => props.quote && fillDrag(event.dataTransfer, props.quote)}
    >
      <IconButton
        label="Copy with citation, or drag the quotation out"
        keys="Shift+Y"
        command="reader.copy-quote"
        size="s"
        icon={<GripVertical />}
        onClick={props.onCopy}
      />
    </span>
  )
}

function CardMenu(props: { id: string; actions: NoteCardActions }): ReactNode {
  const { id, actions } = props
  return (
    <Menu align="end" trigger={<IconButton label="More for this highlight" size="s" icon={<Ellipsis />} />}>
      <MenuItem keys="Shift+F" command="reader.alike" onSelect={() => actions.onAlike(id)}>
        More passages like this
      </MenuItem>
      <MenuItem keys="Shift+L" command="reader.copy-link" onSelect={() => actions.onCopyLink(id)}>
        Copy a link to it
      </MenuItem>
      <MenuItem keys="Shift+M" command="reader.merge" onSelect={() => actions.onMerge(id)}>
        Merge with the next
      </MenuItem>
    </Menu>
  )
}
