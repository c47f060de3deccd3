/** Highlights outside the page: in the copy of a PDF and on paper, where there is no theme. */
import type { HighlightColor } from '#shared/contract/records'

/** Red, green and blue, 0 to 255. */
export const HIGHLIGHT_COLOURS: Record<HighlightColor, [number, number, number]> = {
  amber: [251, 217, 100],
  green: [160, 216, 170],
  blue: [156, 202, 240],
  rose: [243, 170, 178]
}
