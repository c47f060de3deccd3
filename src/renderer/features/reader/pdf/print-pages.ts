/**
 * The pages of a PDF for paper: each a picture with its highlights in it, numbers where notes are, and the notes after
 * the last page. They are drawn before printing, as a browser does not wait for a page that is still being drawn.
 */
import { renderMarkdown } from '../../../ui/markdown'
import { HIGHLIGHT_COLOURS } from './colours'
import type { Book } from './book'
import type { PdfPage, Viewport } from './pdfjs'
import type { PageMark } from './places'

/** Dots an inch; a PDF unit is 1/72 inch. */
const DPI = 200
const MOST_PIXELS = 16e6

/** Numbered in the order of the pages; only those with a note have a number. */
export interface Numbered extends PageMark {
  number: number | undefined
}

export function numberNotes(marks: readonly PageMark[]): Numbered[] {
  const first = (m: PageMark): number => m.areas[0]?.page ?? Infinity
  const top = (m: PageMark): number => -(m.areas[0]?.rects[0]?.[3] ?? 0)
  let number = 0
  return [...marks]
    .sort((a, b) => (first(a) === first(b) ? top(a) - top(b) : first(a) - first(b)))
    .map((m) => ({ ...m, number: m.annotation.note.trim() === '' ? undefined : ++number }))
}

/** Fills `paper`, a page after the other; `onPage` is told how many are done. Stops, unfinished, when aborted. */
export async function fillPaper(
  paper: HTMLElement,
  book: Book,
  marks: readonly Numbered[],
  { onPage, signal }: { onPage(done: number): void; signal: AbortSignal }
): Promise<void> {
  for (let n = 1; n <= book.count; n++) {
    if (signal.aborted) return
    const sheet = document.createElement('div')
    sheet.className = 'pdf-sheet'
    sheet.append(await pictureOf(await book.page(n), marks))
    paper.append(sheet)
    onPage(n)
  }
  const notes = notesOf(marks)
  if (notes) paper.append(notes)
}

async function pictureOf(page: PdfPage, marks: readonly Numbered[]): Promise<HTMLElement> {
  const unit = page.getViewport({ scale: 1 })
  const scale = Math.min(DPI / 72, Math.sqrt(MOST_PIXELS / (unit.width * unit.height)))
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  try {
    await page.render({ canvas, viewport, intent: 'print' }).promise
  } catch {
    const broken = document.createElement('p')
    broken.textContent = `Page ${page.pageNumber} is damaged and cannot be shown.`
    return broken
  }
  const on = canvas.getContext('2d')
  if (on) for (const mark of marks) paintMark(on, viewport, page.pageNumber, mark)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  canvas.width = canvas.height = 0
  if (!blob) throw new Error('A page could not be drawn for printing. Nothing was printed.')
  const image = new Image()
  image.alt = ''
  image.src = URL.createObjectURL(blob)
  await image.decode()
  return image
}

function paintMark(on: CanvasRenderingContext2D, view: Viewport, page: number, mark: Numbered): void {
  const area = mark.areas.find((a) => a.page === page)
  if (!area) return
  const boxes = area.rects.map((r) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = view.convertToViewportRectangle([...r]) as number[]
    return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
  })
  on.save()
  on.globalCompositeOperation = 'multiply'
  on.fillStyle = `rgb(${HIGHLIGHT_COLOURS[mark.annotation.color].join(' ')})`
  for (const b of boxes) on.fillRect(b.x, b.y, b.width, b.height)
  on.restore()
  const [first] = boxes
  if (!first || mark.number === undefined || area !== mark.areas[0]) return
  // A number as notes have them in print: small, above the line, before the first word.
  const size = 7 * view.scale
  on.save()
  on.font = `bold ${size}px sans-serif`
  const text = String(mark.number)
  const width = on.measureText(text).width + size * 0.6
  const [x, y] = [Math.max(0, first.x - width), Math.max(0, first.y - size * 0.6)]
  on.fillStyle = '#fff'
  on.fillRect(x, y, width, size * 1.3)
  on.strokeStyle = on.fillStyle = '#222'
  on.lineWidth = Math.max(1, view.scale * 0.4)
  on.strokeRect(x, y, width, size * 1.3)
  on.fillText(text, x + size * 0.3, y + size)
  on.restore()
}

function notesOf(marks: readonly Numbered[]): HTMLElement | undefined {
  const noted = marks.filter((m) => m.number !== undefined)
  if (noted.length === 0) return undefined
  const section = document.createElement('section')
  section.className = 'pdf-paper-notes'
  const title = document.createElement('h2')
  title.textContent = 'Notes'
  const list = document.createElement('ol')
  for (const { annotation, areas, number } of noted) {
    const item = document.createElement('li')
    item.value = number ?? 0
    item.dir = 'auto'
    const where = document.createElement('p')
    where.className = 'pdf-paper-where'
    const [area] = areas
    where.textContent = area ? `Page ${area.page}` : 'Without a place on a page'
    const quote = document.createElement('blockquote')
    quote.dir = 'auto'
    quote.textContent = annotation.quote.exact
    const note = document.createElement('div')
    note.dir = 'auto'
    note.append(renderMarkdown(annotation.note))
    item.append(where, quote, note)
    list.append(item)
  }
  section.append(title, list)
  return section
}

/** Its pictures are given back. */
export function clearPaper(paper: HTMLElement): void {
  for (const image of paper.querySelectorAll('img')) URL.revokeObjectURL(image.src)
  paper.remove()
}
