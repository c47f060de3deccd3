/** Notes: the list of them, finding one, and the one being written. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileDown, NotebookPen, Plus, Trash2 } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Linkable, NoteSummary } from '#shared/contract/notes'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../api/context'
import { useCommands } from '../../ui/commands'
import { cx } from '../../ui/cx'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Skeleton } from '../../ui/skeleton'
import { Button } from '../../ui/button'
import { NotePage } from './note-page'
import css from './notes-view.module.css'
import { saveNotesFolder } from './save-folder'

export interface NotesViewProps {
  note: string | undefined
  /** Only the note, as wide as the window. */
  full: boolean
  onToggleFull(): void
  onOpenNote(id: string | undefined): void
  onOpenLink(to: Linkable): void
  onExternalLink(url: string): void
  /** Deleted notes, highlights and lists. */
  onTrashed(): void
  /** The button that shows the library. */
  bar?: ReactNode
}

const FIRST = 200

export function NotesView(props: NotesViewProps): ReactNode {
  const { note, onOpenNote } = props
  const { call, report } = useApi()
  const [text, setText] = useState('')
  const [most, setMost] = useState(FIRST)
  const query = useDeferredValue(text)
  const search = useRef<HTMLInputElement>(null)
  const { data, error } = useQuery({
    queryKey: ['notes', 'summaries', query],
    queryFn: () => call['notes.summaries']({ query }),
    placeholderData: keepPreviousData
  })
  const create = (): void => {
    call['notes.save']({ title: '', text: '' }).then(({ id }) => {
      setText('')
      onOpenNote(id)
    }, report)
  }
  const files = (): void => void saveNotesFolder(call).catch(report)
  useCommands([
    { id: 'notes.new', title: 'New note', group: 'Notes', keys: ['n'], run: create },
    {
      id: 'notes.find',
      title: 'Find a note',
      group: 'Notes',
      keys: ['$mod+F'],
      inFields: true,
      run: () => search.current?.focus()
    },
    { id: 'notes.files', title: 'Save all notes as Markdown files…', group: 'Notes', run: files },
    {
      id: 'notes.full',
      title: 'Write full screen',
      group: 'Notes',
      keys: ['$mod+Shift+F'],
      inFields: true,
      enabled: note !== undefined,
      run: props.onToggleFull
    }
  ])
  // A note that was taken away elsewhere: the list is what is left.
  const shown = data?.find((n) => n.id === note)
  const list = data ?? []

  return (
    <div className={cx(css['view'], note !== undefined && css['open'], props.full && css['full'])}>
      {!props.full && (
        <section className={css['side']} aria-label="All notes" data-pane="notes">
          <header className={css['head']}>
            {props.bar}
            <h1 className={css['title']}>Notes</h1>
            <IconButton label="Save all notes as Markdown files" icon={<FileDown />} onClick={files} />
            <IconButton label="Deleted notes" icon={<Trash2 />} onClick={props.onTrashed} />
            <IconButton label="New note" keys="n" command="notes.new" icon={<Plus />} onClick={create} />
          </header>
          <input
            ref={search}
            type="search"
            className={css['search']}
            aria-label="Find a note by its words"
            placeholder="Find"
            value={text}
            onChange={(e) => setText(e.target.value)}
            onKeyDown={(e) => {
              if (e.key === 'ArrowDown') walk(e)
            }}
          />
          <p className={css['count']} role="status">
            {data ? plural(list.length, 'note') : ''}
          </p>
          {error !== null && <p role="alert">{error.message}</p>}
          {data === undefined && error === null && <Skeleton lines={8} label="Loading the notes" />}
          <ul className={css['list']}>
            {list.slice(0, most).map((n) => (
              <Row key={n.id} note={n} here={n.id === note} onOpen={() => onOpenNote(n.id)} />
            ))}
          </ul>
          {list.length > most && (
            <Button variant="quiet" onClick={() => setMost(most + FIRST)}>
              Show more notes ({list.length - most})
            </Button>
          )}
          {data?.length === 0 &&
            (text !== '' ? (
              <EmptyState title="No note has these words." />
            ) : (
              <EmptyState title="No notes yet.">
                Press <b>n</b> to write one. <b>[[</b> links to anything.
              </EmptyState>
            ))}
        </section>
      )}
      {note !== undefined ? (
        <NotePage key={note} {...props} id={note} summary={shown} />
      ) : (
        <div className={css['none']}>
          <EmptyState
            page
            title="Choose a note, or write one."
            action={
              <Button icon={<NotebookPen />} onClick={create}>
                New note
              </Button>
            }
          />
        </div>
      )}
    </div>
  )
}

function Row(props: { note: NoteSummary; here: boolean; onOpen(): void }): ReactNode {
  const { note, here } = props
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  return (
    <li>
      <button
        ref={row}
        type="button"
        className={cx(css['row'], here && css['here'])}
        aria-current={here ? 'true' : undefined}
        data-note={note.id}
        onClick={props.onOpen}
        onKeyDown={walk}
      >
        <span className={css['name']} dir="auto">
          {note.title || 'Untitled'}
        </span>
        <span className={css['excerpt']} dir="auto">
          {note.excerpt || 'Nothing written yet'}
        </span>
        <span className={css['meta']}>
          {note.article === undefined ? '' : 'On an article · '}
          {new Date(note.updated).toLocaleDateString('en', {
            day: 'numeric',
            month: 'short',
            year: 'numeric'
          })}
          {` · ${plural(note.words, 'word')}`}
        </span>
      </button>
    </li>
  )
}

/** Arrow keys walk the rows. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const delta = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (delta === 0) return
  const rows = [
    ...(event.currentTarget.closest('section')?.querySelectorAll<HTMLElement>('[data-note]') ?? [])
  ]
  const to = rows[rows.indexOf(event.currentTarget) + delta]
  if (!to) return
  event.preventDefault()
  to.focus()
}
