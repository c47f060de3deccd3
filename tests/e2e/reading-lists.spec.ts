/** A reading list as a whole: its progress, days and description; copied, merged, put away; each taken back by one undo. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Lists } from './pages/lists'
import { Palette } from './pages/palette'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

test('progress, due dates, a description, copy, merge and archive', async ({ page }) => {
  test.setTimeout(300_000)
  const [shell, library, lists, palette] = [
    new Shell(page),
    new Library(page),
    new Lists(page),
    new Palette(page)
  ]
  const clean = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  }
  await shell.ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  const words = 'Order is an argument, and a list is its first draft. '.repeat(60)
  await capture.addFiles(
    ['Of Lists', 'Of Order'].map((name) => ({
      name: `${name}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(`# ${name}\n\n${words}${name}\n`)
    }))
  )
  await capture.done()
  await library.select('Of Lists', 'Of Order')
  await lists.addFocusedTo('Ch. 2')
  await page.keyboard.press('Escape')
  await shell.goTo('Ch. 2')

  await test.step('progress in words', async () => {
    await expect(shell.list).toContainText(/0 of 2 read, \d+ min left/)
    await library.focus('Of Lists')
    await page.keyboard.press('m')
    await expect(shell.list).toContainText(/1 of 2 read, \d+ min left/)
  })

  await test.step('a due date by key, overdue said in words', async () => {
    await library.focus('Of Order')
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog', { name: 'Due date' })
    await expect(dialog.getByLabel('To be read by')).toBeFocused()
    await dialog.getByLabel('To be read by').fill('2020-01-31')
    await clean()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(library.row('Of Order')).toContainText(/Overdue by [\d,]+ days/)
    await shell.undo()
    await expect(library.row('Of Order')).not.toContainText('Overdue')
  })

  await test.step('what the list is for, from the palette', async () => {
    await palette.open('>Description and due')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'About “Ch. 2”' })
    await dialog.getByLabel('What this list is for').fill('The *second* chapter.')
    await dialog.getByLabel('Due').fill('2020-02-01')
    await clean()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(shell.list.locator('em')).toHaveText('second')
    await expect(shell.list).toContainText(/Overdue by [\d,]+ days/)
    await clean()
  })

  await test.step('duplicate, merge back, undo', async () => {
    await shell.openMenu('Ch. 2')
    await shell.chooseInMenu('Duplicate')
    await expect(shell.place('Ch. 2 (copy)')).toHaveAttribute('aria-current', 'page')
    await palette.open('>Merge this reading list')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Merge “Ch. 2 (copy)” into another list' })
    await clean()
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expect(shell.place('Ch. 2')).toHaveAttribute('aria-current', 'page')
    await expect(shell.place('Ch. 2 (copy)')).toHaveCount(0)
    await shell.undo()
    await expect(shell.place('Ch. 2 (copy)')).toBeVisible()
  })

  await test.step('archive, and take out again', async () => {
    await shell.openMenu('Ch. 2 (copy)')
    await page.getByRole('menuitem', { name: 'Archive', exact: true }).click()
    await expect(shell.place('Ch. 2 (copy)')).toHaveCount(0)
    const shots = process.env['CARREL_SHOTS']
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true })
      for (const theme of ['Light', 'Dark'] as const) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await shell.setTheme(theme)
        for (const width of [1280, 900]) {
          await page.setViewportSize({ width, height: 800 })
          await page.waitForTimeout(500)
          await page.screenshot({ path: join(shots, `lists-${width}-${theme}.png`) })
        }
      }
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await shell.library.getByRole('button', { name: /^Archived lists/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Archived lists' })
    await clean()
    await dialog.getByRole('button', { name: 'Take out Ch. 2 (copy)' }).click()
    await expect(dialog).toContainText('No list is archived.')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(shell.place('Ch. 2 (copy)')).toBeVisible()
    await expect(shell.library.getByRole('button', { name: /^Archived lists/ })).toHaveCount(0)
  })
})
