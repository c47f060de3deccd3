/** The PDF with its highlights as real PDF annotations, by pdf.js, without their notes; the stored file is never changed. */
import type { HighlightColor } from '#shared/contract/records'
import type { Placed } from '../highlights/placement'
import type { Rect } from './page-geometry'
import type { Book } from './book'
import type { Pages } from './use-pages'

const COLOURS: Record<HighlightColor, [number, number, number]> = {
  amber: [251, 217, 100],
  green: [160, 216, 170],
  blue: [156, 202, 240],
  rose: [243, 170, 178]
}
/** pdf.js's AnnotationEditorType.HIGHLIGHT. */
const HIGHLIGHT = 9

/** Answers its bytes, and how many highlights have no place on a page. */
export async function annotatedPdf(
  { book, list }: Pages,
  placed: readonly Placed[]
): Promise<{ bytes: Uint8Array; left: number }> {
  const storage = book.pdf.annotationStorage
  const keys: string[] = []
  let left = 0
  for (const p of placed) {
    const { annotation } = p
    const onPages =
      annotation.pages ??
      [...list.pages.values()].flatMap((v) => {
        const rects = v.rectsOf(p)
        return rects.length > 0 ? [{ page: v.number, rects }] : []
      })
    const areas = onPages.length > 0 ? onPages : await estimated(book, p)
    if (areas.length === 0) left++
    for (const { page, rects } of areas) {
      if (rects.length === 0 || page > book.count) continue
      const key = `pdfjs_internal_editor_carrel_${keys.length}`
      keys.push(key)
      storage.setValue(key, {
        annotationType: HIGHLIGHT,
        color: COLOURS[annotation.color],
        opacity: 1,
        pageIndex: page - 1,
        rotation: 0,
        rect: bounds(rects),
        quadPoints: rects.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]),
        outlines: rects.map(([x1, y1, x2, y2]) => [x1, y1, x2, y1, x2, y2, x1, y2]),
        // The author of an annotation; its note pdf.js cannot write.
        user: '',
        date: new Date(annotation.updated)
      })
    }
  }
  try {
    return { bytes: await book.pdf.saveDocument(), left }
  } finally {
    for (const key of keys) storage.remove(key)
  }
}

/** Pages that are not on screen: by the boxes of the items of text, whole lines where a range is in one item. */
async function estimated(book: Book, placed: Placed): Promise<{ page: number; rects: Rect[] }[]> {
  const spot = placed.annotation.region === true ? undefined : await book.find(placed)
  if (!spot) return []
  const out: { page: number; rects: Rect[] }[] = []
  for (let n = spot.page; n <= Math.min(book.count, spot.page + 20); n++) {
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

function bounds(rects: readonly Rect[]): Rect {
  return [
    Math.min(...rects.map((r) => r[0])),
    Math.min(...rects.map((r) => r[1])),
    Math.max(...rects.map((r) => r[2])),
    Math.max(...rects.map((r) => r[3]))
  ]
}
