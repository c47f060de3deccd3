/** The article on paper, through each host's own means: its text, its highlights, its notes, and nothing of the app. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from './support/fixtures'
import { openMarkdown } from './support/reading'

const BODY = Array.from(
  { length: 90 },
  (_, i) =>
    `Paragraph ${i + 1}. The keeper wrote down which reader took which lamp, and when it was brought back.`
).join('\n\n')

async function wordsOf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const doc = await getDocument({ data: bytes, verbosity: 0 }).promise
  const parts: string[] = []
  for (let n = 1; n <= doc.numPages; n++) {
    const { items } = await (await doc.getPage(n)).getTextContent()
    parts.push(items.map((i) => ('str' in i ? i.str : '')).join(' '))
  }
  return { pages: doc.numPages, text: parts.join(' ').replace(/\s+/g, ' ') }
}

test('the whole article with its margin notes, and nothing else', async ({ carrel }) => {
  const { page, app } = carrel
  const reader = await openMarkdown(page, 'Lamps on paper', BODY)
  await reader.highlight('Paragraph 2', 'amber')
  await reader.writeNote('Printed *beside* it.')
  const pdf = app
    ? Buffer.from(
        await app.evaluate(async ({ BrowserWindow }) => {
          const made = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({
            printBackground: true
          })
          return made?.toString('base64') ?? ''
        }),
        'base64'
      )
    : await page.pdf({ printBackground: true })
  const { pages, text } = await wordsOf(new Uint8Array(pdf))
  expect(pages).toBeGreaterThan(2)
  expect(text).toContain('Lamps on paper')
  expect(text).toContain('Paragraph 90')
  expect(text).toContain('Printed beside it')
  expect(text).not.toContain('Reading lists')
  // The screen is as it was.
  await expect(reader.card('Printed beside it.')).toBeVisible()
  expect(await reader.text()).not.toContain('Printed')
  await expect.poll(() => reader.painted('amber')).toEqual(['Paragraph 2'])
})
