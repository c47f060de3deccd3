/** Files that other programs made: PDF and MHTML by Chromium, EPUB by hand, Word by Carrel itself. Read, marked, found. */
import { chromium } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { programFor } from './support/found'
import { openClient } from './support/page-transport'

const LINE = {
  pdf: 'A printed page keeps its columns even when nobody looks at them.',
  mhtml: 'An archive of one page is a page that brought its luggage.',
  epub: 'The second chapter begins where the first one lost patience.'
}
const filler = (n: number): string =>
  Array.from(
    { length: n },
    (_, i) => `<p>Paragraph ${i + 1} says little, but says it at its own pace and in order.</p>`
  ).join('')
const page = (title: string, line: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${filler(4)}<p>${line}</p>${filler(4)}</article></body></html>`

/** A PDF and an MHTML file, by a real Chromium. */
async function byChromium(): Promise<{ pdf: Buffer; mhtml: Buffer }> {
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...(process.env as Record<string, string>), ...program.env }
  })
  const tab = await browser.newPage()
  await tab.setContent(page('Printed by a browser', LINE.pdf))
  const pdf = await tab.pdf({ format: 'A4' })
  await tab.setContent(page('Saved as one file', LINE.mhtml))
  const session = await tab.context().newCDPSession(tab)
  const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' })
  await browser.close()
  return { pdf, mhtml: Buffer.from(data) }
}

function epub(): Buffer {
  const chapter = (title: string, body: string): string =>
    `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`
  return Buffer.from(
    zipSync({
      mimetype: [strToU8('application/epub+zip'), { level: 0 }],
      'META-INF/container.xml': strToU8(
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
      ),
      'OEBPS/book.opf': strToU8(
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:isbn:9780306406157</dc:identifier><dc:title>A Book of Two Chapters</dc:title><dc:creator>Nora Feld</dc:creator><dc:language>en</dc:language></metadata><manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
      ),
      'OEBPS/one.xhtml': strToU8(chapter('One', filler(6))),
      'OEBPS/two.xhtml': strToU8(chapter('Two', `<p>${LINE.epub}</p>${filler(6)}`))
    })
  )
}

test('PDF, MHTML, EPUB and Word are added, read, highlighted and found', async ({ carrel }) => {
  test.setTimeout(240_000)
  const tab = carrel.page
  const [capture, library, reader] = [new Capture(tab), new Library(tab), new Reader(tab)]
  const search = new SearchPage(tab)
  const { pdf, mhtml } = await byChromium()
  await new Welcome(tab).startEmpty()
  await capture.addFiles([
    { name: 'printed.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: 'saved.mhtml', mimeType: 'multipart/related', buffer: mhtml },
    { name: 'book.epub', mimeType: 'application/epub+zip', buffer: epub() }
  ])
  await expect(capture.receipts).toHaveCount(3)
  await expect(capture.receipt('best effort')).toHaveCount(1)
  await capture.done()

  for (const [title, line] of [
    ['Printed by a browser', LINE.pdf],
    ['Saved as one file', LINE.mhtml],
    ['A Book of Two Chapters', LINE.epub]
  ] as const) {
    await library.open(title)
    // A PDF opens as its pages.
    if (line === LINE.pdf) await tab.getByRole('radio', { name: 'Text' }).click()
    await reader.ready(title)
    expect(await reader.text()).toContain(line)
    await reader.highlight(line, 'green')
  }
  await expect(library.row('A Book of Two Chapters')).toContainText('Nora Feld')
  await search.search('secnd chaptr lost pacience')
  await expect(search.results.first()).toContainText(LINE.epub)

  await test.step('what Carrel writes for Word, it can read', async () => {
    const client = await openClient(tab)
    const { bytes } = await client['exchange.export']({ scope: { kind: 'all' }, format: 'docx' })
    await new Shell(tab).goTo('Inbox')
    await capture.addFiles([
      {
        name: 'bibliography.docx',
        mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        buffer: Buffer.from(bytes ?? '', 'base64')
      }
    ])
    await expect(capture.receipts).toHaveCount(1)
    await capture.receipts.first().getByRole('button', { name: 'Open' }).click()
    await expect.poll(() => reader.text()).toContain(LINE.mhtml)
  })
})
