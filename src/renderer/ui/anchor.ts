/** Where a popup hangs: at an element, or at a rectangle of the viewport (a selection, a click). */
export interface RectLike {
  x: number
  y: number
  width: number
  height: number
}
export type Anchor = Element | RectLike | null

/** The form Base UI's positioner takes. */
export function toAnchor(anchor: Anchor): Element | { getBoundingClientRect(): DOMRect } | null {
  if (anchor === null || anchor instanceof Element) return anchor
  const { x, y, width, height } = anchor
  return { getBoundingClientRect: () => new DOMRect(x, y, width, height) }
}
