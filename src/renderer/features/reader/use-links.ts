/** Links of the open article: notes and sections are shown, all others handed out; a selection is dragged as a quotation. */
import { useEffect } from 'react'
import type { Article } from '#shared/contract/records'
import { quoteWithCitation } from '#shared/domain/quote'
import { scrollToOffset, TOP_MARGIN } from './article/geometry'
import { listenToLinks } from './article/links'
import type { ReadingDoc } from './article/reading-doc'
import { fillDrag } from './highlights/drag-quote'
import { lightUp } from './highlights/paint'
import { selectedRange } from './highlights/use-selection'

/** `step` is told of each jump, so that Back returns from it. */
export function useLinks(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  article: Article,
  step: (to: number) => void,
  onExternal: (url: string) => void
): void {
  useEffect(() => {
    if (!doc || !scroller) return undefined
    return listenToLinks(doc, {
      onExternal,
      onDragSelection: (data) => {
        const dragged = selectedRange(doc)
        if (dragged)
          fillDrag(data, quoteWithCitation(article, doc.map.text.slice(dragged.start, dragged.end)))
        return dragged !== undefined
      },
      onInside: (target) => {
        const start = doc.map.startOf(target)
        step(start)
        scrollToOffset(scroller, doc, start, TOP_MARGIN + 40)
        // Tab and the screen reader go on from there.
        target.tabIndex = -1
        target.focus({ preventScroll: true })
        const end = Math.min(doc.map.text.length, start + Math.max(1, target.textContent.trim().length))
        lightUp([doc.map.range(start, end)])
      }
    })
  }, [doc, scroller, article, step, onExternal])
}
