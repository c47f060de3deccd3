/** Small pictures of pages, shown until the sharp one is ready: so that no page in sight is blank. */
import type { Book } from './book'

const WIDTH = 220
const MOST = 400
/** How far ahead and behind they are made. */
const AHEAD = 12

export class SmallPictures {
  private readonly made = new Map<number, HTMLCanvasElement>()
  private readonly book: Book

  constructor(book: Book) {
    this.book = book
  }

  has(n: number): boolean {
    return this.made.has(n)
  }

  get(n: number): HTMLCanvasElement | undefined {
    return this.made.get(n)
  }

  /** The next page to make one of, ahead before behind. */
  wanted(now: number, direction: 1 | -1, skip: (n: number) => boolean): number | undefined {
    for (let i = 1; i <= AHEAD; i++)
      for (const n of [now + i * direction, now - i * direction])
        if (n >= 1 && n <= this.book.count && !this.made.has(n) && !skip(n)) return n
    return undefined
  }

  /** `rotation`: of the view, in degrees; `near`: the page on screen. Rejects for a page that cannot be drawn. */
  async draw(n: number, rotation: number, near: number): Promise<HTMLCanvasElement> {
    const page = await this.book.page(n)
    const unit = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({
      scale: WIDTH / unit.width,
      rotation: (page.rotate + rotation) % 360
    })
    const canvas = smallCanvas(viewport.width, viewport.height)
    await page.render({ canvas, viewport }).promise
    this.store(n, canvas, near)
    return canvas
  }

  /** From a sharp picture that is about to go. */
  keep(n: number, sharp: HTMLCanvasElement, near: number): void {
    if (this.made.has(n) || sharp.width === 0) return
    const canvas = smallCanvas(WIDTH, (WIDTH * sharp.height) / sharp.width)
    canvas.getContext('2d')?.drawImage(sharp, 0, 0, canvas.width, canvas.height)
    this.store(n, canvas, near)
  }

  private store(n: number, canvas: HTMLCanvasElement, near: number): void {
    this.made.set(n, canvas)
    if (this.made.size <= MOST) return
    const farthest = [...this.made.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near))[0]
    if (farthest !== undefined) this.made.delete(farthest)
  }

  clear(): void {
    this.made.clear()
  }
}

function smallCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'pdf-canvas pdf-small'
  canvas.setAttribute('aria-hidden', 'true')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  return canvas
}
