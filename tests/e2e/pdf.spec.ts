/** PDFs as pages: marked by mouse and by keys, in three scripts, found in, the same words after a kill. */
import { spawnSync } from 'node:child_process'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Library } from './pages/library'
import { PdfReader } from './pages/pdf-reader'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { openClient } from './support/page-transport'
import { openPdf, printPdf, scan } from './support/pdfs'

const TITLE = 'The Lamps of the North Room'
const ENGLISH = 'The north room had twelve lamps, and every one of them was numbered.'
const SECOND = 'In the winter of that year the keeper wrote down which reader took which lamp.'
const ARABIC = 'كان في الغرفة الشمالية اثنا عشر مصباحا، وكان كل مصباح منها مرقما.'
const CHINESE = '北屋有十二盏灯，每一盏都编了号，却没有人知道是谁编的。'
const REST = Array.from(
  { length: 60 },
  (_, i) =>
    `<p>Entry ${i + 1}. Reader ${i * 7} took lamp ${(i % 12) + 1} and brought it back before the bell.</p>`
).join('')

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
}

test('highlights on pages, by mouse and by keys, are the same words after a kill', async ({ open }) => {
  test.setTimeout(240_000)
  const pdf = await printPdf(
    TITLE,
    `<h1>${TITLE}</h1><p>${ENGLISH}</p><p>${SECOND}</p><h2>The list</h2>${REST}`
  )
  const first = await open()
  const reader = await openPdf(first.page, pdf, TITLE)
  await reader.select('every one of them')
  await reader.highlight('amber')
  await first.page.keyboard.press('Escape')
  await reader.select('had twelve lamps', 'the keeper wrote')
  await reader.highlight('blue')
  await first.page.keyboard.press('Escape')
  await first.page.keyboard.press('Escape')

  await test.step('by keys alone', async () => {
    await reader.scroller.focus()
    await first.page.keyboard.press('p')
    await first.page.keyboard.press('p')
    await expect(reader.pane.locator('.pdf-cursor').first()).toBeVisible()
    await first.page.keyboard.press('4')
    await expect(reader.marks('rose')).toHaveCount(1)
    await first.page.keyboard.press('n')
    const field = first.page.getByRole('textbox', { name: 'Note, in Markdown' })
    await field.fill('Numbered by *whom*?')
    await field.press('ControlOrMeta+Enter')
    await expect(field).toBeHidden()
  })
  const client = await openClient(first.page)
  const quotes = (await client['annotations.list']({})).map((a) => a.quote.exact).sort()
  expect(quotes).toContain('every one of them')
  expect(quotes.some((q) => q.startsWith('had twelve lamps') && q.endsWith('the keeper wrote'))).toBe(true)
  expect(quotes).toContain(ENGLISH)
  await first.kill()

  const { page } = await open()
  await new Shell(page).ready()
  await new Library(page).open(TITLE)
  const again = new PdfReader(page)
  await again.ready()
  for (const color of ['amber', 'blue'] as const) await expect(again.marks(color)).toHaveCount(1)
  await expect(again.marks('rose')).toHaveCount(1)
  const stored = await (await openClient(page))['annotations.list']({})
  expect(stored.map((a) => a.quote.exact).sort()).toEqual(quotes)
  await test.step('the same highlights in the text', async () => {
    await again.show('Text')
    const text = new Reader(page)
    await expect.poll(() => text.painted('amber')).toEqual(['every one of them'])
    await text.highlight('which reader took which lamp', 'green')
    await again.show('Pages')
    await again.ready()
    await expect(again.marks('green')).toHaveCount(1)
  })
})

/** Whether this machine can print a language; where fontconfig cannot be asked, the system has its own fonts. */
function hasFont(lang: string): boolean {
  const asked = spawnSync('fc-list', [`:lang=${lang}`, 'family'], { encoding: 'utf8' })
  return asked.error !== undefined || asked.stdout.trim() !== ''
}

test('highlights in Arabic and Chinese are the same words after a kill', async ({ open }) => {
  test.setTimeout(240_000)
  test.skip(!hasFont('ar') || !hasFont('zh'), 'no font with Arabic and Chinese letters to print the PDF with')
  const pdf = await printPdf(
    TITLE,
    `<h1>${TITLE}</h1><p>${ENGLISH}</p><p lang="ar" dir="rtl">${ARABIC}</p><p lang="zh">${CHINESE}</p>`
  )
  const first = await open()
  const reader = await openPdf(first.page, pdf, TITLE)
  await reader.select('每一盏都编了号')
  await reader.highlight('green')
  await first.page.keyboard.press('Escape')
  await reader.select('الغرفة الشمالية')
  await reader.highlight('rose')
  await first.page.keyboard.press('Escape')
  await test.step('by keys alone', async () => {
    await reader.scroller.focus()
    const said = first.page.locator('[role=status]').first()
    for (const [phrase, key] of [
      [TITLE, undefined],
      [ENGLISH, undefined],
      [ARABIC, '1'],
      [CHINESE, '3']
    ] as const) {
      await first.page.keyboard.press('p')
      await expect(said).toContainText(phrase)
      if (key === undefined) continue
      await expect(reader.pane.locator('.pdf-cursor').first()).toBeVisible()
      await first.page.keyboard.press(key)
      // Said once it is saved; said later, it would drown the next paragraph.
      await expect(said).toContainText('Highlighted')
    }
    await expect(reader.marks('amber')).toHaveCount(1)
    await expect(reader.marks('blue')).toHaveCount(1)
  })
  const quotes = (await (await openClient(first.page))['annotations.list']({})).map((a) => a.quote.exact)
  expect(quotes.sort()).toEqual([ARABIC, CHINESE, 'الغرفة الشمالية', '每一盏都编了号'].sort())
  await first.kill()

  const { page } = await open()
  await new Shell(page).ready()
  await new Library(page).open(TITLE)
  const again = new PdfReader(page)
  await again.ready()
  await expect(again.marks('green')).toHaveCount(1)
  await expect(again.marks('rose')).toHaveCount(1)
  await expect(again.marks('amber')).toHaveCount(1)
  await expect(again.marks('blue')).toHaveCount(1)
  await again.show('Text')
  const text = new Reader(page)
  await expect.poll(() => text.painted('amber')).toEqual([ARABIC])
  await expect.poll(() => text.painted('blue')).toEqual([CHINESE])
  await expect.poll(() => text.painted('green')).toEqual(['每一盏都编了号'])
  await expect.poll(() => text.painted('rose')).toEqual(['الغرفة الشمالية'])
})

test('find, page numbers, zoom, a part of a page, and no barrier', async ({ page }) => {
  test.setTimeout(240_000)
  const reader = await openPdf(
    page,
    await printPdf(TITLE, `<h1>${TITLE}</h1><p>${ENGLISH}</p>${REST}`),
    TITLE
  )
  await clean(page)
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByRole('search', { name: 'Find in this article' }).getByRole('textbox').fill('LAMP 12')
  await expect(page.getByText(/^1 of 5$/)).toBeVisible()
  await expect(reader.pane.locator('.pdf-found-now').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await reader.bar.getByRole('textbox', { name: /^Page, of/ }).fill('3')
  await page.keyboard.press('Enter')
  await reader.ready(3)
  await reader.scroller.focus()
  await page.keyboard.press('=')
  await reader.ready(3)
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('3')
  await expect(reader.painted('blue')).toHaveCount(1)
  const [part] = await (await openClient(page))['annotations.list']({})
  expect(part?.region).toBe(true)
  expect(part?.pages?.[0]?.page).toBe(3)
  await clean(page)
  await page.keyboard.press('Shift+D')
  await page.keyboard.press('Shift+D')
  await clean(page)
})

test('fifty scanned pages scroll without a blank frame', async ({ page }) => {
  test.setTimeout(300_000)
  const reader = await openPdf(page, await scan(50), 'A Scanned Ledger')
  await page.waitForTimeout(1500)
  /** Frames in which a page that is in sight shows no picture, small or sharp. */
  const watch = (how: 'reading' | 'pages'): Promise<{ frames: number; blank: number }> =>
    reader.scroller.evaluate(async (el, by) => {
      let [frames, blank] = [0, 0]
      const until = performance.now() + 8000
      let turned = 0
      while (performance.now() < until) {
        await new Promise(requestAnimationFrame)
        frames++
        if (by === 'reading') el.scrollTop += 4
        else if (performance.now() - turned > 700) {
          turned = performance.now()
          el.scrollTop += (el.querySelector('.pdf-page')?.clientHeight ?? 800) + 14
        }
        const box = el.getBoundingClientRect()
        for (const sheet of el.querySelectorAll('.pdf-page')) {
          const r = sheet.getBoundingClientRect()
          if (r.bottom > box.top + 4 && r.top < box.bottom - 4 && !sheet.querySelector('canvas')) {
            blank++
            break
          }
        }
      }
      return { frames, blank }
    }, how)
  const reading = await watch('reading')
  const turning = await watch('pages')
  test.info().annotations.push({ type: 'frames', description: JSON.stringify({ reading, turning }) })
  expect(reading.frames).toBeGreaterThan(50)
  expect(reading.blank).toBe(0)
  expect(turning.blank).toBe(0)
})
