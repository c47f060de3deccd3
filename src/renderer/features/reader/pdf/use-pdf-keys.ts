/** The reader's keys over the pages of a PDF, and what Esc unwinds there. */
import type { Find } from '../find/use-find'
import { neighbour } from '../highlights/placement'
import type { Highlights } from '../highlights/use-highlights'
import type { ReadingCursor } from '../cursor/use-cursor'
import { nextTheme, type ReaderLook } from '../appearance/use-appearance'
import type { ReaderProps } from '../props'
import type { Speech } from '../speech/use-speech'
import { useReaderCommands } from '../use-commands'
import type { Pages } from './use-pages'
import type { AreaMode } from './use-area'
import type { PdfCopy } from './use-pdf-copy'
import type { PdfMarking } from './use-pdf-marking'
import type { PdfMoves } from './use-pdf-moves'
import type { PageSelection } from './use-pdf-selection'

export interface PdfKeys {
  props: Pick<ReaderProps, 'focusMode' | 'onNext' | 'onPrevious' | 'onBack' | 'onToggleFocus'>
  pages: Pages | undefined
  hasText: boolean
  current: number
  scroller: HTMLElement | null
  highlights: Highlights
  marking: PdfMarking
  moves: PdfMoves
  copy: PdfCopy
  cursor: ReadingCursor
  find: Find
  area: AreaMode
  look: ReaderLook
  speech: Speech
  selection: PageSelection | undefined
  clear(): void
  focusMark(id: string): boolean
  closeFind(): void
  /** A panel is open, or a popover has just closed itself with the same key. */
  escapes(): boolean
  contents(): void
  appearance(): void
  zoom(by: 1 | -1 | 'width'): void
  save(): void
}

export function usePdfKeys(on: PdfKeys): void {
  const { props, pages, scroller, highlights, marking, moves, cursor, find, area, look, selection } = on
  const { active, activate } = highlights
  const { reshape } = marking
  useReaderCommands({
    hasText: on.hasText,
    hasTarget: marking.hasTarget,
    hasActive: active !== undefined,
    cursor: cursor.at !== undefined,
    canUnwind: marking.target !== undefined || active !== undefined || find.open || props.focusMode,
    focusMode: props.focusMode,
    color: marking.color,
    note: marking.note,
    deleteActive: () => active !== undefined && highlights.remove(active),
    copyWithCitation: on.copy.withCitation,
    copyLink: () => on.copy.link(active),
    canMerge: reshape.canMerge,
    canSplit: reshape.canSplit,
    merge: reshape.merge,
    split: reshape.split,
    step: (by) => {
      const offset = pages?.book.starts.startOf(on.current) ?? 0
      const next = neighbour(highlights.placed, { id: active, offset }, by)
      if (!next) return
      activate(next.annotation.id)
      moves.revealPlaced(next)
      // Its page may have to come first.
      setTimeout(() => on.focusMark(next.annotation.id), 100)
    },
    heading: (by) => moves.toPage(Math.min(pages?.book.count ?? 1, Math.max(1, on.current + by))),
    page: (by) => scroller?.scrollBy({ top: by * (scroller.clientHeight - 60) }),
    paragraph: cursor.paragraph,
    sentence: cursor.sentence,
    extend: cursor.extend,
    unwind: () => {
      if (on.escapes()) return
      if (area.area) area.leave()
      else if (selection) on.clear()
      else if (cursor.at) cursor.leave()
      else if (active !== undefined) {
        activate(undefined)
        highlights.edit(undefined)
      } else if (find.open) on.closeFind()
      else if (props.focusMode) props.onToggleFocus()
    },
    contents: on.contents,
    appearance: on.appearance,
    find: () => find.show(selection && selection.text.length < 80 ? selection.text : undefined),
    size: (by) => on.zoom(by === 0 ? 'width' : by),
    theme: () => look.change({ theme: nextTheme(look.appearance.theme) }),
    ruler: () => look.change({ ruler: !look.appearance.ruler }),
    speech: on.speech,
    printTitle: 'Save the PDF with its highlights, to print it',
    print: on.save,
    toPdf: undefined,
    next: props.onNext,
    previous: props.onPrevious,
    back: props.onBack,
    toggleFocus: props.onToggleFocus
  })
}
