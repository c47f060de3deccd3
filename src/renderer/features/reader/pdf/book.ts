/** An open PDF with the text of its article: sizes, texts, contents and links of its pages. */
import { canonical, type Canonical } from '#shared/domain/canonical'
import { PageStarts, readPage, type PageText, type Span } from '#shared/domain/page-text'
import { readingItems } from '#shared/domain/pdf-items'
import { sanitiseArticle } from '../article/sanitise'
import { TextMap } from '../article/text-map'
import type { PageSize } from './layout'
import type { OpenedPdf, PdfDocument, PdfLibrary, PdfPage, TextContent } from './pdfjs'

export interface Entry {
  level: number
  title: string
  /** Its number in the list. */
  offset: number
  dest: unknown
}
export interface PageLink {
  /** Left, bottom, right, top in PDF units. */
  rect: [number, number, number, number]
  url?: string
  dest?: unknown
}
export interface PageContent {
  content: TextContent
  page: PageText
}
export interface Spot {
  page: number
  /** How far down the page, 0 to 1. */
  share: number
}

/** The article's text and where each page begins in it. */
export interface BookText {
  readonly map: TextMap
  readonly starts: PageStarts
}

export function readBookText(html: string): BookText {
  const body = document.createElement('div')
  body.append(sanitiseArticle(html))
  const map = new TextMap(body)
  const begins = [...body.querySelectorAll('[id^="s-page-"]')].flatMap((a) => {
    const page = Number(/^s-page-(\d+)$/.exec(a.id)?.[1] ?? NaN)
    return Number.isInteger(page) ? [{ page, at: map.startOf(a) }] : []
  })
  return { map, starts: new PageStarts(begins, map.text.length) }
}

export class Book implements BookText {
  readonly pdfjs: PdfLibrary
  readonly pdf: PdfDocument
  readonly map: TextMap
  readonly starts: PageStarts
  readonly sizes: PageSize[]
  private folded: Canonical | undefined
  private readonly texts = new Map<number, Promise<PageContent>>()

  constructor(opened: OpenedPdf, { map, starts }: BookText) {
    this.pdfjs = opened.pdfjs
    this.pdf = opened.pdf
    this.map = map
    this.starts = starts
    this.sizes = Array.from({ length: this.pdf.numPages }, () => opened.firstPage)
  }

  get count(): number {
    return this.pdf.numPages
  }

  /** Reads the true size of every page; answers whether one differs from the first's. */
  async measure(): Promise<boolean> {
    let differs = false
    for (let n = 1; n <= this.count; n++) {
      const old = this.sizes[n - 1]
      const { width, height } = (await this.pdf.getPage(n)).getViewport({ scale: 1 })
      if (old && (Math.abs(old.width - width) > 0.5 || Math.abs(old.height - height) > 0.5)) {
        this.sizes[n - 1] = { width, height }
        differs = true
      }
    }
    return differs
  }

  page(n: number): Promise<PdfPage> {
    return this.pdf.getPage(n)
  }

  /** The text of a page and its place in the article; kept. */
  text(n: number): Promise<PageContent> {
    let made = this.texts.get(n)
    if (!made) {
      made = this.readText(n)
      this.texts.set(n, made)
    }
    return made
  }

  private async readText(n: number): Promise<PageContent> {
    const page = await this.pdf.getPage(n)
    const content = await page.getTextContent()
    // Marked-content items hold no text and no element.
    const items = readingItems(
      content.items.filter((i): i is Extract<typeof i, { str: string }> => 'str' in i)
    )
    this.folded ??= canonical(this.map.text)
    return {
      content: { ...content, items },
      page: readPage(items, this.folded, this.starts.windowOf(n))
    }
  }

  /** The page, and the height on it, where a range of the article's text begins. */
  async find({ start, end }: Span): Promise<Spot | undefined> {
    const from = this.starts.pageAt(start)
    // A block may run over some pages; a note stands before it in the file.
    const near = [from, from + 1, from + 2, from - 1, from + 3]
    for (const n of near) {
      if (n < 1 || n > this.count) continue
      const { content, page } = await this.text(n)
      const place = page.toPage(start, Math.max(end, start + 1))[0]
      if (!place) continue
      const item = content.items[page.starts.findLastIndex((s) => s <= place.start)]
      const pdfPage = await this.pdf.getPage(n)
      const view = pdfPage.getViewport({ scale: 1 })
      const transform: unknown[] = item && 'transform' in item ? item.transform : []
      const [x, y] = [Number(transform[4] ?? 0), Number(transform[5] ?? 0)]
      const point = view.convertToViewportPoint(x, y) as number[]
      return { page: n, share: Math.min(1, Math.max(0, ((point[1] ?? 0) - 14) / view.height)) }
    }
    return undefined
  }

  /** About where a range begins, without reading a page. */
  guess(offset: number): Spot {
    const page = Math.min(this.count, this.starts.pageAt(offset))
    const { start, end } = { start: this.starts.startOf(page), end: this.starts.startOf(page + 1) }
    const share = end > start ? Math.min(0.95, Math.max(0, (offset - start) / (end - start))) : 0
    return { page, share }
  }

  async contents(): Promise<Entry[]> {
    const out: Entry[] = []
    type Item = NonNullable<Awaited<ReturnType<PdfDocument['getOutline']>>>[number]
    const walk = (items: readonly Item[], level: number): void => {
      for (const item of items) {
        if (out.length >= 5000 || level > 12) return
        const title = item.title.replace(/\s+/g, ' ').trim()
        if (title !== '') out.push({ level, title: title.slice(0, 300), offset: out.length, dest: item.dest })
        walk(item.items as Item[], level + 1)
      }
    }
    walk((await this.pdf.getOutline()) ?? [], 1)
    return out
  }

  /** Where a destination of the file leads. */
  async spot(dest: unknown): Promise<Spot | undefined> {
    const explicit = typeof dest === 'string' ? await this.pdf.getDestination(dest) : dest
    if (!Array.isArray(explicit)) return undefined
    const [ref, , ...at] = explicit as unknown[]
    let index: number
    try {
      index =
        typeof ref === 'number'
          ? ref
          : await this.pdf.getPageIndex(ref as Parameters<PdfDocument['getPageIndex']>[0])
    } catch {
      // A link to a page that is not there leads nowhere.
      return undefined
    }
    const page = index + 1
    if (page < 1 || page > this.count) return undefined
    const view = (await this.pdf.getPage(page)).getViewport({ scale: 1 })
    const name = (explicit as { name?: unknown }[])[1]?.name
    const y = name === 'XYZ' ? at[1] : name === 'FitH' || name === 'FitBH' ? at[0] : undefined
    const point = typeof y === 'number' ? (view.convertToViewportPoint(0, y) as number[]) : [0, 0]
    return { page, share: Math.min(1, Math.max(0, (point[1] ?? 0) / view.height)) }
  }

  async links(n: number): Promise<PageLink[]> {
    const all = (await (await this.pdf.getPage(n)).getAnnotations()) as Record<string, unknown>[]
    return all.flatMap((a): PageLink[] => {
      const rect = a['rect']
      if (a['subtype'] !== 'Link' || !Array.isArray(rect) || rect.length !== 4) return []
      const box = rect.map(Number) as PageLink['rect']
      const url = a['url']
      if (typeof url === 'string' && /^(?:https?|mailto):/i.test(url)) return [{ rect: box, url }]
      return a['dest'] === undefined || a['dest'] === null ? [] : [{ rect: box, dest: a['dest'] }]
    })
  }
}
