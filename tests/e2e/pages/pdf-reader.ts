/** The pages of a PDF in the reader. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Color } from './reader'

export class PdfReader {
  readonly page: Page
  readonly pane: Locator
  readonly scroller: Locator
  readonly bar: Locator
  readonly toolbar: Locator

  constructor(page: Page) {
    this.page = page
    this.pane = page.getByRole('main', { name: 'Reader' })
    this.scroller = this.pane.locator('.pdf-scroller')
    this.bar = this.pane.getByRole('toolbar', { name: 'Pages' })
    this.toolbar = page.getByRole('toolbar', { name: 'Selected text' })
  }

  /** Answers once the page that is in sight is drawn sharply and its text lies over it. */
  async ready(number = 1): Promise<void> {
    await expect(this.sheet(number).locator('canvas.pdf-canvas:not(.pdf-small)')).toBeVisible({
      timeout: 30_000
    })
    await expect(this.sheet(number).locator('.textLayer')).toBeAttached({ timeout: 30_000 })
  }

  sheet(number: number): Locator {
    return this.pane.getByRole('region', { name: `Page ${number}`, exact: true })
  }

  /** Drags from the start of one phrase to the end of another. */
  async select(from: string, to = from): Promise<void> {
    const [a, b] = await this.pane.evaluate(
      (el, wanted) => {
        // A line may be cut into pieces, one a font.
        let whole = ''
        const at: [Text, number][] = []
        const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT)
        for (let n = walker.nextNode(); n; n = walker.nextNode()) {
          if (!n.parentElement?.closest('.textLayer')) continue
          for (let i = 0; i < (n as Text).data.length; i++) at.push([n as Text, i])
          whole += (n as Text).data
        }
        return wanted.map((phrase, i) => {
          const start = whole.indexOf(phrase)
          const place = at[i === 0 ? start : start + phrase.length - 1]
          if (start < 0 || !place) return undefined
          const [node, offset] = place
          const range = document.createRange()
          range.setStart(node, offset)
          range.setEnd(node, offset + 1)
          const r = range.getBoundingClientRect()
          const rtl = /[\u0590-\u08ff]/.test(phrase)
          const atStart = (i === 0) !== rtl
          return { x: atStart ? r.left + 0.5 : r.right - 0.5, y: (r.top + r.bottom) / 2 }
        })
      },
      [from, to]
    )
    if (!a || !b) throw new Error(`No page on screen shows “${!a ? from : to}”.`)
    await this.page.mouse.move(a.x, a.y)
    await this.page.mouse.down()
    await this.page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 })
    await this.page.mouse.move(b.x, b.y, { steps: 4 })
    await this.page.mouse.up()
    await expect(this.toolbar).toBeVisible()
  }

  async highlight(color: Color): Promise<void> {
    const before = await this.marks(color).count()
    await this.toolbar.getByRole('button', { name: `Highlight ${color}` }).click()
    await expect(this.marks(color)).toHaveCount(before + 1)
  }

  marks(color: Color): Locator {
    return this.pane.getByRole('button', { name: new RegExp(`^Highlight, ${color}(, has note)?$`) })
  }

  /** The rectangles painted in a colour. */
  painted(color: Color): Locator {
    return this.pane.locator(`.pdf-marks [data-color="${color}"]`)
  }

  async show(mode: 'Pages' | 'Text'): Promise<void> {
    await this.pane.getByRole('radio', { name: mode }).click()
  }
}
