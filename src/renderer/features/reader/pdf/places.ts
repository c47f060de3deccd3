/** Where on the pages highlights stand, on screen or not, for saving and printing them. */
import type { Annotation, PageArea } from '#shared/contract/records'
import type { Placed } from '../highlights/placement'
import type { Rect } from './page-geometry'
import type { Book } from './book'
import type { Pages } from './use-pages'

/** A highlight with its rectangles, in PDF units; `areas` is empty when it has no place on a page. */
export interface PageMark {
  annotation: Annotation
  areas: readonly PageArea[]
}

/** A highlight runs over no more pages than this. */
const MOST_PAGES = 20

export async function marksOf({ book, list }: Pages, placed: readonly Placed[]): Promise<PageMark[]> {
  const out: PageMark[] = []
  for (const p of placed) {
    const { annotation } = p
    const onScreen = (): PageArea[] =>
      [...list.pages.values()].flatMap((v) => {
        const rects = v.rectsOf(p)
        return rects.length > 0 ? [{ page: v.number, rects: [...rects] }] : []
      })
    const known = annotation.pages ?? (annotation.region === true ? [] : onScreen())
    // A page that was not on screen when it was marked is not among them.
    const others = annotation.region === true ? [] : await estimated(book, p)
    const areas = [...known, ...others.filter((o) => !known.some((k) => k.page === o.page))]
    out.push({
      annotation,
      areas: areas.filter((a) => a.rects.length > 0 && a.page <= book.count).sort((a, b) => a.page - b.page)
    })
  }
  return out
}

/** Pages that are not on screen: by the boxes of the items of text, whole lines where a range is in one item. */
async function estimated(book: Book, placed: Placed): Promise<PageArea[]> {
  const spot = placed.annotation.region === true ? undefined : await book.find(placed)
  if (!spot) return []
  const out: PageArea[] = []
  for (let n = spot.page; n <= Math.min(book.count, spot.page + MOST_PAGES); n++) {
    const { content, page } = await book.text(n)
    const rects = page.toPage(placed.start, placed.end).flatMap((s) =>
      content.items.flatMap((item, i): Rect[] => {
        const from = page.starts[i] ?? 0
        if (!('str' in item) || item.str.length === 0) return []
        const [a, z] = [Math.max(s.start, from), Math.min(s.end, from + item.str.length)]
        if (z <= a) return []
        const transform = item.transform as number[]
        const [x = 0, y = 0] = [transform[4], transform[5]]
        const unit = item.width / item.str.length
        const height = item.height || Math.abs(transform[3] ?? 10)
        return [[x + (a - from) * unit, y - height * 0.25, x + (z - from) * unit, y + height * 0.9]]
      })
    )
    if (rects.length === 0 && n > spot.page) break
    if (rects.length > 0) out.push({ page: n, rects })
  }
  return out
}
