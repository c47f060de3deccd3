/** Where text stands in the scroller, and how to bring it there. */
import type { ReadingDoc } from './reading-doc'

/** Room above a passage that is brought to the top: the bar's height and some air. */
export const TOP_MARGIN = 16

/** The first line's box of text[start, end), in viewport coordinates. */
export function firstRect(doc: ReadingDoc, start: number, end = start + 1): DOMRect {
  const range = doc.map.range(start, Math.min(end, doc.map.text.length))
  for (const r of range.getClientRects()) if (r.height > 0) return r
  return range.getBoundingClientRect()
}

/** Distance from the top of the scrolled content; an estimate in parts that are far from the screen. */
export function topOf(scroller: HTMLElement, doc: ReadingDoc, start: number): number {
  const y = doc.parts.estimateY(start) ?? firstRect(doc, start).top
  return y - scroller.getBoundingClientRect().top + scroller.scrollTop
}

/** The offset of the first text whose line is not above `y` (viewport). */
export function offsetAtY(doc: ReadingDoc, y: number): number {
  const { paragraphs } = doc.map
  const firstFrom = (low: number, high: number, below: (i: number) => boolean): number => {
    while (low < high) {
      const mid = (low + high) >> 1
      if (below(mid)) high = mid
      else low = mid + 1
    }
    return low
  }
  const part = doc.parts.rangeBelow(y)
  const lowest = part ? doc.map.paragraphAt(part.start) : 0
  const highest = part ? doc.map.paragraphAt(Math.max(part.start, part.end - 1)) : paragraphs.length - 1
  const p =
    paragraphs[
      firstFrom(lowest, highest, (i) => {
        const at = paragraphs[i]
        return at !== undefined && doc.map.range(at.start, at.end).getBoundingClientRect().bottom > y
      })
    ]
  if (!p) return 0
  return firstFrom(p.start, Math.max(p.start, p.end - 1), (o) => {
    const r = doc.map.range(o, o + 1).getBoundingClientRect()
    return (r.top + r.bottom) / 2 > y
  })
}

const turns = new WeakMap<HTMLElement, number>()

/**
 * Scrolls until text[offset] stands `from` pixels below the scroller's top edge. Parts that were never laid out
 * have only a guessed height, so it is repeated until it stays.
 */
export function scrollToOffset(scroller: HTMLElement, doc: ReadingDoc, offset: number, from: number): void {
  let tries = 6
  const turn = (turns.get(scroller) ?? 0) + 1
  turns.set(scroller, turn)
  const step = (): void => {
    // Someone wants to be elsewhere by now.
    if (turns.get(scroller) !== turn) return
    const off = firstRect(doc, offset).top - scroller.getBoundingClientRect().top - from
    if (Math.abs(off) < 1) return
    const before = scroller.scrollTop
    scroller.scrollTop += off
    if (--tries > 0 && scroller.scrollTop !== before) requestAnimationFrame(step)
  }
  step()
}

/** Brings a passage into a comfortable place, unless it is in sight already. */
export function reveal(scroller: HTMLElement, doc: ReadingDoc, start: number, end: number): void {
  const box = scroller.getBoundingClientRect()
  const first = firstRect(doc, start)
  const last = firstRect(doc, Math.max(start, end - 1), end)
  if (first.top >= box.top + TOP_MARGIN && last.bottom <= box.bottom - TOP_MARGIN) return
  const tall = last.bottom - first.top > box.height * 0.6
  scrollToOffset(scroller, doc, start, tall ? box.height * 0.12 : box.height * 0.35)
}
