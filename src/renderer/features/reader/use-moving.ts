/** Going through an article by its highlights, its headings and its screens. */
import { announce } from '../../ui/announce'
import { offsetAtY, reveal, scrollToOffset, TOP_MARGIN } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'
import { neighbour } from './highlights/placement'
import type { Highlights } from './highlights/use-highlights'

export interface Moving {
  toHighlight(step: 1 | -1): void
  toHeading(step: 1 | -1): void
  page(by: 1 | -1): void
}

export function moving(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  highlights: Highlights,
  focusMark: (id: string) => boolean
): Moving {
  return {
    toHighlight: (step) => {
      if (!doc || !scroller) return
      const offset = offsetAtY(doc, scroller.getBoundingClientRect().top + TOP_MARGIN)
      const next = neighbour(highlights.placed, { id: highlights.active, offset }, step)
      if (!next) {
        announce('No highlights')
        return
      }
      highlights.activate(next.annotation.id)
      reveal(scroller, doc, next.start, next.end)
      focusMark(next.annotation.id)
    },
    toHeading: (step) => {
      if (!doc || !scroller) return
      const edge = scroller.getBoundingClientRect().top + TOP_MARGIN
      const ys = doc.headings.map((h) => h.element.getBoundingClientRect().top)
      const i = step === 1 ? ys.findIndex((y) => y > edge + 4) : ys.findLastIndex((y) => y < edge - 4)
      const heading = doc.headings[i]
      if (!heading) {
        if (step === -1) scroller.scrollTop = 0
        return
      }
      scrollToOffset(scroller, doc, heading.offset, TOP_MARGIN)
      announce(heading.title)
    },
    page: (by) => {
      if (!scroller) return
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      scroller.scrollBy({ top: by * (scroller.clientHeight - 60), behavior: still ? 'auto' : 'smooth' })
    }
  }
}
