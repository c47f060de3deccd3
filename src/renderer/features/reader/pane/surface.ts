/** The text on screen, an article's or that of a PDF's pages, as find and the reading cursor go about it. */
import type { Span } from '../cursor/sentences'

export interface Surface {
  text: string
  paragraphs: readonly Span[]
  /** Offset of what stands at the top of the screen. */
  top(): number
  reveal(start: number, end: number): void
}
