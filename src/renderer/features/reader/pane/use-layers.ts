/** What Esc takes back: one layer, the topmost that is there. */
import { useRef } from 'react'
import type { ReadingCursor } from '../cursor/use-cursor'
import type { Find } from '../find/use-find'
import type { Highlights } from '../highlights/use-highlights'

export interface Layers {
  canUnwind: boolean
  unwind(): void
  closeFind(): void
  /** The popover of a note has closed itself with Esc. */
  closePopover(): void
}

/** So long after a popover has closed itself, the same Esc takes nothing else back, in milliseconds. */
const SAME_KEY = 80

export function useLayers(on: {
  scroller: HTMLElement | null
  /** Those of one kind of text only, topmost first: speech, a part of a page. */
  first: readonly { open: boolean; close(): void }[]
  selection: object | undefined
  clear(): void
  cursor: ReadingCursor
  highlights: Pick<Highlights, 'active' | 'activate' | 'edit'>
  find: Find
  focusMode: boolean
  onToggleFocus(): void
  /** A panel of the bar is open, and closes with the same key. */
  panelOpen: boolean
}): Layers {
  const { highlights, find, cursor } = on
  const escaped = useRef(0)
  const closeFind = (): void => {
    find.close()
    on.scroller?.focus({ preventScroll: true })
  }
  const deactivate = (): void => {
    highlights.activate(undefined)
    highlights.edit(undefined)
  }
  const layers = [
    ...on.first,
    { open: on.selection !== undefined, close: on.clear },
    { open: cursor.at !== undefined, close: cursor.leave },
    { open: highlights.active !== undefined, close: deactivate },
    { open: find.open, close: closeFind },
    { open: on.focusMode, close: on.onToggleFocus }
  ]
  return {
    canUnwind: layers.some((l) => l.open),
    unwind: () => {
      if (performance.now() - escaped.current < SAME_KEY || on.panelOpen) return
      layers.find((l) => l.open)?.close()
    },
    closeFind,
    closePopover: () => {
      escaped.current = performance.now()
      deactivate()
    }
  }
}
