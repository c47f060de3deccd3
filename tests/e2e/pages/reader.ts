/** The reading pane: an article, its highlights, its margin, by mouse and by keys. */
import { expect, type Locator, type Page } from '@playwright/test'

export type Color = 'amber' | 'green' | 'blue' | 'rose'
const KEYS: Record<Color, string> = { amber: '1', green: '2', blue: '3', rose: '4' }

export class Reader {
  readonly page: Page
  readonly pane: Locator
  readonly scroller: Locator
  readonly title: Locator
  readonly margin: Locator
  readonly toolbar: Locator
  readonly findBar: Locator

  constructor(page: Page) {
    this.page = page
    this.pane = page.getByRole('main', { name: 'Reader' })
    this.scroller = this.pane.locator('[role=region][tabindex="0"]').first()
    this.title = this.pane.getByRole('heading', { level: 1 }).first()
    this.margin = this.pane.getByRole('complementary', { name: 'Notes' })
    this.toolbar = page.getByRole('toolbar', { name: 'Selected text' })
    this.findBar = page.getByRole('search', { name: 'Find in this article' })
  }

  /** Answers once the article's text is on screen. */
  async ready(title: string): Promise<void> {
    await expect(this.title).toHaveText(title)
    await expect.poll(() => this.text()).not.toBe('')
  }

  /** The article's words as they are shown. */
  text(): Promise<string> {
    return this.scroller.evaluate((el) => {
      const host = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)
      return host?.shadowRoot?.querySelector('.body')?.textContent ?? ''
    })
  }

  /** How many pictures the article has; answers once each, scrolled to, is really drawn. */
  async picturesDrawn(): Promise<number> {
    const images = await this.scroller.locator('.body img').all()
    for (const image of images) {
      await image.scrollIntoViewIfNeeded()
      await expect(image).toHaveJSProperty('complete', true)
      expect(await image.evaluate((i: HTMLImageElement) => i.naturalWidth)).toBeGreaterThan(1)
    }
    return images.length
  }

  /** Drags from the start of one phrase to the end of another. */
  async selectAcross(from: string, to: string): Promise<void> {
    const points = await this.scroller.evaluate(
      (el, wanted) => {
        const root = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot
        return wanted.map((phrase, i) => {
          const walker = root && document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
          for (let n = walker?.nextNode(); n; n = walker?.nextNode()) {
            const at = (n as Text).data.indexOf(phrase)
            if (at < 0) continue
            const range = document.createRange()
            range.setStart(n, i === 0 ? at : at + phrase.length - 1)
            range.setEnd(n, i === 0 ? at + 1 : at + phrase.length)
            const r = range.getBoundingClientRect()
            return { x: (r.left + r.right) / 2, y: (r.top + r.bottom) / 2 }
          }
          return { x: 0, y: 0 }
        })
      },
      [from, to]
    )
    const [a, b] = points
    if (!a || !b) throw new Error('Nowhere to drag.')
    await this.page.mouse.move(a.x, a.y)
    await this.page.mouse.down()
    await this.page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2)
    await this.page.mouse.move(b.x, b.y)
    await this.page.mouse.up()
    await expect(this.toolbar).toBeVisible()
  }

  /** Selects a phrase that stands in one text node, the way a drag does. */
  async select(phrase: string): Promise<void> {
    const box = await this.scroller.evaluate((el, wanted) => {
      const root = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot
      const walker = root && document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let n = walker?.nextNode(); n; n = walker?.nextNode()) {
        const at = (n as Text).data.indexOf(wanted)
        if (at < 0) continue
        n.parentElement?.scrollIntoView({ block: 'center' })
        const range = document.createRange()
        range.setStart(n, at)
        range.setEnd(n, at + wanted.length)
        const rects = [...range.getClientRects()].filter((r) => r.width > 0)
        const first = rects[0]
        const last = rects.at(-1)
        if (!first || !last) return undefined
        return {
          from: { x: first.left + 0.5, y: (first.top + first.bottom) / 2 },
          to: { x: last.right - 0.5, y: (last.top + last.bottom) / 2 }
        }
      }
      return undefined
    }, phrase)
    if (!box) throw new Error(`The article does not show “${phrase}” in one piece.`)
    await this.page.mouse.move(box.from.x, box.from.y)
    await this.page.mouse.down()
    await this.page.mouse.move((box.from.x + box.to.x) / 2, (box.from.y + box.to.y) / 2)
    await this.page.mouse.move(box.to.x, box.to.y)
    await this.page.mouse.up()
    await expect(this.toolbar).toBeVisible()
  }

  /** Highlights a phrase; resolves once it is saved. */
  async highlight(phrase: string, color: Color, how: 'key' | 'mouse' = 'key'): Promise<void> {
    const before = await this.marks(color).count()
    await this.select(phrase)
    if (how === 'key') await this.page.keyboard.press(KEYS[color])
    else await this.toolbar.getByRole('button', { name: `Highlight ${color}` }).click()
    await expect(this.marks(color)).toHaveCount(before + 1)
    await expect.poll(() => this.painted(color)).toContain(phrase)
  }

  /** Writes the note of the active highlight. */
  async writeNote(text: string): Promise<void> {
    await this.page.keyboard.press('n')
    const field = this.page.getByRole('textbox', { name: 'Note, in Markdown' })
    await field.fill(text)
    await field.press('ControlOrMeta+Enter')
    await expect(field).toBeHidden()
  }

  /** The hidden buttons at the starts of highlights. */
  marks(color?: Color): Locator {
    return this.pane.getByRole('button', {
      name: new RegExp(`^Highlight, ${color ?? '(amber|green|blue|rose)'}(, has note)?$`)
    })
  }

  /** The words painted in a colour (with and without notes, active or not). */
  painted(color: Color): Promise<string[]> {
    return this.page.evaluate(
      (c) =>
        ['', '-note', '-active'].flatMap((kind) =>
          [...(CSS.highlights.get(`carrel-${c}${kind}`) ?? [])].map((r) =>
            (r as Range).toString().replace(/\s+/g, ' ').replaceAll('\u00ad', '')
          )
        ),
      color
    )
  }

  /** What is painted under a name: `cursor`, `find`, `find-now`, `lit-1`. */
  paintedAs(name: string): Promise<string[]> {
    return this.page.evaluate(
      (n) => [...(CSS.highlights.get(`carrel-${n}`) ?? [])].map((r) => (r as Range).toString()),
      name
    )
  }

  /** The colour that passages painted under a name have. */
  paint(name: string): Promise<string> {
    return this.scroller.evaluate((el, n) => {
      const body = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot?.querySelector('p')
      return body ? getComputedStyle(body, `::highlight(carrel-${n})`).backgroundColor : ''
    }, name)
  }

  card(text: string | RegExp): Locator {
    return this.page.getByRole('article').filter({ hasText: text })
  }

  /** The article's own note, at the top of the margin. */
  async writeArticleNote(text: string): Promise<void> {
    await this.margin.getByRole('button', { name: /^(Note on this article…|Edit the note)$/ }).click()
    const field = this.page.getByRole('textbox', { name: 'Note on this article, in Markdown' })
    await field.fill(text)
    await field.press('ControlOrMeta+Enter')
    await expect(this.margin.getByText('Saved', { exact: true })).toBeVisible()
  }

  async find(text: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+f')
    await this.findBar.getByRole('textbox').fill(text)
  }

  async openPanel(name: 'Contents' | 'Appearance'): Promise<Locator> {
    await this.pane.getByRole('button', { name, exact: true }).click()
    return this.page.getByRole('dialog', { name })
  }

  /** The first words below the bar: those of the paragraph whose lower edge is below the top. */
  firstLine(): Promise<string> {
    return this.scroller.evaluate((el) => {
      const root = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot
      const top = el.getBoundingClientRect().top + 20
      const first = [...(root?.querySelectorAll('p') ?? [])].find(
        (p) => p.getBoundingClientRect().bottom > top
      )
      return first?.textContent.slice(0, 12) ?? ''
    })
  }

  async scrollTo(top: number): Promise<void> {
    await this.scroller.evaluate((el, y) => el.scrollTo(0, y), top)
  }

  /** Brings a phrase (in one text node) to a height below the bar, and answers where it stands. */
  async bring(phrase: string, below = 360): Promise<{ x: number; y: number }> {
    const at = await this.scroller.evaluate(
      (el, wanted) => {
        const root = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot
        const walker = root && document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        for (let n = walker?.nextNode(); n; n = walker?.nextNode()) {
          const start = (n as Text).data.indexOf(wanted.phrase)
          if (start < 0) continue
          const range = document.createRange()
          range.setStart(n, start)
          range.setEnd(n, start + wanted.phrase.length)
          el.scrollBy(
            0,
            (range.getClientRects()[0]?.top ?? 0) - el.getBoundingClientRect().top - wanted.below
          )
          const rect = range.getBoundingClientRect()
          const [line = rect] = range.getClientRects()
          return { x: line.left + Math.min(30, line.width / 2), y: (line.top + line.bottom) / 2 }
        }
        return undefined
      },
      { phrase, below }
    )
    if (!at) throw new Error(`The article does not show “${phrase}” in one piece.`)
    return at
  }

  /** Clicks the highlight that begins with the phrase. */
  async activate(phrase: string, below?: number): Promise<void> {
    const { x, y } = await this.bring(phrase, below)
    await this.page.mouse.click(x, y)
  }

  scrollTop(): Promise<number> {
    return this.scroller.evaluate((el) => el.scrollTop)
  }
}
