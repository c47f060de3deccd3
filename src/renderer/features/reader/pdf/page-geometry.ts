/** From the screen to the units of a PDF's page and back. */
import type { PageArea } from '#shared/contract/records'
import type { Viewport } from './pdfjs'

/** Left, bottom, right, top in PDF units. */
export type Rect = PageArea['rects'][number]
/** In CSS pixels of the viewport. */
export interface Edges {
  left: number
  right: number
  top: number
  bottom: number
}

/** `box`: where the page is on screen; tenths of a unit are kept. */
export function toPdf(view: Viewport, box: DOMRect, { left, right, top, bottom }: Edges): Rect {
  const [sx, sy] = [view.width / (box.width || 1), view.height / (box.height || 1)]
  const point = (x: number, y: number): number[] =>
    view.convertToPdfPoint((x - box.left) * sx, (y - box.top) * sy) as number[]
  const [x1 = 0, y1 = 0] = point(left, bottom)
  const [x2 = 0, y2 = 0] = point(right, top)
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)].map(
    (n) => Math.round(n * 10) / 10
  ) as Rect
}

/** `view`: at scale 1; `page`: where the page is on screen. */
export function toBox(view: Viewport, page: DOMRect, rect: readonly number[]): DOMRect {
  const { left, top, width, height } = toViewport(view, rect)
  const [sx, sy] = [page.width / view.width, page.height / view.height]
  return new DOMRect(page.left + left * sx, page.top + top * sy, width * sx, height * sy)
}

/** Places an element of the page, in shares of it: it keeps its place at any zoom. */
export function putAt(el: HTMLElement, rect: readonly number[], view: Viewport): void {
  const { left, top, width, height } = toViewport(view, rect)
  el.style.left = `${(left / view.width) * 100}%`
  el.style.top = `${(top / view.height) * 100}%`
  el.style.width = `${(width / view.width) * 100}%`
  el.style.height = `${(height / view.height) * 100}%`
}

function toViewport(
  view: Viewport,
  rect: readonly number[]
): { left: number; top: number; width: number; height: number } {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = view.convertToViewportRectangle([...rect]) as number[]
  return {
    left: Math.min(x1, x2),
    top: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1)
  }
}

/** Rectangles of spans that stand in one line are one. */
export function linesOf(rects: Iterable<DOMRect>): Edges[] {
  const out: Edges[] = []
  for (const r of rects) {
    if (r.width < 0.5 || r.height < 0.5) continue
    const l = out.at(-1)
    const middle = (r.top + r.bottom) / 2
    const same =
      l !== undefined &&
      Math.abs(middle - (l.top + l.bottom) / 2) < r.height / 2 &&
      Math.min(Math.abs(r.left - l.right), Math.abs(l.left - r.right)) < r.height * 1.5
    if (same) {
      l.left = Math.min(l.left, r.left)
      l.right = Math.max(l.right, r.right)
      l.top = Math.min(l.top, r.top)
      l.bottom = Math.max(l.bottom, r.bottom)
    } else out.push({ left: r.left, right: r.right, top: r.top, bottom: r.bottom })
  }
  return out
}
