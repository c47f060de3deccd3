/** Reading, highlighting and noting on both hosts, by mouse and by keys alone. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Highlights } from './pages/highlights'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const TITLE = 'The Lamps of the North Room'
const FIRST =
  'The north room had twelve lamps, and every one of them was numbered. Nobody knew who had numbered them.'
const SECOND =
  'In the winter of that year the keeper wrote down which reader took which lamp. It was a dull list.'
const REST = Array.from(
  { length: 40 },
  (_, i) => `Entry ${i + 1}. Reader ${i * 7} took lamp ${(i % 12) + 1} and brought it back before the bell.`
)
const MARKDOWN = `# ${TITLE}\n\n${FIRST}\n\n${SECOND}\n\n## The list\n\n${REST.join('\n\n')}\n\n## The end\n\nThe café closed.\n`

async function openArticle(page: Page): Promise<Reader> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles([{ name: 'lamps.md', mimeType: 'text/markdown', buffer: Buffer.from(MARKDOWN) }])
  await capture.done()
  await new Library(page).open(TITLE)
  const reader = new Reader(page)
  await reader.ready(TITLE)
  return reader
}

/** In one page: Electron opens no second one for the results. */
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
}

test('a highlight and its note come back at the same words after a kill', async ({ open }) => {
  const first = await open()
  const reader = await openArticle(first.page)
  await reader.highlight('every one of them was numbered', 'amber', 'mouse')
  await reader.writeNote('By *whom*?')
  await reader.highlight('the keeper wrote down', 'blue')
  await reader.writeArticleNote('For chapter 2.')
  await first.kill()

  const { page } = await open()
  await new Shell(page).ready()
  await new Library(page).open(TITLE)
  const again = new Reader(page)
  await again.ready(TITLE)
  await expect.poll(() => again.painted('amber')).toEqual(['every one of them was numbered'])
  await expect.poll(() => again.painted('blue')).toEqual(['the keeper wrote down'])
  await expect(again.card('By whom?')).toBeVisible()
  await expect(again.margin.getByText('For chapter 2.')).toBeVisible()
  await expect(again.marks('amber')).toHaveAccessibleName('Highlight, amber, has note')
})

test('highlighting, noting, recolouring, deleting and undoing by keys alone', async ({ page }) => {
  const reader = await openArticle(page)
  await page.keyboard.press('p')
  await expect.poll(() => reader.paintedAs('cursor')).toHaveLength(1)
  await page.keyboard.press('ArrowRight')
  const [sentence] = await reader.paintedAs('cursor')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('2')
  await expect.poll(async () => (await reader.painted('green'))[0]?.startsWith(sentence ?? '?')).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => reader.paintedAs('cursor')).toEqual([])
  await page.keyboard.press('4')
  await expect.poll(() => reader.painted('rose')).toHaveLength(1)
  await reader.writeNote('Counted twice.')
  await expect(reader.card('Counted twice.')).toBeVisible()
  await expect(reader.marks('rose')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect.poll(() => reader.painted('rose')).toEqual([])
  await new Shell(page).undo()
  await expect.poll(() => reader.painted('rose')).toHaveLength(1)
  await expect(reader.card('Counted twice.')).toBeVisible()
})

test('find, contents, headings and the remembered place', async ({ page }) => {
  const reader = await openArticle(page)
  await reader.find('CAFE')
  await expect(reader.findBar).toContainText('1 of 1')
  await expect.poll(() => reader.paintedAs('find-now')).toEqual(['café'])
  await page.keyboard.press('Escape')
  await expect(reader.findBar).toBeHidden()
  expect(await reader.scrollTop()).toBeGreaterThan(300)

  const contents = await reader.openPanel('Contents')
  await contents.getByRole('button', { name: 'The list' }).click()
  await expect(contents).toBeHidden()
  await page.keyboard.press('}')
  await expect.poll(() => reader.scrollTop()).toBeGreaterThan(800)
  await page.keyboard.press('{')
  const there = await reader.scrollTop()
  await page.waitForTimeout(1500)
  await page.reload()
  await new Shell(page).ready()
  await new Library(page).open(TITLE)
  await reader.ready(TITLE)
  await expect.poll(async () => Math.abs((await reader.scrollTop()) - there)).toBeLessThan(40)
})

test('the page of highlights leads back to the passage', async ({ page }) => {
  const reader = await openArticle(page)
  await reader.highlight('It was a dull list', 'rose')
  await reader.highlight('twelve lamps', 'green')
  await new Shell(page).goTo('Highlights')
  const highlights = new Highlights(page)
  await expect(highlights.count).toHaveText('2 highlights')
  await clean(page)
  await highlights.toggleColor('rose')
  await expect(highlights.count).toHaveText('1 highlight')
  await highlights.copyWithCitation('dull list')
  await expect(new Shell(page).toast('Copied with its citation').first()).toBeVisible()
  await highlights.open('It was a dull list')
  await reader.ready(TITLE)
  await expect.poll(() => page.evaluate(() => CSS.highlights.has('carrel-rose-active'))).toBe(true)
})

test('axe finds nothing in the reader, in any theme and panel', async ({ page }) => {
  const reader = await openArticle(page)
  await reader.highlight('every one of them was numbered', 'amber')
  await reader.writeNote('By *whom*?')
  for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
    await new Shell(page).setTheme(theme)
    expect(await reader.paint('amber-active')).not.toMatch(/^$|rgba\(0, 0, 0, 0\)/)
    await clean(page)
  }
  const look = await reader.openPanel('Appearance')
  await clean(page)
  await look.getByRole('radio', { name: 'Sans' }).click()
  await page.keyboard.press('Escape')
  await reader.select('Nobody knew')
  await clean(page)
  await page.keyboard.press('Escape')
  await expect(reader.toolbar).toBeHidden()
  await reader.find('lamp')
  await clean(page)
})
