/**
 * Saving a note as it is typed. What is not on the disk yet (api/unsaved.ts keeps and sends it) outlives the page it was
 * typed on: it is shown when the note is opened again.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApi, useUnsaved } from '../../api/context'
import { Autosave, type SaveState } from './autosave'

/** Which note: its id, or the article whose one note it is. */
export type NoteRef = { id: string } | { article: string }
export interface Draft {
  text: string
  title?: string | undefined
}

const SIGNS: Record<SaveState | 'idle', string> = {
  idle: '',
  saving: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved'
}
/** Of every note with something not yet on disk, by its reference. */
const drafts = new Map<string, Autosave<Draft>>()
const keyOf = (ref: NoteRef): string => ('id' in ref ? ref.id : `of ${ref.article}`)

export interface Saving {
  /** What was typed before and could not be saved. */
  draft: Draft | undefined
  /** `Saving…`, `Saved`, `Not saved`. */
  sign: string
  /** Saved once nothing was typed for `after` milliseconds. */
  change(draft: Draft, after?: number): void
  flush(): Promise<void>
}

/** `key` the component by the note: one saving belongs to one. */
export function useSaving(ref: NoteRef): Saving {
  const { call, report, unsaved } = useApi()
  const unsavedState = useUnsaved()
  const [state, setState] = useState<SaveState | 'idle'>('idle')
  const key = keyOf(ref)
  const listener = useRef<(state: SaveState) => void>(undefined)
  const [draft] = useState(() => drafts.get(key)?.unsaved)
  const saver = useRef<Autosave<Draft>>(undefined)
  saver.current ??=
    drafts.get(key) ??
    new Autosave<Draft>(
      ({ text, title }) => call['notes.save']({ ...ref, text, ...(title === undefined ? {} : { title }) }),
      (now, error) => {
        const own = saver.current
        if (now === 'saved' && own?.unsaved === undefined) drafts.delete(key)
        listener.current?.(now)
        if (error !== undefined) report(error)
      },
      () => unsaved.state().refused === undefined
    )

  useEffect(() => {
    const autosave = saver.current
    listener.current = setState
    const flush = (): void => void autosave?.flush()
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('pagehide', flush)
    window.addEventListener('beforeunload', flush)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('beforeunload', flush)
      document.removeEventListener('visibilitychange', hidden)
      listener.current = undefined
      flush()
    }
  }, [])

  return {
    draft,
    sign: state === 'saving' && unsavedState.refused !== undefined ? 'Not saved yet' : SIGNS[state],
    change: useCallback(
      (next: Draft, after?: number) => {
        if (!saver.current) return
        drafts.set(key, saver.current)
        saver.current.change(next, after)
      },
      [key]
    ),
    flush: useCallback(async () => saver.current?.flush(), [])
  }
}
