/** What colours, notes and copies are about: a part of a page, the selection, or the reading cursor. */
import type { Cursor } from '../cursor/sentences'
import type { Highlights, OnPages } from '../highlights/use-highlights'
import { useMarking, type Marking } from '../highlights/use-marking'
import { useReshape, type Reshape } from '../highlights/use-reshape'
import { areaOnPage, type AreaMode } from './use-area'
import type { Pages } from './use-pages'
import type { PageSelection } from './use-pdf-selection'

export interface PdfMarking extends Marking {
  target: { start: number; end: number } | undefined
  /** It is not words of the article's text. */
  isRegion: boolean
  /** The words of the target, as they are copied. */
  words: string | undefined
  reshape: Reshape
}

export function usePdfMarking(
  pages: Pages | undefined,
  articleId: string,
  highlights: Highlights,
  chosen: { selection: PageSelection | undefined; clear(): void; area: AreaMode; cursor: Cursor | undefined }
): PdfMarking {
  const { selection, area, cursor } = chosen
  const book = pages?.book
  const partOf = area.area && pages ? areaOnPage(pages, area.area) : undefined
  const at = partOf ? Math.min(book?.starts.startOf(partOf.page) ?? 0, (book?.map.text.length ?? 1) - 1) : 0
  const part = partOf ? { start: at, end: at + 1 } : undefined
  const isRegion = part !== undefined || selection?.region !== undefined
  const target = part ?? selection ?? cursor
  const onPages = (start: number, end: number): OnPages => {
    if (partOf) return { pages: [partOf], region: `Part of page ${partOf.page}` }
    if (selection?.region !== undefined) return { pages: selection.areas, region: selection.region }
    const seen = [...(pages?.list.pages.values() ?? [])].sort((a, b) => a.number - b.number)
    return {
      pages: seen.flatMap((p) => {
        const rects = [...p.rectsOf({ start, end })]
        return rects.length > 0 ? [{ page: p.number, rects }] : []
      })
    }
  }
  const marking = useMarking(
    {
      ...highlights,
      // A part of a page is never the highlight of the words around it.
      placed: isRegion ? [] : highlights.placed,
      create: (start, end, color) => highlights.create(start, end, color, onPages(start, end))
    },
    target,
    () => {
      chosen.clear()
      area.leave()
    }
  )
  const reshape = useReshape(book, articleId, highlights, isRegion ? undefined : target)
  const words =
    selection?.region ?? (target && book && !part ? book.map.text.slice(target.start, target.end) : undefined)
  return { ...marking, target, isRegion, words, reshape }
}
