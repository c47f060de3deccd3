/** Backups and the trash as a person meets them, on both hosts. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
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
/** In legacy mode: the other one opens a second page, which Electron refuses. */
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
}

test('what was deleted for good comes back from a backup, after a look at what is different', async ({
  page
}) => {
  const shell = new Shell(page)
  const library = new Library(page)
  await withArticles(page, 'Tides', 'Kelp')
  const info = await shell.openLibraryInfo()
  await info.getByRole('button', { name: 'Back up now' }).click()
  await expect(info.getByText(/The last one was made .* 2 articles/)).toBeVisible()
  await clean(page)
  await info.getByRole('button', { name: 'Close' }).click()

  await library.row('Tides').click()
  await page.keyboard.press('Delete')
  await shell.goTo('Trash')
  await page.getByRole('button', { name: 'More for Trash' }).click()
  await page.getByRole('menuitem', { name: 'Empty trash…' }).click()
  const question = page.getByRole('dialog', { name: 'Empty the trash?' })
  await expect(question).toContainText('1 article')
  await clean(page)
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(shell.toast('Deleted 1 article for good')).toBeVisible()
  await shell.goTo('Inbox')
  await expect(library.row('Tides')).toHaveCount(0)

  await shell.openLibraryInfo()
  await page.getByRole('button', { name: 'Restore…' }).click()
  const restore = page.getByRole('dialog', { name: 'Restore from a backup' })
  await restore.getByRole('button', { name: /made when you asked/ }).click()
  await expect(restore.getByRole('row', { name: /^Articles/ })).toHaveText(/^Articles\D*1\D*2/)
  await clean(page)
  await restore.getByRole('button', { name: 'Bring back what is missing (1)' }).click()
  await expect(restore.getByRole('status')).toContainText('1 record brought back')
  await restore.getByRole('button', { name: 'Close' }).click()
  await expect(library.row('Tides')).toBeVisible()
})

test('a damaged file is told with the newest backup that has it, and comes back from there', async ({
  dir,
  open
}) => {
  const first = await open()
  const shell = new Shell(first.page)
  await withArticles(first.page, 'Tides')
  const info = await shell.openLibraryInfo()
  await info.getByRole('button', { name: 'Back up now' }).click()
  await expect(info.getByText(/It takes .* KB on the disk/)).toBeVisible()
  await expect(info.getByText(/The next is (due|made) /)).toBeVisible()
  await first.stop()
  writeFileSync(join(dir, 'library/data-1/articles/0000.json'), 'nothing of a record')

  const { page } = await open()
  await new Shell(page).ready()
  const again = await new Shell(page).openLibraryInfo()
  await expect(again.getByText(/The backup of .* has 1 article that the library has not/)).toBeVisible()
  await clean(page)
  await again.getByRole('button', { name: /^Restore from / }).click()
  const restore = page.getByRole('dialog', { name: 'Restore from a backup' })
  await expect(restore.getByText(/Compared with the backup of /)).toBeVisible()
  await restore.getByRole('button', { name: /Bring back what is missing/ }).click()
  await expect(restore.getByText(/brought back/)).toBeVisible()
  await restore.getByRole('button', { name: 'Close' }).click()
  await expect(new Library(page).row('Tides')).toBeVisible()
})
