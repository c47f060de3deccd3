/** Which rectangles of which pages are painted, and where on the pages a highlight stands. */
import type { Span } from '#shared/domain/page-text'
import { between, type Found } from '../find/fold'
import type { Placed } from '../highlights/placement'
import type { Spot } from './book'
import type { Rect } from './page-geometry'
import type { Mark, PageView } from './page-view'
import type { Pages } from './use-pages'

/** Those stored with it, else measured on the page. */
export function rectsOn(page: PageView, { annotation, start, end }: Placed): readonly Rect[] {
  const stored = annotation.pages?.find((a) => a.page === page.number)
  if (stored) return stored.rects
  return annotation.region === true ? [] : page.rectsOf({ start, end })
}

/** Where it begins; a guess while its page is not on screen. */
export function spotOf({ book, list }: Pages, placed: Placed): Spot {
  const stored = placed.annotation.pages?.find((a) => a.rects.length > 0)
  const first = stored?.rects[0]
  if (stored && first) {
    const page = list.pages.get(stored.page)
    const box = page?.boxOf(first)
    if (page && box) {
      const whole = page.element.getBoundingClientRect()
      return { page: stored.page, share: (box.top - whole.top) / (whole.height || 1) }
    }
    const height = book.sizes[stored.page - 1]?.height ?? 1
    return { page: stored.page, share: Math.min(1, Math.max(0, 1 - first[3] / height)) }
  }
  for (const page of [...list.pages.values()].sort((a, b) => a.number - b.number)) {
    const rect = rectsOn(page, placed)[0]
    const box = rect && page.boxOf(rect)
    if (!box) continue
    const whole = page.element.getBoundingClientRect()
    return { page: page.number, share: (box.top - whole.top) / (whole.height || 1) }
  }
  return book.guess(placed.start)
}

/** The smallest highlight under a point of the viewport. */
export function placedAt(
  { list }: Pages,
  placed: readonly Placed[],
  x: number,
  y: number
): Placed | undefined {
  let best: { placed: Placed; size: number } | undefined
  for (const page of list.pages.values()) {
    const whole = page.element.getBoundingClientRect()
    if (x < whole.left || x > whole.right || y < whole.top || y > whole.bottom) continue
    for (const p of placed)
      for (const rect of rectsOn(page, p)) {
        const box = page.boxOf(rect)
        if (!box || x < box.left || x > box.right || y < box.top - 2 || y > box.bottom + 2) continue
        const size = (p.end - p.start) * 10_000 + box.width * box.height
        if (!best || size < best.size) best = { placed: p, size }
      }
  }
  return best?.placed
}

export interface Painting {
  placed: readonly Placed[]
  active: string | undefined
  found: readonly Found[]
  now: Found | undefined
  cursor: Span | undefined
}

/** How many places of a needle are painted on one page. */
const MOST_FOUND = 400

export function paintPages({ book, list }: Pages, what: Painting): void {
  for (const page of list.pages.values()) {
    const marks: Mark[] = what.placed.flatMap((p) => {
      const rects = rectsOn(page, p)
      if (rects.length === 0) return []
      const { id, color, note, region } = p.annotation
      const kind = `${id === what.active ? ' pdf-active' : ''}${note === '' ? '' : ' pdf-noted'}`
      return [
        { key: id, id, color, className: `pdf-hl${region === true ? ' pdf-region' : ''}${kind}`, rects }
      ]
    })
    if (page.content) {
      const { start, end } = book.starts.windowOf(page.number)
      const near = between(what.found, start, end).slice(0, MOST_FOUND)
      const notes = end < book.map.text.length ? between(what.found, end, Infinity).slice(-MOST_FOUND) : []
      for (const f of [...near, ...notes]) {
        const rects = page.rectsOf(f)
        const name = f === what.now ? 'pdf-found pdf-found-now' : 'pdf-found'
        if (rects.length > 0) marks.push({ key: `find ${f.start}`, className: name, rects })
      }
      const read = what.cursor ? page.rectsOf(what.cursor) : []
      if (read.length > 0) marks.push({ key: 'cursor', className: 'pdf-cursor', rects: read })
    }
    page.paint(marks)
  }
}

/** The box in the viewport of its first rectangle that is on screen. */
export function boxOf({ list }: Pages, placed: Placed): DOMRect | undefined {
  for (const page of list.pages.values()) {
    const rect = rectsOn(page, placed)[0]
    const box = rect && page.boxOf(rect)
    if (box) return box
  }
  return undefined
}
