/** Keeps paint and hidden buttons in step with the highlights, and turns clicks on a passage into activation. */
import { useCallback, useEffect, useRef } from 'react'
import type { ReadingDoc } from '../article/reading-doc'
import { Marks } from './marks'
import { paintHighlights } from './paint'
import { highlightAt } from './placement'
import type { Highlights } from './use-highlights'
import { rootRange } from './use-selection'

export function usePainting(
  doc: ReadingDoc | undefined,
  highlights: Highlights
): { focusMark(id: string): boolean; repaint(): void } {
  const { placed, active, activate } = highlights
  const marks = useRef<Marks>(undefined)
  const latest = useRef(placed)
  const again = useRef<() => void>(undefined)

  useEffect(() => {
    if (!doc) return undefined
    marks.current = new Marks(doc, focusCard, activate)
    const clicked = (event: Event): void => {
      if (!(event instanceof MouseEvent) || event.button !== 0) return
      if (event.composedPath().some((n) => n instanceof HTMLAnchorElement || n instanceof HTMLButtonElement))
        return
      const point = rootRange(doc)
      if (!point?.collapsed) return
      const offset = doc.map.offsetOf(point.startContainer, point.startOffset)
      const hit = highlightAt(latest.current, offset)
      const over =
        hit &&
        [...doc.map.range(hit.start, hit.end).getClientRects()].some(
          (r) =>
            event.clientX >= r.left &&
            event.clientX <= r.right &&
            event.clientY >= r.top - 4 &&
            event.clientY <= r.bottom + 4
        )
      activate(over ? hit.annotation.id : undefined)
    }
    doc.root.addEventListener('click', clicked)
    return () => doc.root.removeEventListener('click', clicked)
  }, [doc, activate])

  useEffect(() => {
    latest.current = placed
    // Marks split text nodes, so they come before the ranges are made.
    marks.current?.sync(placed)
  }, [doc, placed])
  useEffect(() => {
    if (!doc) return undefined
    // What is far away is not seen: a Range for each of thousands would cost more than painting them.
    const paint = (): void => {
      const near = doc.parts.near()
      paintHighlights(
        doc,
        placed.filter((p) => near.some((n) => p.start < n.end && p.end > n.start)),
        active
      )
    }
    paint()
    again.current = paint
    return doc.parts.onChange(paint)
  }, [doc, placed, active])

  const focusMark = useCallback((id: string) => marks.current?.focus(id) ?? false, [])
  const repaint = useCallback(() => again.current?.(), [])
  return { focusMark, repaint }
}

/** From the hidden button to the card, when there is one. */
function focusCard(id: string): void {
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}
