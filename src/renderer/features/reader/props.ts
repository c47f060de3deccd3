/** What the shell gives to the reader. */
import type { ReactNode } from 'react'

export interface Jump {
  paragraph?: number | undefined
  ranges?: [number, number][] | undefined
  annotation?: string | undefined
  /** Another number is another jump, even to the same place. */
  nonce: number
}

export interface ReaderProps {
  articleId: string
  jump?: Jump | undefined
  notesOpen: boolean
  focusMode: boolean
  libraryOpen: boolean
  onToggleNotes(): void
  onToggleLibrary(): void
  onToggleFocus(): void
  onNext(): void
  onPrevious(): void
  onBack(): void
  onOpen(articleId: string, jump?: Jump): void
  onExternalLink(url: string): void
  onTagClick(path: string): void
  /** Search for passages elsewhere that are like this one. */
  onAlike(passage: string): void
  /** The editor of the article's own note (features/notes); it stands at the top of the margin. */
  articleNote?: ReactNode
}
