/** The watched folder: chosen as each host lets one choose, then files put into it arrive in the window. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Library } from './pages/library'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

test('what is put into the watched folder is added, also while Carrel is closed', async ({
  open,
  dir,
  host
}) => {
  const folder = join(dir, 'to read')
  mkdirSync(folder)
  const put = (name: string): void =>
    writeFileSync(
      join(folder, `${name}.md`),
      `# On ${name}\n\nA note about ${name}, put there by another program.\n`
    )
  put('lamps')
  let carrel = await open()
  let shell = new Shell(carrel.page)
  await shell.ready()
  await new Welcome(carrel.page).startEmpty()

  await carrel.page.keyboard.press('ControlOrMeta+,')
  await carrel.page.getByRole('button', { name: 'Choose…' }).click()
  const dialog = carrel.page.getByRole('dialog', { name: 'Watched folder' })
  if (host === 'electron') {
    // The system's own dialog cannot be driven: it answers as if the person had chosen.
    await carrel.app?.evaluate((electron, chosen) => {
      electron.dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, folder)
    await dialog.getByRole('button', { name: 'Choose a folder…' }).click()
  } else {
    await dialog.getByRole('textbox', { name: 'Whole path of the folder' }).fill(folder)
    await dialog.getByRole('button', { name: 'Watch it' }).click()
  }
  await expect(dialog.getByText('Watching.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(shell.toast('Saved from the watched folder: On lamps')).toBeVisible({ timeout: 15_000 })
  put('ladders')
  await expect(new Library(carrel.page).row('On ladders')).toBeVisible({ timeout: 15_000 })

  await carrel.kill()
  put('shelves')
  carrel = await open()
  shell = new Shell(carrel.page)
  await shell.ready()
  await expect(new Library(carrel.page).row('On shelves')).toBeVisible({ timeout: 15_000 })
  expect(await shell.countOf('Inbox')).toBe(3)
})
