/**
 * `npm run shots`: a picture of the app for every picture of the design, of the same name, size and state, and then the
 * views that were not drawn. They go to test-results/shots (or CARREL_SHOTS).
 */
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { Library } from './pages/library'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { drawLibrary, ESSAY, LIST, loseText, loseTwo } from './support/drawn'
import { expect, test } from './support/fixtures'
import { ROOT } from './support/hosts'

const FOLDER = process.env['CARREL_SHOTS'] ?? join(ROOT, 'test-results/shots')
const SIZES = { 1440: 900, 1280: 800, 900: 700 } as const
type Width = keyof typeof SIZES
const THEMES = ['Light', 'Sepia', 'Dark'] as const
const WIDTHS = [1440, 1280, 900] as const

class Camera {
  readonly page: Page
  readonly app: ElectronApplication | undefined
  constructor(page: Page, app: ElectronApplication | undefined) {
    this.page = page
    this.app = app
  }
  /** Answers once the page has settled in it: until then the reader keeps the line that it showed before. */
  async size(width: Width): Promise<void> {
    const height = SIZES[width]
    if (this.app)
      await this.app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height }
      )
    else await this.page.setViewportSize({ width, height })
    await expect.poll(() => this.page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
    await this.page.waitForTimeout(450)
  }
  async shot(name: string): Promise<void> {
    await this.page.waitForTimeout(450)
    await this.page.screenshot({ path: join(FOLDER, this.app ? 'electron' : '', `${name}.png`) })
  }
  /** Away from everything that answers to a pointer. */
  async still(name: string): Promise<void> {
    await this.page.mouse.move(1, 1)
    await this.shot(name)
  }
}

/** Drawn further down, at the highlight with the note; how far below the top it stands there. */
const FURTHER: ReadonlyMap<string, number> = new Map([
  ['1280 Light', 431],
  ['1440 Sepia', 452],
  ['1440 Dark', 452],
  ['900 Sepia', 395],
  ['900 Dark', 395]
])

test('@shots what was drawn', async ({ carrel, dir }) => {
  const { page } = carrel
  test.setTimeout(600_000)
  const [shell, library, reader, palette] = [
    new Shell(page),
    new Library(page),
    new Reader(page),
    new Palette(page)
  ]
  const camera = new Camera(page, carrel.app)
  await shell.ready()
  await camera.size(1440)
  await camera.still('state-firstrun-1440-light')
  await shell.setTheme('Dark')
  await camera.size(900)
  await camera.still('state-firstrun-900-dark')
  await shell.setTheme('Light')
  await camera.size(1440)
  const { client, id } = await drawLibrary(page)
  await shell.goTo(LIST)

  const reopen = async (): Promise<void> => {
    await library.open(ESSAY)
    await reader.ready(ESSAY)
    await reader.scrollTo(0)
  }
  await reopen()
  for (const theme of THEMES) {
    await camera.size(1440)
    await shell.setTheme(theme)
    for (const width of WIDTHS) {
      await camera.size(width)
      const below = FURTHER.get(`${width} ${theme}`)
      if (below === undefined) await reader.scrollTo(0)
      else await reader.activate('Brilliancy and originality', below)
      await camera.still(`main-${width}-${theme.toLowerCase()}`)
    }
  }

  for (const [width, theme] of [
    [1440, 'Light'],
    [1280, 'Dark']
  ] as const) {
    const name = `${width}-${theme.toLowerCase()}`
    await camera.size(1440)
    await shell.setTheme(theme)
    await camera.size(width)
    await reader.activate('Brilliancy and originality')
    await reader.select('one of the strongest men with whom we had ever had to deal')
    await reader.bring('one of the strongest men', 590)
    await camera.still(`state-selection-${name}`)
    await page.keyboard.press('Escape')
    await palette.open('octop')
    await expect(palette.rows('Articles').first()).toBeVisible()
    await camera.still(`state-palette-${name}`)
    await palette.close()
    await page.keyboard.press('Escape')
  }

  await camera.size(1440)
  await shell.setTheme('Light')
  await library.focus('Of Studies')
  await page.keyboard.press('e')
  await reader.find('thesis')
  await page.keyboard.press('Enter')
  await reader.activate('Brilliancy and originality', 330)
  await camera.still('state-find-undo-1440-light')
  await reader.findBar.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Escape')

  // The toast goes by itself.
  await expect(shell.toast(/Moved/)).toBeHidden({ timeout: 20_000 })
  await shell.setTheme('Sepia')
  await page.keyboard.press('f')
  await reader.activate('Brilliancy and originality', 530)
  await camera.still('state-focus-1440-sepia')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(shell.library).toBeVisible()
  await shell.setTheme('Light')

  await camera.size(900)
  await reader.scrollTo(0)
  await page.getByRole('button', { name: /^(Show|Hide) the library$/ }).click()
  await camera.still('state-list-drawer-900-light')
  await page.keyboard.press('Escape')

  await camera.size(1280)
  await reader.scrollTo(0)
  const panel = await reader.openPanel('Appearance')
  await camera.still('state-appearance-1280-light')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await loseTwo(client, id)
  await page.keyboard.press('Escape')
  await reader.scroller.focus()
  await reader.scrollTo(0)
  await camera.still('state-unplaced-1280-light')

  await loseText(client, id, join(dir, 'library'))
  await page.reload()
  await expect(reader.pane.getByRole('alert')).toBeVisible()
  await camera.still('state-error-1280-light')
})
