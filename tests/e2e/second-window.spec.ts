/** A library that another window has open: shown for reading, with who holds it; commands read it or say why not. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { ROOT, start } from './support/hosts'

function carrel(dir: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'out/main/cli.js'), '--library', join(dir, 'library'), ...args],
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    )
  })
}

test('a second window reads, and says who has the library open', async ({ open, dir, host }) => {
  const first = await open()
  await new Shell(first.page).ready()
  await new Welcome(first.page).openSample()

  // Another program on the same folder: the other host's process would be turned away by the first in Electron.
  const second = await start('loopback', dir)
  try {
    const shell = new Shell(second.page)
    await shell.ready()
    const dialog = await shell.openLibraryInfo()
    const holder = host === 'electron' ? /is open in Carrel/ : /is open in Carrel \(browser\)/
    await expect(dialog.getByText(holder)).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await shell.goTo('Reading')
    await new Library(second.page).open('Welcome to Carrel')
    await new Reader(second.page).ready('Welcome to Carrel')
    // What would change it is refused with the same sentence, and nothing changes.
    await second.page.keyboard.press('s')
    await expect(shell.toast(holder)).toBeVisible()
  } finally {
    await second.stop()
  }

  const found = await carrel(dir, 'search', 'library', '--json')
  expect(found.code).toBe(0)
  expect(found.out).toContain('"title"')
  const added = await carrel(dir, 'add', join(ROOT, 'README.md'))
  expect(added.code).not.toBe(0)
  expect(added.err + added.out).toMatch(/is open in Carrel/)
})
