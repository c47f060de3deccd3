/** The whole library to and from one file: a download in a browser (Electron asks the system where to save). */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

async function withArticles(page: Page, ...titles: string[]): Promise<void> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles(
    titles.map((title) => ({
      name: `${title}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(`# ${title}\n\nAll that is known of ${title}.\n`)
    }))
  )
  await expect(capture.receipts).toHaveCount(titles.length)
  await capture.done()
}
test('a library goes into one file and comes back from it', async ({ page }, info) => {
  const shell = new Shell(page)
  const library = new Library(page)
  await withArticles(page, 'Tides', 'Kelp')
  const dialog = await shell.openLibraryInfo()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Back up to a file' }).click()
  ])
  const path = info.outputPath('library.tar.gz')
  await download.saveAs(path)
  await expect(dialog.getByText(/read back and whole/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await library.row('Tides').click()
  await page.keyboard.press('Delete')
  await expect(library.row('Tides')).toHaveCount(0)

  await shell.openLibraryInfo()
  await page.getByRole('button', { name: 'Restore…' }).click()
  const restore = page.getByRole('dialog', { name: 'Restore from a backup' })
  await restore
    .getByLabel('Backup file')
    .setInputFiles({ name: 'library.tar.gz', mimeType: 'application/gzip', buffer: readFileSync(path) })
  await expect(restore.getByText('Tides (in the trash)')).toBeVisible()
  await restore.getByRole('button', { name: 'Make the library what it was' }).click()
  await expect(restore.getByRole('status')).toContainText('in a backup of its own')
  await restore.getByRole('button', { name: 'Close' }).click()
  await expect(library.row('Tides')).toBeVisible()
})
