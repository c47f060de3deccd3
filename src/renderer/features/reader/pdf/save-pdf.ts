/**
 * A copy of the PDF in which highlights and notes are PDF annotations (ISO 32000-1, 12.5.6.10), as other readers show
 * and edit them. pdf.js appends them behind the file's own bytes (an incremental update), which stay as they are.
 */
import { HIGHLIGHT_COLOURS } from './colours'
import type { Rect } from './page-geometry'
import type { PdfDocument } from './pdfjs'
import type { PageMark } from './places'

/** pdf.js's AnnotationEditorType.HIGHLIGHT. */
const HIGHLIGHT = 9
/** Who wrote it, as other readers name it above a note. */
const AUTHOR = 'Carrel'
/** The window of a note in other readers, in PDF units. */
const POPUP = { width: 180, height: 100 }

/** Answers the bytes of the copy. Throws, with a sentence, for a file that nothing can be appended to. */
export async function withAnnotations(pdf: PdfDocument, marks: readonly PageMark[]): Promise<Uint8Array> {
  const { info } = await pdf.getMetadata()
  if (typeof (info as { EncryptFilterName?: unknown }).EncryptFilterName === 'string')
    throw new Error(
      'This PDF is encrypted, so no highlights can be written into a copy of it. Nothing was saved. It can be printed with them.'
    )
  const original = await pdf.getData()
  if (!hasIndex(original))
    throw new Error(
      'This PDF is damaged (its index is not where it says), so no highlights can be written into a copy of it. Nothing was saved. It can be printed with them.'
    )
  const storage = pdf.annotationStorage
  const stamps: Stamp[] = []
  for (const { annotation, areas } of marks)
    for (const [i, { page, rects }] of areas.entries()) {
      const number = stamps.length
      const made = { key: `pdfjs_internal_editor_carrel_${number}`, user: placeholder(number) }
      stamps.push({ ...made, id: `${annotation.id}-${page}`, updated: annotation.updated })
      const rect = bounds(rects)
      storage.setValue(made.key, {
        annotationType: HIGHLIGHT,
        color: HIGHLIGHT_COLOURS[annotation.color],
        opacity: 1,
        pageIndex: page - 1,
        rotation: 0,
        rect,
        quadPoints: rects.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]),
        outlines: rects.map(([x1, y1, x2, y2]) => [x1, y1, x2, y1, x2, y2, x1, y2]),
        user: made.user,
        date: new Date(annotation.created),
        // A note that runs over a page's end is said once, where it begins.
        ...(annotation.note === '' || i > 0
          ? {}
          : { popup: { contents: annotation.note, deleted: false, rect: beside(rect) } })
      })
    }
  let saved: Uint8Array
  try {
    saved = await pdf.saveDocument()
  } finally {
    for (const { key } of stamps) storage.remove(key)
  }
  putStamps(saved, original.length, stamps)
  return saved
}

/** The last `startxref` leads to an index: else readers have to mend the file, and an index behind it is lost. */
function hasIndex(bytes: Uint8Array): boolean {
  const latin = new TextDecoder('latin1')
  const tail = latin.decode(bytes.subarray(-2048))
  const at = Number(/startxref\s+(\d{1,15})\s+%%EOF(?![^]*startxref)/.exec(tail)?.[1] ?? NaN)
  return at < bytes.length && /^\s*(?:xref|\d+\s+\d+\s+obj)\b/.test(latin.decode(bytes.subarray(at, at + 40)))
}

interface Stamp {
  key: string
  user: string
  id: string
  updated: string
}

/**
 * pdf.js writes an author and the day of creation, not when it was changed nor a name by which it can be known again.
 * So the author is written as long as all of them, and that string, in what was appended, is replaced by one of
 * the same length: nothing moves.
 */
const ROOM = 160
const placeholder = (number: number): string => `Carrel-annotation-${number}-`.padEnd(ROOM, '.')

function putStamps(bytes: Uint8Array, from: number, stamps: readonly Stamp[]): void {
  const appended = new TextDecoder('latin1').decode(bytes.subarray(from))
  for (const { user, id, updated } of stamps) {
    const at = appended.indexOf(`(${user})`)
    if (at < 0) throw new Error('The highlights could not be written. Nothing was saved.')
    const text = `(${AUTHOR}) /M (${pdfDate(updated)}) /NM (${id.replace(/[^\w-]/g, '')})`
    bytes.set(new TextEncoder().encode(text.padEnd(user.length + 2)), from + at)
  }
}

/** As ISO 32000-1, 7.9.4 writes it, in UTC. */
function pdfDate(time: string): string {
  return `D:${new Date(time).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
}

function bounds(rects: readonly Rect[]): Rect {
  return [
    Math.min(...rects.map((r) => r[0])),
    Math.min(...rects.map((r) => r[1])),
    Math.max(...rects.map((r) => r[2])),
    Math.max(...rects.map((r) => r[3]))
  ]
}

function beside([, , right, top]: Rect): Rect {
  return [right + 8, Math.max(0, top - POPUP.height), right + 8 + POPUP.width, Math.max(top, POPUP.height)]
}
