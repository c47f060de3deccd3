/**
 * The pages of a PDF in a scroller. Only those near the screen exist; one is drawn at a time, the nearest first: a
 * small picture, then the sharp one, then those ahead. A page under way is finished, so that scrolling never starves.
 */
import type { Book, PageLink, Spot } from './book'
import { boxAt, inSight, layoutPages, type Layout, type ViewOptions } from './layout'
import { PageView } from './page-view'
import { SmallPictures } from './small-pictures'

/** Pages kept on each side of the screen. */
const KEEP = 2

export interface PageListEvents {
  /** The pages that exist have changed, or their text has come. */
  onPages(): void
  /** Sizes or zoom have changed. */
  onLayout(layout: Layout): void
  onLink(link: PageLink): void
}

export class PageList {
  layout: Layout
  readonly pages = new Map<number, PageView>()
  /** Pages that hold an end of the selection stay. */
  held: ReadonlySet<number> = new Set()
  /** Fulfilled when the first page stands there, or is known to be damaged. */
  readonly begun: Promise<void>
  private begin: () => void = () => undefined
  private dark = false
  private readonly smalls: SmallPictures
  private readonly failed = new Set<number>()
  private view: ViewOptions
  private frame = 0
  private busy = false
  private closed = false
  private direction: 1 | -1 = 1
  private lastTop = 0
  private readonly stops: (() => void)[] = []
  private readonly book: Book
  private readonly scroller: HTMLElement
  private readonly body: HTMLElement
  private readonly events: PageListEvents

  constructor(
    book: Book,
    scroller: HTMLElement,
    body: HTMLElement,
    view: ViewOptions,
    events: PageListEvents
  ) {
    this.book = book
    this.smalls = new SmallPictures(book)
    this.scroller = scroller
    this.body = body
    this.view = view
    this.events = events
    this.layout = layoutPages(book.sizes, view)
    this.begun = new Promise((done) => (this.begin = done))
    const soon = (): void => {
      cancelAnimationFrame(this.frame)
      this.frame = requestAnimationFrame(() => this.update())
    }
    scroller.addEventListener('scroll', soon, { passive: true })
    this.stops.push(() => scroller.removeEventListener('scroll', soon))
    this.apply()
  }

  /** Where the top of the screen is. */
  place(): Spot {
    const top = this.scroller.scrollTop
    const i = boxAt(this.layout.boxes, top)
    const box = this.layout.boxes[i]
    return { page: i + 1, share: box ? Math.min(1, Math.max(0, (top - box.top) / box.height)) : 0 }
  }

  /** The page that has most of the screen. */
  current(): number {
    return boxAt(this.layout.boxes, this.scroller.scrollTop + this.scroller.clientHeight * 0.4) + 1
  }

  topOf({ page, share }: Spot): number {
    const box = this.layout.boxes[page - 1]
    return box ? box.top + share * box.height : 0
  }

  /** `from`: how many pixels below the top edge it shall stand. */
  show(spot: Spot, from = 0): void {
    this.scroller.scrollTop = Math.max(0, this.topOf(spot) - from)
    this.update()
  }

  setView(view: ViewOptions): void {
    const at = this.place()
    // Small pictures are of one rotation only.
    if (view.rotation !== this.view.rotation) this.smalls.clear()
    this.view = view
    this.layout = layoutPages(this.book.sizes, view)
    this.apply()
    this.show(at)
  }

  setDark(dark: boolean): void {
    this.dark = dark
    this.next()
  }

  get scale(): number {
    return this.layout.scale
  }

  private apply(): void {
    this.body.style.height = `${this.layout.height}px`
    this.body.style.width = `${this.layout.width}px`
    for (const page of this.pages.values()) this.size(page)
    this.events.onLayout(this.layout)
    this.update()
  }

  private size(page: PageView): void {
    const box = this.layout.boxes[page.number - 1]
    if (!box) return
    page.place(box, this.layout.scale, undefined, this.view.rotation)
    void this.book.page(page.number).then((p) => page.place(box, this.layout.scale, p, this.view.rotation))
  }

  update(): void {
    if (this.closed) return
    const { scrollTop, clientHeight } = this.scroller
    if (scrollTop !== this.lastTop) this.direction = scrollTop > this.lastTop ? 1 : -1
    this.lastTop = scrollTop
    const { boxes } = this.layout
    const sight = inSight(boxes, scrollTop, clientHeight)
    const from = Math.max(1, sight.first - KEEP)
    const to = Math.min(boxes.length, sight.last + KEEP)
    let changed = false
    for (const [n, page] of this.pages)
      if ((n < from || n > to) && !this.held.has(n)) {
        page.leave((sharp) => this.smalls.keep(n, sharp, this.current()))
        this.pages.delete(n)
        changed = true
      }
    for (let n = from; n <= to; n++)
      if (!this.pages.has(n)) {
        const page = new PageView(this.book, n)
        this.pages.set(n, page)
        this.size(page)
        // In the order of the document, for those who hear it.
        const after = [...this.pages.values()]
          .filter((p) => p.number > n)
          .sort((a, b) => a.number - b.number)[0]
        this.body.insertBefore(page.element, after?.element ?? this.body.querySelector('[data-after-pages]'))
        const small = this.smalls.get(n)
        if (small) page.showSmall(small)
        changed = true
      }
    if (changed) this.events.onPages()
    this.next()
  }

  private key(): string {
    return `${this.layout.scale} ${this.view.rotation}`
  }

  /** One job after the other, chosen anew each time: what is on screen comes first. */
  private next(): void {
    if (this.busy || this.closed) return
    const job = this.choose()
    if (!job) return
    this.busy = true
    void job().finally(() => {
      this.busy = false
      this.begin()
      // A breath between pages, so that scrolling and typing come through.
      setTimeout(() => this.next(), 0)
    })
  }

  private choose(): (() => Promise<void>) | undefined {
    const now = this.current()
    const near = [...this.pages.values()]
      .filter((p) => !this.failed.has(p.number))
      .sort((a, b) => this.distance(a.number, now) - this.distance(b.number, now))
    const key = this.key()
    const { first, last } = inSight(this.layout.boxes, this.scroller.scrollTop, this.scroller.clientHeight)
    const onScreen = near.filter((p) => p.number >= first && p.number <= last)
    const blank = onScreen.find((p) => p.blank && !this.smalls.has(p.number))
    if (blank && onScreen.length > 1 && onScreen[0] !== blank) return this.smallJob(blank.number)
    for (const page of [...onScreen, ...near]) {
      if (page.sharpAt !== key)
        return this.job(page, async () => {
          await page.draw(this.layout.scale, this.view.rotation)
          page.sharpAt = key
          this.size(page)
        })
      if (!page.content)
        return this.job(page, async () => {
          await page.showText(this.events.onLink)
          this.events.onPages()
        })
      if (this.dark && !page.figuresShown) return this.job(page, () => page.keepFigures())
    }
    const small = this.smalls.wanted(now, this.direction, (n) => this.pages.has(n) || this.failed.has(n))
    return small === undefined ? undefined : this.smallJob(small)
  }

  private distance(n: number, now: number): number {
    // Ahead is a little nearer than behind.
    return Math.abs(n - now) - ((n - now) * this.direction > 0 ? 0.5 : 0)
  }

  private job(page: PageView, work: () => Promise<void>): () => Promise<void> {
    return async () => {
      try {
        await work()
      } catch (error) {
        // Cancelled because it left: it is drawn when it comes again. Anything else is a page that cannot be drawn.
        if (this.pages.get(page.number) !== page || this.closed) return
        if ((error as Error).name === 'RenderingCancelledException') return
        this.failed.add(page.number)
        page.element.append(brokenNote(page.number))
      }
    }
  }

  private smallJob(n: number): () => Promise<void> {
    return async () => {
      try {
        const canvas = await this.smalls.draw(n, this.view.rotation, this.current())
        this.pages.get(n)?.showSmall(canvas)
      } catch {
        // The sharp one will say what is wrong with it.
        this.failed.add(n)
      }
    }
  }

  close(): void {
    this.closed = true
    cancelAnimationFrame(this.frame)
    for (const stop of this.stops) stop()
    for (const page of this.pages.values()) page.leave(() => undefined)
    this.pages.clear()
    this.smalls.clear()
  }
}

function brokenNote(number: number): HTMLElement {
  const note = document.createElement('p')
  note.className = 'pdf-broken'
  note.textContent = `Page ${number} is damaged and cannot be shown.`
  return note
}
