/** What a highlight's card can ask for. */
import { useEffect, useMemo, useRef } from 'react'
import type { HighlightColor } from '#shared/contract/records'
import type { QuoteForms } from '../highlights/drag-quote'

export interface NoteCardActions {
  onActivate(id: string): void
  onEdit(id: string | undefined): void
  /** true once it is on disk; false keeps the text area open with what was typed. */
  onSave(id: string, note: string): Promise<boolean>
  onRecolour(id: string, color: HighlightColor): void
  onDelete(id: string): void
  onLink(url: string): void
  onTagClick(path: string): void
  onCopyQuote(id: string): void
  onCopyLink(id: string): void
  /** Passages elsewhere that are like it. */
  onAlike(id: string): void
  /** With the highlight after it. */
  onMerge(id: string): void
  /** The quotation with its citation, as it is dragged out. */
  quote(id: string): QuoteForms | undefined
  /** Focus goes back to the passage. */
  onLeave(id: string): void
}

/** The same object for as long as the reader is open, so that cards that stay the same are not drawn again. */
export function useStableActions(actions: NoteCardActions): NoteCardActions {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  return useMemo(
    () => ({
      onActivate: (id) => latest.current.onActivate(id),
      onEdit: (id) => latest.current.onEdit(id),
      onSave: (id, note) => latest.current.onSave(id, note),
      onRecolour: (id, color) => latest.current.onRecolour(id, color),
      onDelete: (id) => latest.current.onDelete(id),
      onLink: (url) => latest.current.onLink(url),
      onTagClick: (path) => latest.current.onTagClick(path),
      onCopyQuote: (id) => latest.current.onCopyQuote(id),
      onCopyLink: (id) => latest.current.onCopyLink(id),
      onAlike: (id) => latest.current.onAlike(id),
      onMerge: (id) => latest.current.onMerge(id),
      quote: (id) => latest.current.quote(id),
      onLeave: (id) => latest.current.onLeave(id)
    }),
    []
  )
}
