/** Handing a list on through the dialogue, by keys, on both hosts. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { Capture } from './pages/capture'
import { ExportDialog } from './pages/export'
import { Library } from './pages/library'
import { Lists } from './pages/lists'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const OWN_STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>My University</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix=" ~ mine"><text variable="title"/></layout></bibliography></style>`

const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env['XSHOTS']) await page.screenshot({ path: `${process.env['XSHOTS']}/${name}.png` })
}

test('an annotated bibliography: style, preview, saved as Word, again as last time', async ({ page }) => {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  const [library, lists, dialog] = [new Library(page), new Lists(page), new ExportDialog(page)]
  const buffer = Buffer.from('# Of Studies\n\nStudies serve for delight.\n')
  await capture.addFiles([{ name: 'studies.md', mimeType: 'text/markdown', buffer }])
  await capture.done()
  await library.focus('Of Studies')
  await lists.addFocusedTo('Ch. 2')
  await new Shell(page).goTo('Ch. 2')
  await lists.why('Of Studies', 'The first word on it')

  await dialog.openByKey()
  await expect(dialog.preview.getByText('The first word on it')).toBeVisible()
  await dialog.style('ieee', 'IEEE')
  await expect(dialog.preview.getByText('[1]')).toBeVisible()
  // A favourite stands among the first without a search; a style of one's own is added from its file.
  await dialog.dialog.getByRole('button', { name: 'Add to favourites' }).click()
  await dialog.dialog.getByLabel('Find a citation style').fill('')
  await expect(dialog.styles.getByRole('option').nth(1)).toHaveText('★ IEEE')
  await dialog.addStyle(OWN_STYLE)
  await expect(page.getByText('“My University” is one of your styles now.').first()).toBeVisible()
  await dialog.styles.selectOption({ label: '★ IEEE' })
  await expect(dialog.preview.getByText('[1]')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  const word = await dialog.save()
  expect(word.suggestedFilename()).toBe('Ch. 2.docx')
  expect(word.text.startsWith('PK')).toBe(true)

  await dialog.openByKey()
  await dialog.format('Plain text')
  const text = await dialog.save()
  expect(text.text).toContain('[1]')
  expect(text.text).toContain('Why read: The first word on it')
  expect((await lists.export('Ch. 2', 'Again as last time')).text).toBe(text.text)

  const search = new SearchPage(page)
  await search.open()
  await search.search('author:nobody')
  await page.keyboard.press('ControlOrMeta+Shift+E')
  await expect(page.getByText('There is nothing here to export.').first()).toBeVisible()
  await expect(dialog.dialog).toHaveCount(0)
})

test('a file that is kept up to date: made, followed, found changed by somebody else, paused', async ({
  page,
  dir
}) => {
  const [shell, capture, dialog] = [new Shell(page), new Capture(page), new ExportDialog(page)]
  const add = async (title: string): Promise<void> => {
    const buffer = Buffer.from(`# ${title}\n\nWhat he wrote ${title.toLowerCase()} serves for delight.\n`)
    await capture.addFiles([{ name: `${title}.md`, mimeType: 'text/markdown', buffer }])
    await capture.done()
  }
  const file = join(dir, 'library.bib')
  const line = shell.list.getByRole('button', { name: /^library\.bib/ })
  await shell.ready()
  await new Welcome(page).startEmpty()
  await add('Of Studies')
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await dialog.openByKey()
  await dialog.format('BibLaTeX')
  await dialog.dialog.getByRole('switch', { name: 'Keep this file up to date' }).click()
  await dialog.dialog.getByLabel('Whole path of the file').fill(file)
  await shoot(page, 'keep-dialog')
  await dialog.dialog.getByRole('button', { name: 'Keep up to date' }).click()
  await expect(line).toContainText('written at')
  expect(readFileSync(file, 'utf8')).toContain('{Of Studies}')
  await add('Of Truth')
  await expect(() => expect(readFileSync(file, 'utf8')).toContain('{Of Truth}')).toPass({ timeout: 20_000 })

  writeFileSync(file, '% mine\n')
  await add('Of Death')
  await expect(line).toContainText('changed by somebody else')
  expect(readFileSync(file, 'utf8')).toBe('% mine\n')
  await line.click()
  const kept = page.getByRole('dialog', { name: 'Files kept up to date' })
  await expect(kept.getByRole('alert')).toContainText('was changed since')
  await shoot(page, 'kept')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  await kept.getByRole('button', { name: 'Write over it' }).click()
  await expect(kept.getByRole('status')).toContainText('3 entries')
  expect(readFileSync(file, 'utf8')).toContain('{Of Death}')
  await kept.getByRole('button', { name: 'Pause library.bib' }).click()
  await expect(kept.getByRole('status')).toContainText('Paused')
  await page.keyboard.press('Escape')
  await expect(line).toContainText('paused')
})

test('a PDF, made by the host', async ({ open, host }) => {
  const browser = testBrowser()
  test.skip(browser.path === undefined, `no browser to print with: ${browser.reason ?? ''}`)
  const { page } = await open({ ...browser.env, CARREL_CHROMIUM: browser.path ?? '' })
  const dialog = new ExportDialog(page)
  await new Shell(page).ready()
  await new Welcome(page).openSample()
  await dialog.openByKey()
  await dialog.format('PDF')
  const pdf = await dialog.save()
  expect(pdf.suggestedFilename()).toMatch(/\.pdf$/)
  expect(pdf.text.startsWith('%PDF-')).toBe(true)
  // The Electron of the tests is older than tags in a PDF.
  if (host === 'loopback') expect(pdf.text).toContain('/StructTreeRoot')
})
