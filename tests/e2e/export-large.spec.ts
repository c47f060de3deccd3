/**
 * An export that takes long: the preview comes at once, how far it is is said, and it can be stopped.
 * CARREL_LARGE=10000: with as many entries.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { ExportDialog } from './pages/export'
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { ROOT } from './support/hosts'

const SIZE = Number(process.env['CARREL_LARGE'] ?? 3000)

test('thousands of entries in APA: a preview, how far it is, stopped, and then as .bib', async ({
  open,
  dir
}) => {
  const make = join(ROOT, 'tests/bench/lib/make-large-library.mjs')
  execFileSync(process.execPath, [make, join(dir, 'library'), String(SIZE)], { stdio: 'inherit' })
  const { page } = await open()
  const [shell, dialog] = [new Shell(page), new ExportDialog(page)]
  const shoot = async (name: string): Promise<void> => {
    if (process.env['XSHOTS']) await page.screenshot({ path: `${process.env['XSHOTS']}/${name}.png` })
  }
  await shell.ready()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await dialog.openByKey()
  await expect(dialog.preview.getByText('A Journal of Rooms').first()).toBeVisible()
  await dialog.style('american psych', 'American Psychological Association 7th edition')
  await expect(dialog.preview.getByText(`${SIZE} references`)).toBeVisible()
  await shoot('export-large-dialog')
  await dialog.dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(/^Exporting: references \d+ % formatted…$/)).toBeVisible()
  await shoot('export-large-busy')
  await page.getByRole('button', { name: 'Cancel export' }).click()
  await expect(page.getByText('The export was cancelled. Nothing was written.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Cancel export' })).toHaveCount(0)
  await shoot('export-large-cancelled')

  await dialog.openByKey()
  await dialog.format('BibLaTeX')
  const bib = await dialog.save()
  expect(bib.text.match(/^@article\{/gm)).toHaveLength(SIZE)
  await expect(page.getByText(`Exported ${SIZE} entries`).first()).toBeVisible()
})
