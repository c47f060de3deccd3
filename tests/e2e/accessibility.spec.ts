/** axe over the views that the other specs only see in passing: first run, search, settings, library; three themes. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    what
  ).toEqual([])
}

for (const theme of ['Light', 'Sepia', 'Dark'] as const)
  test(`axe finds nothing in first run, search, settings and the library’s own page: ${theme}`, async ({
    page
  }) => {
    const [shell, search, welcome] = [new Shell(page), new SearchPage(page), new Welcome(page)]
    await expect(welcome.heading).toBeVisible()
    await shell.setTheme(theme)
    await clean(page, 'first run')
    await welcome.openSample()
    await search.search('pencil in the margn')
    await expect(search.results.first()).toBeVisible()
    await clean(page, 'search')
    await page.keyboard.press('Escape')
    await shell.goTo('Highlights')
    await expect(page.getByRole('heading', { name: 'Highlights', level: 1 })).toBeVisible()
    await clean(page, 'highlights')
    await shell.goTo('Inbox')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await clean(page, 'keys')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await shell.openSettings()
    await clean(page, 'settings')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(await shell.openLibraryInfo()).toBeVisible()
    await clean(page, 'library')
  })

test('nothing sticks out sideways at 320 pixels, and everything is still there', async ({ carrel }) => {
  const { page } = carrel
  await new Welcome(page).openSample()
  if (carrel.app)
    await carrel.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]
      window?.setMinimumSize(200, 200)
      window?.setContentSize(320, 640)
    })
  else await page.setViewportSize({ width: 320, height: 640 })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(340)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await clean(page, '320 pixels')
})
