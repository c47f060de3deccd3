/** One note: its title, its text, what can be done with it, and what links to it. */
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Maximize2, Minimize2, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Linkable, NoteSummary } from '#shared/contract/notes'
import { CarrelError } from '#shared/contract/errors'
import type { Note } from '#shared/contract/records'
import { useApi, useCall } from '../../api/context'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Skeleton } from '../../ui/skeleton'
import { Mentions } from './mentions'
import { NoteMenu } from './note-menu'
import { NoteEditor, type NoteEditorHandle } from './note-editor'
import css from './note-page.module.css'
import { useOpenTarget } from './open-target'
import { useSaving } from './use-saving'

export interface NotePageProps {
  id: string
  /** As the list has it, with the article's title. */
  summary: NoteSummary | undefined
  full: boolean
  onToggleFull(): void
  onOpenNote(id: string | undefined): void
  onOpenLink(to: Linkable): void
  onExternalLink(url: string): void
}

const TITLE_AFTER_MS = 3000

export function NotePage(props: NotePageProps): ReactNode {
  const { call } = useApi()
  const { data, error } = useQuery({
    queryKey: ['notes', 'one', props.id],
    queryFn: () => call['notes.get']({ id: props.id })
  })
  if (error)
    return (
      <div className={css['page']}>
        <EmptyState
          page
          title={
            error instanceof CarrelError && error.code === 'NOT_FOUND'
              ? 'This note is not here.'
              : error.message
          }
          action={<Button onClick={() => props.onOpenNote(undefined)}>All notes</Button>}
        />
      </div>
    )
  if (!data)
    return (
      <div className={css['page']} aria-busy="true">
        <div className={css['column']}>
          <Skeleton title lines={8} label="Opening the note" />
        </div>
      </div>
    )
  return <Writing {...props} note={data} />
}

function Writing(props: NotePageProps & { note: Note }): ReactNode {
  const { note, summary } = props
  const saving = useSaving({ id: note.id })
  const [title, setTitle] = useState(saving.draft?.title ?? note.title)
  const editor = useRef<NoteEditorHandle>(null)
  const heading = useRef<HTMLInputElement>(null)
  const openTarget = useOpenTarget(props.onOpenLink)
  const untrash = useCall('library.untrash')
  const isNew = useRef(note.title === '' && note.text === '' && note.article === undefined)
  const typing = useRef(false)
  useEffect(() => {
    if (isNew.current) heading.current?.focus()
  }, [])
  // Renamed elsewhere (undo, another window): shown, unless it is being typed here.
  useEffect(() => {
    if (!typing.current) setTitle(note.title)
  }, [note.title])
  const changeTitle = (next: string): void => {
    typing.current = true
    setTitle(next)
    // Links follow the title: not to each half-typed one, and never to none.
    if (next.trim() !== '')
      saving.change({ title: next.trim(), text: editor.current?.text() ?? note.text }, TITLE_AFTER_MS)
  }
  const leaveTitle = (): void => {
    typing.current = false
    if (title.trim() === '' && note.title !== '')
      saving.change({ title: '', text: editor.current?.text() ?? note.text })
    void saving.flush()
  }

  return (
    <div className={css['page']} data-pane="note">
      <div className={css['bar']}>
        <span className={css['back']}>
          <IconButton label="All notes" icon={<ArrowLeft />} onClick={() => props.onOpenNote(undefined)} />
        </span>
        <span className={css['sign']} role="status">
          {saving.sign}
        </span>
        <IconButton
          label={props.full ? 'Leave full screen' : 'Write full screen'}
          keys="$mod+Shift+F"
          command="notes.full"
          icon={props.full ? <Minimize2 /> : <Maximize2 />}
          onClick={props.onToggleFull}
        />
        <NoteMenu
          note={note}
          onOpenLink={props.onOpenLink}
          onGone={() => props.onOpenNote(undefined)}
          onInsert={(text) => editor.current?.append(text)}
          onPictures={(files) => editor.current?.insertPictures(files)}
          name={summary?.title || title || 'Untitled'}
        />
      </div>
      {note.trashed !== undefined ? (
        <div className={css['notice']}>
          This note is in the trash.
          <Button icon={<Undo2 />} onClick={() => void untrash({ kind: 'notes', id: note.id })}>
            Restore
          </Button>
        </div>
      ) : null}
      <div className={css['column']}>
        {note.article === undefined ? (
          <input
            ref={heading}
            className={css['title']}
            aria-label="Title of the note"
            placeholder="Title"
            dir="auto"
            maxLength={2000}
            value={title}
            onChange={(e) => changeTitle(e.target.value)}
            onBlur={leaveTitle}
            onKeyDown={(e) => {
              if (e.nativeEvent.isComposing || (e.key !== 'Enter' && e.key !== 'ArrowDown')) return
              e.preventDefault()
              editor.current?.focus()
            }}
          />
        ) : (
          <h1 className={css['title']} dir="auto">
            {summary?.title ?? ''}
          </h1>
        )}
        <NoteEditor
          handle={editor}
          stored={note.text}
          draft={saving.draft?.text}
          label="Text of the note, in Markdown"
          placeholder="Write. [[ links to articles, highlights, notes and tags."
          className={css['text']}
          takeFocus={!isNew.current}
          onChange={(text) =>
            saving.change({ text, ...(note.article === undefined ? { title: title.trim() } : {}) })
          }
          onLeave={() => {
            void saving.flush()
            if (props.full) props.onToggleFull()
            else document.querySelector<HTMLElement>(`[data-note="${note.id}"]`)?.focus()
          }}
          onOpenLink={(to, target) => openTarget(target, to)}
          onExternalLink={props.onExternalLink}
        />
        <Mentions
          of={
            note.article === undefined ? { kind: 'note', id: note.id } : { kind: 'article', id: note.article }
          }
          onOpenLink={props.onOpenLink}
        />
      </div>
    </div>
  )
}
