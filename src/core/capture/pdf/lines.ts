/** The pieces of text on a page → lines with their place, in the order in which the file has them. */

import { readingItems } from '#shared/domain/pdf-items'

/** As pdf.js gives them: `transform` is a matrix, its last two numbers the place of the baseline. */
export interface Piece {
  str: string
  transform: readonly number[]
  width: number
  height: number
  hasEOL: boolean
}

export interface Line {
  page: number
  /** Where it begins; of a line that is read from right to left the right edge, negative, so that indents grow. */
  x: number
  y: number
  size: number
  text: string
}

/** Begins from right to left. */
const RTL = /^[^\p{L}]*[\u0590-\u08ff]/u

interface OpenLine extends Line {
  left: number
  right: number
  done: boolean
}

export function linesOf(pieces: readonly Piece[], page: number): Line[] {
  const lines: OpenLine[] = []
  let line: OpenLine | undefined
  for (const { str, transform, width, height, hasEOL } of readingItems(pieces)) {
    if (/\S/.test(str)) {
      const [, , , scale = 0, x = 0, y = 0] = transform
      const size = Math.abs(scale) || height || 1
      // A footnote's mark is small and stands higher: it stays in its line.
      const raised =
        line !== undefined && !line.done && size < line.size * 0.85 && Math.abs(y - line.y) < line.size
      if (!line || line.done || (Math.abs(y - line.y) > size * 0.3 && !raised)) {
        line = { page, x, y, size, text: '', left: x, right: x, done: false }
        lines.push(line)
      }
      // Words may stand apart without a space, on either side.
      const gap = Math.max(x - line.right, line.left - (x + width))
      if (line.text !== '' && gap > size * 0.15 && !/\s$/.test(line.text)) line.text += ' '
      line.text += str
      line.left = x
      line.right = x + width
      if (RTL.test(line.text)) line.x = Math.min(line.x, -line.right, -x)
    } else if (line && str !== '') line.text += ' '
    if (hasEOL && line) line.done = true
  }
  return lines.map(({ x, y, size, text }) => ({ page, x, y, size, text }))
}
