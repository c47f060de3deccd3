/** The article on paper, through each host's own means: its text, its highlights, its notes, and nothing of the app. */
import { expect, test } from './support/fixtures'
import { wordsOf } from './support/pdf-words'
import { openMarkdown } from './support/reading'

const BODY = Array.from(
  { length: 90 },
  (_, i) =>
    `Paragraph ${i + 1}. The keeper wrote down which reader took which lamp, and when it was brought back.`
).join('\n\n')

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
