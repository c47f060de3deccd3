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

test('highlights are edited, tagged and grouped on their own page, and linked to', async ({ page }) => {
  const reader = await openArticle(page)
  await reader.highlight('It was a dull list', 'rose')
  await reader.highlight('twelve lamps', 'green')
  await new Shell(page).goTo('Highlights')
  const highlights = new Highlights(page)
  const row = highlights.row('twelve lamps')
  await row.getByRole('button', { name: 'Write a note' }).click()
  await page.getByRole('textbox', { name: 'Note, in Markdown' }).fill('Count *again*.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(row.locator('em')).toHaveText('again')
  await row.getByRole('button', { name: 'Add a tag' }).click()
  await page.keyboard.insertText('lamps/north')
  await page.keyboard.press('Enter')
  await expect(row.getByText('#lamps/north')).toBeVisible()
  await page.keyboard.press('Escape')
  await highlights.groupBy('tag')
  await expect(highlights.headings).toHaveText(['lamps/north', 'Without a tag'])
  await highlights.groupBy('color')
  await expect(highlights.headings).toHaveText(['Green', 'Rose'])
  await highlights.row('dull list').getByRole('checkbox').check()
  await highlights.row('twelve lamps').getByRole('checkbox').check()
  const bar = page.getByRole('toolbar', { name: 'Selected highlights' })
  await expect(bar).toContainText('2 highlights selected')
  await clean(page)
  await bar.getByRole('button', { name: 'Highlight blue' }).click()
  await expect(highlights.headings).toHaveText(['Blue'])
  await new Shell(page).undo()
  await expect(highlights.headings).toHaveText(['Green', 'Rose'])

  const id = await highlights.row('dull list').getAttribute('data-highlight')
  await page.evaluate((to) => (location.hash = `#/highlight/${to}`), id)
  await reader.ready(TITLE)
  await expect.poll(() => page.evaluate(() => CSS.highlights.has('carrel-rose-active'))).toBe(true)
})

test('two highlights are merged, and one is split, by keys', async ({ page }) => {
  const reader = await openArticle(page)
  await reader.highlight('twelve lamps', 'green')
  await reader.writeNote('Twelve.')
  await page.keyboard.press('Escape')
  await reader.highlight('was numbered', 'blue')
  await page.keyboard.press('Escape')
  await reader.selectAcross('The north', 'Nobody knew')
  await page.keyboard.press('Shift+M')
  await expect
    .poll(() => reader.painted('green'))
    .toEqual(['twelve lamps, and every one of them was numbered'])
  await expect.poll(() => reader.painted('blue')).toEqual([])
  await expect(reader.card('Twelve.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await reader.select('every one')
  await page.keyboard.press('Shift+S')
  await expect
    .poll(() => reader.painted('green'))
    .toEqual(expect.arrayContaining(['twelve lamps, and', 'every one', 'of them was numbered']))
  await new Shell(page).undo()
  await expect.poll(() => reader.painted('green')).toHaveLength(1)
})

const ARABIC = ['الكتاب الذي لا حواشي فيه حديث', 'تقرأ أربعين مقالة', 'ولم أفهم العبارة إلا بعد سنوات']
const CHINESE = ['没有批注的书', '所以画线要慢', '多年以后我才明白']
const MIXED =
  '# Lamps elsewhere\n\n' +
  `كتبت معلمتي أن ${ARABIC[0]} لا يتكلم فيه إلا واحد. ${ARABIC[2]}.\n\n` +
  `أول صعوبة هي الكثرة. ${ARABIC[1]} ولا تعرف ما فيها.\n\n` +
  `老师写过：“${CHINESE[0]}，是只有一个人说话的谈话。”${CHINESE[2]}。\n\n${CHINESE[1]}。规矩很简单。\n`

test('Arabic and Chinese, across blocks, by mouse and by keys: the same words after a kill', async ({
  open
}) => {
  const first = await open()
  await new Shell(first.page).ready()
  await new Welcome(first.page).startEmpty()
  const capture = new Capture(first.page)
  await capture.addFiles([{ name: 'mixed.md', mimeType: 'text/markdown', buffer: Buffer.from(MIXED) }])
  await capture.done()
  await new Library(first.page).open('Lamps elsewhere')
  const reader = new Reader(first.page)
  await reader.ready('Lamps elsewhere')
  await reader.highlight(ARABIC[0] ?? '', 'amber', 'mouse')
  await first.page.keyboard.press('Escape')
  await reader.highlight(CHINESE[0] ?? '', 'green', 'mouse')
  await first.page.keyboard.press('Escape')
  // Across blocks by the mouse: from the Arabic paragraph into the Chinese one.
  await reader.selectAcross(ARABIC[1] ?? '', CHINESE[2] ?? '')
  await first.page.keyboard.press('3')
  await expect.poll(() => reader.painted('blue')).toHaveLength(1)
  const across = await reader.painted('blue')
  expect(across[0]).toContain('ولا تعرف')
  expect(across[0]).toContain(CHINESE[0])
  await first.page.keyboard.press('Escape')
  // Across blocks by keys: the last sentence of the third paragraph and the whole of the fourth.
  for (let i = 0; i < 8 && !(await reader.paintedAs('cursor')).join('').includes(CHINESE[1] ?? ''); i++)
    await first.page.keyboard.press('p')
  await first.page.keyboard.press('ArrowRight')
  await first.page.keyboard.press('Shift+ArrowLeft')
  await first.page.keyboard.press('4')
  await expect.poll(() => reader.painted('rose')).toHaveLength(1)
  const keyed = await reader.painted('rose')
  expect(keyed[0]).toContain(CHINESE[1])
  const before = [await reader.painted('amber'), await reader.painted('green'), across, keyed]
  await first.kill()

  const { page } = await open()
  await new Shell(page).ready()
  await new Library(page).open('Lamps elsewhere')
  const again = new Reader(page)
  await again.ready('Lamps elsewhere')
  for (const [i, color] of (['amber', 'green', 'blue', 'rose'] as const).entries())
    await expect.poll(() => again.painted(color)).toEqual(before[i])
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
