/**
 * `npm run shots`: pictures of the main views at the drawn sizes and themes, from the sample library, for comparing with
 * the design by eye. They go to test-results/shots (or CARREL_SHOTS).
 */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Library } from './pages/library'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { ROOT } from './support/hosts'

const FOLDER = process.env['CARREL_SHOTS'] ?? join(ROOT, 'test-results/shots')
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 900, height: 700 }
]
const THEMES = ['Light', 'Sepia', 'Dark'] as const
const ARTICLE = 'Reading with a pencil'

test('@shots the main views', async ({ carrel }) => {
  const { page } = carrel
  test.skip(
    carrel.app !== undefined,
    'one host is enough for pictures; the window of Electron has a size of its own'
  )
  test.setTimeout(600_000)
  const [shell, library, reader, palette] = [
    new Shell(page),
    new Library(page),
    new Reader(page),
    new Palette(page)
  ]
  const search = new SearchPage(page)
  const shot = async (name: string): Promise<void> => {
    await page.mouse.move(1, 1)
    await page.waitForTimeout(450)
    await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await shot('first-run-1440-light')
  await page.setViewportSize({ width: 900, height: 700 })
  await shot('first-run-900-light')
  await page.setViewportSize({ width: 1440, height: 900 })
  await new Welcome(page).openSample()
  await shell.goTo('Start here')
  await library.open(ARTICLE)
  await reader.ready(ARTICLE)

  for (const theme of THEMES) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await shell.setTheme(theme)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const name = `${size.width}-${theme.toLowerCase()}`
      await top(page)
      await shot(`main-${name}`)
      if (size.width === 900) continue
      await palette.open('pencil')
      await shot(`palette-${name}`)
      await palette.close()
      await reader.select('keep it')
      await shot(`selection-${name}`)
      await page.keyboard.press('Escape')
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await reader.find('the')
    await shot(`find-1440-${theme.toLowerCase()}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await top(page)
    await shot(`focus-1440-${theme.toLowerCase()}`)
    await page.keyboard.press('f')
    const panel = await reader.openPanel('Appearance')
    await shot(`appearance-1440-${theme.toLowerCase()}`)
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await search.search('keep the page smal evrything marked')
    await shot(`search-1440-${theme.toLowerCase()}`)
    await page.keyboard.press('Escape')
    await shell.goTo('Highlights')
    await shot(`highlights-1440-${theme.toLowerCase()}`)
    await shell.goTo('Start here')
    await library.open('A page of everything')
    await reader.ready('A page of everything')
    await shot(`everything-1440-${theme.toLowerCase()}`)
    await library.open(ARTICLE)
    await reader.ready(ARTICLE)
  }
})

async function top(page: Page): Promise<void> {
  await new Reader(page).scroller.evaluate((el) => el.scrollTo(0, 0))
}
