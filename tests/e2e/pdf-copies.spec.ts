/** A PDF's highlights outside the app: over two pages, in a copy that other readers understand, on paper. */
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Library } from './pages/library'
import { PdfReader } from './pages/pdf-reader'
import { Shell } from './pages/shell'
import { expect, test, type Started } from './support/fixtures'
import { openClient } from './support/page-transport'
import { openPdf, printPdf } from './support/pdfs'

const TITLE = 'The Lamps of the North Room'
const HEAD = '<p style="font-size: 12px">The Lamp Quarterly</p>'
const sheet = (number: number, top: string, bottom: string): string =>
  `<section style="display: flex; flex-direction: column; height: 96vh; break-after: page">${HEAD}${top}
   <div style="flex: 1"></div>${bottom}<p style="font-size: 12px">${number}</p></section>`
const filler = (n: number): string =>
  `<p>Entry ${n}. Reader ${n * 7} took lamp ${n} and brought it back before the evening bell rang.</p>`
const BOOK =
  sheet(
    1,
    `<h1>${TITLE}</h1>${filler(1)}${filler(2)}`,
    '<p style="margin: 0">The keeper carried a list in which every single lamp of the house had been num-</p>'
  ) +
  sheet(
    2,
    '<p style="margin: 0">bered by hand, and nobody could say any more who had begun it.</p>' + filler(3),
    filler(4)
  ) +
  sheet(3, filler(5), filler(6))
const OVER = 'carried a list in which every single lamp of the house had been numbered by hand'

/** The bytes of the next file handed to the system. */
async function bytesOf(page: Page, save: () => Promise<void>): Promise<Uint8Array> {
  await page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL)
    const click = HTMLAnchorElement.prototype.click
    let last: Blob | undefined
    URL.createObjectURL = (object) => {
      if (object instanceof Blob) last = object
      return create(object)
    }
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      if (this.download === '') return click.call(this)
      URL.createObjectURL = create
      HTMLAnchorElement.prototype.click = click
      void last?.arrayBuffer().then((buffer) => {
        let text = ''
        for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte)
        document.documentElement.dataset['caught'] = btoa(text)
      })
    }
  })
  await save()
  const caught = page.locator('html[data-caught]')
  await expect(caught).toBeAttached({ timeout: 30_000 })
  return new Uint8Array(Buffer.from((await caught.getAttribute('data-caught')) ?? '', 'base64'))
}

/** As the host prints what is on the page. */
async function onPaper({ page, app }: Started): Promise<Uint8Array> {
  if (!app) return new Uint8Array(await page.pdf({ printBackground: true, preferCSSPageSize: true }))
  const made = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return (
      await window?.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    )?.toString('base64')
  })
  return new Uint8Array(Buffer.from(made ?? '', 'base64'))
}

test('a highlight over two pages, in a copy for other readers, on paper, and after a kill', async ({
  open
}) => {
  test.setTimeout(240_000)
  const pdf = await printPdf(TITLE, BOOK)
  const first = await open()
  const { page } = first
  const reader = await openPdf(page, pdf, TITLE)
  await reader.ready(2)

  await test.step('by mouse', async () => {
    // The end of the one page and the start of the other are in sight.
    await reader.sheet(2).evaluate((el) => {
      const scroller = el.closest('.pdf-scroller')
      if (scroller) scroller.scrollTop = (el as HTMLElement).offsetTop - scroller.clientHeight / 2
    })
    await reader.ready(2)
    await reader.select('carried a list', 'bered by hand')
    await reader.highlight('amber')
    await page.keyboard.press('n')
    const field = page.getByRole('textbox', { name: 'Note, in Markdown' })
    await field.fill('Who? من؟ 谁？')
    await field.press('ControlOrMeta+Enter')
    await expect(field).toBeHidden()
    await page.keyboard.press('Escape')
  })
  await test.step('by keys alone', async () => {
    await reader.scroller.focus()
    await page.keyboard.press('Home')
    for (let i = 0; i < 4; i++) await page.keyboard.press('p')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('3')
    await expect(reader.marks('blue').first()).toBeAttached()
  })
  const client = await openClient(page)
  const all = await client['annotations.list']({})
  const amber = all.find((a) => a.color === 'amber')
  expect(amber?.quote.exact).toBe(OVER)
  expect(amber?.pages?.map((p) => [p.page, p.rects.length > 0])).toEqual([
    [1, true],
    [2, true]
  ])
  const blue = all.find((a) => a.color === 'blue')
  expect(blue?.quote.exact).toBe(
    `The keeper ${OVER}, and nobody could say any more who had begun it.\nEntry 3.`
  )

  await test.step('a copy', async () => {
    const saved = await bytesOf(page, () => page.keyboard.press('ControlOrMeta+s'))
    expect(Buffer.from(saved.subarray(0, pdf.length)).equals(pdf)).toBe(true)
    test
      .info()
      .attachments.push({ name: 'copy.pdf', contentType: 'application/pdf', body: Buffer.from(saved) })
    const doc = await getDocument({ data: saved, verbosity: 0 }).promise
    const found: [number, string][] = []
    for (const n of [1, 2, 3])
      for (const a of (await (await doc.getPage(n)).getAnnotations()) as Record<string, unknown>[])
        if (a['subtype'] === 'Highlight') found.push([n, (a['contentsObj'] as { str: string }).str])
    expect(found.sort()).toEqual([
      [1, ''],
      [1, 'Who? من؟ 谁？'],
      [2, ''],
      [2, '']
    ])
  })

  await test.step('on paper', async () => {
    await page.evaluate(() => {
      window.print = () => (document.documentElement.dataset['printing'] = 'yes')
    })
    await page.keyboard.press('ControlOrMeta+p')
    await expect(page.locator('html[data-printing]')).toBeAttached({ timeout: 60_000 })
    const paper = await onPaper(first)
    test
      .info()
      .attachments.push({ name: 'paper.pdf', contentType: 'application/pdf', body: Buffer.from(paper) })
    const doc = await getDocument({ data: paper, verbosity: 0 }).promise
    expect(doc.numPages).toBe(4)
    const { items } = await (await doc.getPage(4)).getTextContent()
    const text = items.map((i) => ('str' in i ? i.str : '')).join(' ')
    expect(text).toContain('Page 1')
    expect(text).toContain('Who?')
    // The screen is as it was.
    await expect(page.locator('.pdf-paper')).toHaveCount(0)
    await expect(reader.marks('amber').first()).toBeAttached()
  })
  await first.kill()

  const again = await open()
  await new Shell(again.page).ready()
  await new Library(again.page).open(TITLE)
  const later = new PdfReader(again.page)
  await later.ready()
  const quotes = (await (await openClient(again.page))['annotations.list']({})).map((a) => a.quote.exact)
  expect(quotes.sort()).toEqual(all.map((a) => a.quote.exact).sort())
  for (const n of [1, 2])
    await expect(later.sheet(n).locator('[data-color="amber"]').first()).toBeAttached({ timeout: 30_000 })
})
