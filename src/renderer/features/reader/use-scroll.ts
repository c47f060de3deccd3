/** Small facts about the scroller, each on its own so that only what changes is drawn again. */
import { useEffect, useState, type RefObject } from 'react'
import type { ReadingDoc } from './article/reading-doc'

/** The element has left the scroller at the top. */
export function useScrolledPast(
  scroller: HTMLElement | null,
  element: RefObject<HTMLElement | null>
): boolean {
  const [past, setPast] = useState(false)
  useEffect(() => {
    const el = element.current
    if (!scroller || !el) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry)
          setPast(
            !entry.isIntersecting && entry.boundingClientRect.bottom <= (entry.rootBounds?.top ?? 0) + 1
          )
      },
      { root: scroller }
    )
    observer.observe(el)
    return () => observer.disconnect()
  }, [scroller, element])
  return past
}

/** Width of an element in CSS pixels; 0 before it is known. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const el = element.current
    if (!el) return undefined
    const observer = new ResizeObserver(() => setWidth(el.clientWidth))
    observer.observe(el)
    setWidth(el.clientWidth)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** The heading above the middle of the screen, asked for while the contents are open. */
export function useCurrentHeading(
  scroller: HTMLElement | null,
  doc: ReadingDoc | undefined,
  open: boolean
): number {
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    if (!open || !scroller || !doc) return
    const box = scroller.getBoundingClientRect()
    const line = box.top + box.height * 0.3
    setCurrent(doc.headings.findLastIndex((h) => h.element.getBoundingClientRect().top <= line))
  }, [open, scroller, doc])
  return current
}
