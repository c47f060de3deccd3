/** Every action of a day with the keyboard alone: the mouse is never moved. */
import type { Locator, Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { ExportDialog } from './pages/export'
import { Library } from './pages/library'
import { caughtDownload, startCatching } from './pages/lists'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'

const ONE = 'First of two'
const TWO = 'Second of two'
const SENTENCE = 'The keyboard is a pencil that never needs to be sharpened.'
const text = (title: string): string =>
  `# ${title}\n\nA reader may have no mouse, or no hand for one. ${SENTENCE}\n\nThis is the ${title.toLowerCase()}, and it ends here.`

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await target.evaluateAll((all) => all.some((el) => el === el.ownerDocument.activeElement))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never reached ${String(target)}`)
}

test('a day without a mouse', async ({ page }) => {
  test.setTimeout(240_000)
  const [shell, library, reader] = [new Shell(page), new Library(page), new Reader(page)]
  const [capture, palette, search] = [new Capture(page), new Palette(page), new SearchPage(page)]
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const type = (words: string): Promise<void> => page.keyboard.insertText(words)

  await test.step('start empty', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Start empty' }))
    await press('Enter')
  })

  await test.step('add two articles', async () => {
    for (const title of [ONE, TWO]) {
      await press('a')
      await tabTo(page, capture.dialog.getByLabel('Or paste text'))
      await type(text(title))
      await tabTo(page, capture.dialog.getByRole('button', { name: 'Add', exact: true }))
      await press('Enter')
      await capture.finished()
      await tabTo(page, capture.dialog.getByRole('button', { name: 'Done' }))
      await press('Enter')
      await expect(library.row(title)).toBeVisible()
    }
  })

  await test.step('tag both at once', async () => {
    await tabTo(page, page.getByRole('option'))
    await press('x')
    await press('Shift+ArrowDown')
    await expect(library.bulkBar(2)).toBeVisible()
    await press('t')
    await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused()
    await type('craft/keys')
    await expect(page.getByRole('option').filter({ hasText: 'craft/keys' })).toBeVisible()
    await press('Enter')
    await expect(page.getByRole('button', { name: 'Take off craft/keys' })).toBeVisible()
    await press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect.poll(() => shell.countOf('craft')).toBe(2)
  })

  await test.step('put both on a new list, order them, say why', async () => {
    await press('b')
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await type('Ch. 1')
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Ch. 1')
    await press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await press('Escape')
    await tabTo(page, shell.place('Ch. 1'), 'Shift+Tab')
    await press('Enter')
    await expect.poll(() => library.titles()).toHaveLength(2)
    const [first, second] = await library.titles()
    await tabTo(page, page.getByRole('option'))
    await press('Alt+ArrowDown')
    await expect.poll(() => library.titles()).toEqual([second, first])
    await press('w')
    await type('Because of the last line')
    await press('Enter')
    await expect(library.row(first ?? '')).toContainText('Because of the last line')
  })

  await test.step('export the list from its menu', async () => {
    await tabTo(page, page.getByRole('button', { name: 'More for Ch. 1' }).last(), 'Shift+Tab')
    await press('Enter')
    const entry = page.getByRole('menuitem', { name: /^Export/ })
    await expect(entry).toBeVisible()
    for (let i = 0; i < 12; i++) {
      if (await entry.evaluate((el) => el === document.activeElement)) break
      await press('ArrowDown')
    }
    await expect(entry).toBeFocused()
    await press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  })

  await test.step('copy a citation', async () => {
    await tabTo(page, page.getByRole('option'))
    await press('y')
    await expect(shell.toast(/^Copied \(.+\)/)).toBeVisible()
  })

  await test.step('export the list and have the file', async () => {
    const dialog = new ExportDialog(page)
    await dialog.openByKey()
    await startCatching(page)
    await tabTo(page, dialog.dialog.getByRole('button', { name: 'Export', exact: true }))
    await press('Enter')
    const file = await caughtDownload(page)
    expect(file.suggestedFilename()).toMatch(/^Ch\. 1\./)
    expect(file.text.length).toBeGreaterThan(0)
    await expect(dialog.dialog).toBeHidden()
  })

  await test.step('read, highlight with the reading cursor, write a note', async () => {
    await tabTo(page, page.getByRole('option'))
    await press('Enter')
    await expect.poll(() => reader.text()).toContain(SENTENCE)
    await press('p')
    await press('ArrowRight')
    for (let i = 0; i < 4 && (await reader.paintedAs('cursor')).join('') !== SENTENCE; i++)
      await press('ArrowRight')
    await press('3')
    await expect.poll(() => reader.painted('blue')).toEqual([SENTENCE])
    await press('n')
    await expect(page.getByRole('textbox', { name: 'Note, in Markdown' })).toBeFocused()
    await type('True *and* short.')
    await press('ControlOrMeta+Enter')
    await expect(reader.card('True and short.').locator('em')).toHaveText('and')
    await press('Escape')
    await press('Escape')
  })

  await test.step('find it again, misspelt', async () => {
    await press('/')
    await expect(search.input).toBeFocused()
    await type('keybord pensil sharpend')
    await expect(search.results.first()).toContainText('never needs to be sharpened')
    await press('Enter')
    await expect.poll(() => reader.text()).toContain(SENTENCE)
  })

  await test.step('star, trash and undo; theme from the palette', async () => {
    await press('s')
    await press('#')
    await expect.poll(() => shell.countOf('Inbox')).toBe(1)
    await press('z')
    await expect.poll(() => shell.countOf('Inbox')).toBe(2)
    await press('Shift+D')
    const before = await page.locator('html').getAttribute('data-theme')
    await palette.open('>theme')
    await press('Enter')
    await expect(page.locator('html')).not.toHaveAttribute('data-theme', before ?? '')
  })
})
