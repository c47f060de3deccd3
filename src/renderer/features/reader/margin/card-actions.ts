/** What a highlight's card can ask for. */
import type { HighlightColor } from '#shared/contract/records'

export interface NoteCardActions {
  onActivate(id: string): void
  onEdit(id: string | undefined): void
  /** true once it is on disk; false keeps the text area open with what was typed. */
  onSave(id: string, note: string): Promise<boolean>
  onRecolour(id: string, color: HighlightColor): void
  onDelete(id: string): void
  onLink(url: string): void
  onTagClick(path: string): void
  /** Focus goes back to the passage. */
  onLeave(id: string): void
}
