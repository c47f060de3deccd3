/** One page on screen: a small picture, the sharp one over it, what is marked, its text, its links. */
import type { Span } from '#shared/domain/page-text'
import type { Book, PageContent, PageLink } from './book'
import { addFigures } from './figures'
import type { Box } from './layout'
import { linesOf, putAt, toBox, toPdf, type Edges, type Rect } from './page-geometry'
import { linkElement } from './page-links'
import type { PdfPage, Viewport } from './pdfjs'

/** Something to paint on a page. */
export interface Mark {
  key: string
  className: string
  rects: readonly Rect[]
  /** Of highlights only. */
  id?: string
  color?: string
}

/** Beyond it the bitmap is stretched. */
const MAX_PIXELS = 16e6

export class PageView {
  readonly number: number
  readonly element = document.createElement('section')
  /** The text layer is there. */
  content: PageContent | undefined
  /** At which scale and rotation the sharp picture was drawn. */
  sharpAt = ''
  figuresShown = false
  private canvas: HTMLCanvasElement | undefined
  private small: HTMLCanvasElement | undefined
  private textDivs: readonly HTMLElement[] = []
  private readonly marksLayer = document.createElement('div')
  private layer: HTMLDivElement | undefined
  private viewport: Viewport | undefined
  private stop: (() => void) | undefined
  private painted = ''
  private readonly measured = new Map<string, Rect[]>()
  private readonly book: Book
  private gone = false

  constructor(book: Book, number: number) {
    this.book = book
    this.number = number
    this.element.className = 'pdf-page'
    this.element.dataset['page'] = String(number)
    this.element.setAttribute('aria-label', `Page ${number}`)
    this.marksLayer.className = 'pdf-marks'
    this.element.append(this.marksLayer)
  }

  get blank(): boolean {
    return !this.canvas && !this.small
  }

  place(box: Box, scale: number, page: PdfPage | undefined, rotation: number): void {
    const { style } = this.element
    style.left = `${box.left}px`
    style.top = `${box.top}px`
    style.width = `${box.width}px`
    style.height = `${box.height}px`
    style.setProperty('--total-scale-factor', String(scale))
    if (page) this.turn(page, scale, rotation)
  }

  private turn(page: PdfPage, scale: number, rotation: number): void {
    const turned = this.viewport && this.viewport.rotation !== (page.rotate + rotation) % 360
    this.viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 })
    if (turned) this.painted = ''
    this.layer?.setAttribute('data-main-rotation', String(this.viewport.rotation))
  }

  showSmall(canvas: HTMLCanvasElement): void {
    if (this.canvas) return
    this.small = canvas
    this.element.prepend(canvas)
  }

  /** Draws it sharply; the old picture stays, stretched, until the new one is ready. */
  async draw(scale: number, rotation: number): Promise<void> {
    const page = await this.book.page(this.number)
    this.turn(page, scale, rotation)
    const viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 })
    const ratio = Math.min(devicePixelRatio, Math.sqrt(MAX_PIXELS / (viewport.width * viewport.height)))
    const canvas = document.createElement('canvas')
    canvas.className = 'pdf-canvas'
    canvas.setAttribute('aria-hidden', 'true')
    canvas.width = Math.max(1, Math.round(viewport.width * ratio))
    canvas.height = Math.max(1, Math.round(viewport.height * ratio))
    const task = page.render({
      canvas,
      viewport: page.getViewport({ scale: scale * ratio, rotation: viewport.rotation })
    })
    this.stop = () => task.cancel()
    await task.promise
    this.stop = undefined
    if (this.gone) {
      release(canvas)
      return
    }
    release(this.canvas)
    this.canvas?.remove()
    this.canvas = canvas
    this.element.prepend(canvas)
    this.small?.remove()
    this.small = undefined
    this.figuresShown = false
    for (const old of this.element.querySelectorAll('.pdf-figure')) old.remove()
  }

  /** Dark mode: photographs and figures as they are, over the inverted page. */
  async keepFigures(): Promise<void> {
    this.figuresShown = true
    if (this.canvas && this.viewport)
      await addFigures(await this.book.page(this.number), this.canvas, this.viewport.rotation)
  }

  /** The text over the picture, so that it can be selected and is heard. */
  async showText(onLink: (link: PageLink) => void): Promise<void> {
    if (this.content) return
    const [content, links, page] = await Promise.all([
      this.book.text(this.number),
      this.book.links(this.number),
      this.book.page(this.number)
    ])
    if (this.gone || this.content) return
    const viewport = this.viewport ?? page.getViewport({ scale: 1 })
    const layer = document.createElement('div')
    layer.className = 'textLayer'
    const text = new this.book.pdfjs.TextLayer({
      textContentSource: content.content,
      container: layer,
      viewport
    })
    await text.render()
    if (this.gone) return
    const end = document.createElement('div')
    end.className = 'pdf-end'
    layer.append(end)
    this.textDivs = text.textDivs
    this.layer = layer
    this.element.append(layer)
    const unit = page.getViewport({ scale: 1, rotation: this.viewport?.rotation ?? page.rotate })
    for (const link of links) this.element.append(linkElement(link, unit, onLink))
    this.content = content
  }

  /** Offset in the page's text of a point of its text layer. */
  offsetOf(node: Node, offset: number): number | undefined {
    const { content, layer } = this
    if (!content || !layer?.contains(node)) return undefined
    const element = node instanceof Text ? node.parentElement : node
    const inside = this.textDivs.findIndex((d) => d === element)
    if (inside >= 0) return (content.page.starts[inside] ?? 0) + (node instanceof Text ? offset : 0)
    // A point between spans: the next one that has text.
    const next = node.childNodes[offset]
    const i = next
      ? this.textDivs.findIndex(
          (d) => d === next || (next.compareDocumentPosition(d) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
        )
      : -1
    return i < 0 ? content.page.text.length : content.page.starts[i]
  }

  /** Rectangles, one a line, of a range of the article's text on this page, in PDF units. */
  rectsOf({ start, end }: Span): Rect[] {
    const { content } = this
    if (!content) return []
    const key = `${start}-${end}`
    const known = this.measured.get(key)
    if (known) return known
    const rects = content.page.toPage(start, end).flatMap((s) => this.rectsOnPage(s))
    this.measured.set(key, rects)
    return rects
  }

  rectsOnPage({ start, end }: Span): Rect[] {
    const range = this.rangeOf(start, end)
    const view = this.viewport
    if (!range || !view) return []
    const box = this.element.getBoundingClientRect()
    return linesOf(range.getClientRects()).map((line) => toPdf(view, box, line))
  }

  /** CSS pixels of the viewport → PDF units. */
  toPdf(edges: Edges): Rect | undefined {
    return this.viewport && toPdf(this.viewport, this.element.getBoundingClientRect(), edges)
  }

  private rangeOf(start: number, end: number): Range | undefined {
    const starts = this.content?.page.starts ?? []
    const point = (offset: number, isEnd: boolean): [Text, number] | undefined => {
      let i = starts.findLastIndex((s) => (isEnd ? s < offset : s <= offset))
      while (i >= 0 && i < starts.length && !(this.textDivs[i]?.firstChild instanceof Text))
        i += isEnd ? -1 : 1
      const node = this.textDivs[i]?.firstChild
      if (!(node instanceof Text)) return undefined
      return [node, Math.min(Math.max(offset - (starts[i] ?? 0), 0), node.length)]
    }
    const [from, to] = [point(start, false), point(end, true)]
    if (!from || !to) return undefined
    const range = document.createRange()
    range.setStart(...from)
    range.setEnd(...to)
    return range
  }

  /** Paints anew only what is different. */
  paint(marks: readonly Mark[]): void {
    const view = this.viewport?.clone({ scale: 1 })
    if (!view) return
    const key = JSON.stringify(marks)
    if (key === this.painted) return
    this.painted = key
    this.marksLayer.replaceChildren(
      ...marks.flatMap((mark) =>
        mark.rects.map((rect) => {
          const el = document.createElement('i')
          el.className = mark.className
          if (mark.id !== undefined) el.dataset['highlight'] = mark.id
          if (mark.color !== undefined) el.dataset['color'] = mark.color
          putAt(el, rect, view)
          return el
        })
      )
    )
  }

  /** The box of a rectangle in the viewport. */
  boxOf(rect: readonly number[]): DOMRect | undefined {
    const view = this.viewport?.clone({ scale: 1 })
    return view && toBox(view, this.element.getBoundingClientRect(), rect)
  }

  /** Gives its bitmap back at once. `keep`: called with the picture before it goes. */
  leave(keep: (sharp: HTMLCanvasElement) => void): void {
    this.gone = true
    this.stop?.()
    if (this.canvas) keep(this.canvas)
    release(this.canvas)
    this.element.remove()
  }
}

function release(canvas: HTMLCanvasElement | undefined): void {
  if (canvas) canvas.width = canvas.height = 0
}
