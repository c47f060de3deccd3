/** Where the pages of a PDF stand: pure arithmetic, in CSS pixels. */
export interface PageSize {
  /** PDF units (1/72 inch), as the page is shown without further rotation. */
  width: number
  height: number
}
export interface Box {
  left: number
  top: number
  width: number
  height: number
}
export type Zoom = 'width' | 'page' | number
export interface ViewOptions {
  zoom: Zoom
  twoUp: boolean
  /** Quarter turns. */
  rotation: 0 | 90 | 180 | 270
  /** What there is for pages. */
  room: { width: number; height: number }
}
export interface Layout {
  boxes: readonly Box[]
  width: number
  height: number
  /** CSS pixels per PDF unit. */
  scale: number
}

export const GAP = 14
const EDGE = 16
/** CSS pixels per PDF unit at 100 %. */
export const ACTUAL = 96 / 72
export const LEAST = 0.25 * ACTUAL
export const MOST = 6 * ACTUAL

export function layoutPages(sizes: readonly PageSize[], view: ViewOptions): Layout {
  const { twoUp, rotation, room } = view
  const turned = sizes.map((s) => (rotation % 180 === 0 ? s : { width: s.height, height: s.width }))
  const rows = rowsOf(turned.length, twoUp)
  const widest = Math.max(1, ...turned.map((s) => s.width))
  const tallest = Math.max(1, ...turned.map((s) => s.height))
  const across = widest * (twoUp ? 2 : 1)
  const gaps = twoUp ? GAP : 0
  const byWidth = (room.width - 2 * EDGE - gaps) / across
  const wanted =
    view.zoom === 'width'
      ? byWidth
      : view.zoom === 'page'
        ? Math.min(byWidth, (room.height - 2 * GAP) / tallest)
        : view.zoom * ACTUAL
  const scale = Math.min(MOST, Math.max(LEAST, wanted))
  const width = Math.max(room.width, Math.ceil(across * scale + gaps + 2 * EDGE))
  const boxes: Box[] = []
  let top = GAP
  for (const row of rows) {
    const pages = row.map((i) => turned[i] ?? { width: widest, height: tallest })
    const sizesPx = pages.map((p) => ({
      width: Math.round(p.width * scale),
      height: Math.round(p.height * scale)
    }))
    const whole = sizesPx.reduce((sum, p) => sum + p.width, GAP * (row.length - 1))
    let left = Math.max(EDGE, Math.round((width - whole) / 2))
    // A page alone in its row stands where its half of the spread is.
    if (twoUp && row.length === 1 && sizes.length > 1)
      left = row[0] === 0 ? Math.round(width / 2 + GAP / 2) : Math.round(width / 2 - GAP / 2 - whole)
    for (const p of sizesPx) {
      boxes.push({ left, top, ...p })
      left += p.width + GAP
    }
    top += Math.max(0, ...sizesPx.map((p) => p.height)) + GAP
  }
  return { boxes, width, height: top, scale }
}

/** Two-up is laid out as in a book: the first page alone, then spreads. */
function rowsOf(count: number, twoUp: boolean): number[][] {
  if (!twoUp) return Array.from({ length: count }, (_, i) => [i])
  const rows: number[][] = count > 0 ? [[0]] : []
  for (let i = 1; i < count; i += 2) rows.push(i + 1 < count ? [i, i + 1] : [i])
  return rows
}

/** Index of the first box that ends below `y`. */
export function boxAt(boxes: readonly Box[], y: number): number {
  let low = 0
  let high = Math.max(0, boxes.length - 1)
  while (low < high) {
    const mid = (low + high) >> 1
    const b = boxes[mid]
    if (b && b.top + b.height + GAP > y) high = mid
    else low = mid + 1
  }
  return low
}

/** The first and the last page that are on screen. */
export function inSight(boxes: readonly Box[], top: number, height: number): { first: number; last: number } {
  const first = boxAt(boxes, top)
  let last = first
  while (last + 1 < boxes.length && (boxes[last + 1]?.top ?? Infinity) < top + height) last++
  return { first: first + 1, last: last + 1 }
}

const STEPS = [0.25, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6]
/** The next step of zoom from a scale (CSS pixels per unit), as a share of 100 %. */
export function stepZoom(scale: number, by: 1 | -1): number {
  const now = scale / ACTUAL
  const next = by === 1 ? STEPS.find((s) => s > now + 0.01) : STEPS.findLast((s) => s < now - 0.01)
  return next ?? (by === 1 ? 6 : 0.25)
}
