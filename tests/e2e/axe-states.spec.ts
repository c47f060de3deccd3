/** axe over the states that the design names and a day seldom shows: lost texts, unplaced words, empty places, dialogs. */
import { join } from 'node:path'
import { Library } from './pages/library'
import { Notes } from './pages/notes'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { drawLibrary, ESSAY, LIST, loseText, loseTwo } from './support/drawn'
import { expect, test } from './support/fixtures'
import { axeFindsNothing } from './support/reading'

for (const theme of ['Light', 'Sepia', 'Dark'] as const)
  test(`axe finds nothing in the states of reading and keeping, ${theme}`, async ({ page, dir, host }) => {
    test.skip(host === 'electron' && theme === 'Sepia', 'its colours are those of the loopback host')
    test.setTimeout(240_000)
    const [shell, library, reader, palette] = [
      new Shell(page),
      new Library(page),
      new Reader(page),
      new Palette(page)
    ]
    const clean = (what: string): Promise<void> => axeFindsNothing(page, `${what}, ${theme}`)
    const dialog = page.getByRole('dialog')
    const close = async (): Promise<void> => {
      await dialog.getByRole('button', { name: 'Close' }).click()
      await expect(dialog).toBeHidden()
    }
    await shell.ready()
    await shell.setTheme(theme)
    await new Welcome(page).startEmpty()
    await clean('an empty library')
    for (const place of ['Highlights', 'Notes', 'Archive']) {
      await shell.goTo(place)
      await clean(`no ${place}`)
    }

    const { client, id } = await drawLibrary(page)
    await shell.goTo(LIST)
    await clean('a list without an open article')
    await library.focus('Of Studies')
    await clean('focus on a row')
    await library.select('Of Studies', 'Self-Reliance')
    await clean('two selected')
    await page.keyboard.press('e')
    await expect(shell.toast(/to Archive/)).toBeVisible()
    await clean('a toast')
    await page.keyboard.press('Escape')

    await library.open(ESSAY)
    await reader.ready(ESSAY)
    await loseTwo(client, id)
    await expect(reader.margin.getByText('2 highlights not placed')).toBeVisible()
    await clean('unplaced highlights')
    await reader.activate('Brilliancy and originality')
    await clean('an active highlight and its card')
    await page.keyboard.press('n')
    await expect(page.getByRole('textbox', { name: 'Note, in Markdown' })).toBeVisible()
    await clean('a note that is written')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await reader.select('received an appointment to teach')
    await clean('the bar of a selection')
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await expect.poll(() => reader.paintedAs('cursor')).toHaveLength(1)
    await clean('the reading cursor')
    await page.keyboard.press('Escape')
    await reader.find('nothing like this is in it')
    await clean('find without an answer')
    await page.keyboard.press('Escape')
    for (const panel of ['Contents', 'Appearance'] as const) {
      await reader.openPanel(panel)
      await clean(panel)
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
    await page.keyboard.press('f')
    await expect(shell.library).toBeHidden()
    await clean('focus mode')
    await page.keyboard.press('f')
    await expect(shell.library).toBeVisible()

    for (const command of [
      'Give it a pasted text…',
      'Versions of the text…',
      'This looks wrong…',
      'Edit details…',
      'New reading list…',
      'Watched folder…',
      'What left this computer…',
      'Save from the browser…'
    ]) {
      await palette.run(command)
      await expect(dialog).toBeVisible()
      await expect(dialog.locator(':focus').or(dialog.and(page.locator(':focus')))).toHaveCount(1)
      await clean(command)
      await close()
    }
    await palette.open('nothing has this name')
    await clean('the palette without an answer')
    await palette.close()

    await shell.goTo('Notes')
    await client['notes.save']({ title: 'Outline', text: `## One\n\n- [[${ESSAY}]] and *more*` })
    await new Notes(page).open('Outline')
    await clean('a note of its own')
    await shell.goTo('Highlights')
    await expect(page.getByRole('heading', { name: 'Highlights', level: 1 })).toBeVisible()
    await clean('highlights, the unplaced among them')

    await shell.goTo(LIST)
    await loseText(client, id, join(dir, 'library'))
    await page.reload()
    await shell.ready()
    await library.open(ESSAY)
    await expect(reader.pane.getByRole('alert')).toBeVisible()
    await clean('a text that is gone')
  })
