/** The library by mouse and by keys, on both hosts: first run, adding, lists, tags, search, undo. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Lists } from './pages/lists'
import { Palette } from './pages/palette'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Tags } from './pages/tags'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const ESSAYS = [
  ['The Ph.D. Octopus', 'Brilliancy and originality by themselves won’t save a thesis for the doctorate.'],
  ['Of Studies', 'Studies serve for delight, for ornament, and for ability.'],
  ['Self-Reliance', 'A foolish consistency is the hobgoblin of little minds.']
] as const

/** An empty library with three short texts in it. */
async function withEssays(page: Page): Promise<void> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles(
    ESSAYS.map(([title, text]) => ({
      name: `${title}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(`# ${title}\n\n${text}\n\nSecond paragraph of ${title}.\n`)
    }))
  )
  await expect(capture.receipts).toHaveCount(3)
  await capture.done()
}

/** In legacy mode: the other one opens a second page, which Electron refuses. */
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
}

test('first run shows where the library is, and can start empty or with the sample', async ({ page }) => {
  const shell = new Shell(page)
  const welcome = new Welcome(page)
  await shell.ready()
  await expect(welcome.heading).toBeVisible()
  expect(await welcome.folder()).toContain('library')
  await clean(page)
  await welcome.openSample()
  expect(await shell.countOf('Inbox')).toBeGreaterThan(0)
  const info = await shell.openLibraryInfo()
  await info.getByRole('button', { name: 'Remove the sample library' }).click()
  await info.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => shell.countOf('Inbox')).toBe(0)
})

test('files, pasted text and drops are added with a receipt, and nothing twice', async ({ page }) => {
  await withEssays(page)
  const capture = new Capture(page)
  const library = new Library(page)
  await capture.drop([
    {
      name: 'Of Studies.md',
      type: 'text/markdown',
      text: `# Of Studies\n\n${ESSAYS[1][1]}\n\nSecond paragraph of Of Studies.\n`
    }
  ])
  await expect(capture.receipt('Already')).toHaveCount(1)
  await capture.done()
  await capture.paste({ 'text/html': '<h1>Pasted page</h1><p>Some words that were copied from a page.</p>' })
  await capture.done()
  await expect(library.row('Pasted page')).toBeVisible()
  expect(await new Shell(page).countOf('Inbox')).toBe(4)
})

test('the list works by keys: cursor, selection, states, undo', async ({ page }) => {
  await withEssays(page)
  const shell = new Shell(page)
  const library = new Library(page)
  await library.sortBy('Title')
  await library.focus('Of Studies')
  await page.keyboard.press('j')
  await expect(library.row('Self-Reliance')).toBeFocused()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(library.bulkBar(2)).toBeVisible()
  await clean(page)
  await page.keyboard.press('e')
  await expect(shell.toast('Moved 2 articles to Archive')).toBeVisible()
  await expect.poll(() => shell.countOf('Archive')).toBe(2)
  await expect(library.row('Of Studies')).toBeFocused()
  await shell.undoByToast()
  await expect.poll(() => shell.countOf('Archive')).toBe(0)
  await library.focus('Of Studies')
  await page.keyboard.press('Delete')
  await expect(library.row('Of Studies')).toHaveCount(0)
  await shell.undo()
  await expect(library.row('Of Studies')).toBeVisible()
})

test('tags are put on several at once, renamed, merged and nested', async ({ page }) => {
  await withEssays(page)
  const shell = new Shell(page)
  const library = new Library(page)
  const tags = new Tags(page)
  await library.select('Of Studies', 'Self-Reliance')
  await tags.tag('method', 'essays')
  await expect.poll(() => shell.countOf('method')).toBe(2)
  await tags.rename('method', 'craft/method')
  await expect(shell.place('craft')).toBeVisible()
  await tags.rename('essays', 'craft/method')
  await expect(shell.place('essays')).toHaveCount(0)
  await expect.poll(() => shell.countOf('craft')).toBe(2)
  await tags.color('craft', 'Blue')
  await tags.remove('craft')
  await shell.undo()
  await expect(shell.place('craft')).toBeVisible()
})

test('a reading list: order by key and by drag, why, export, delete and undo', async ({ page }) => {
  await withEssays(page)
  const shell = new Shell(page)
  const library = new Library(page)
  const lists = new Lists(page)
  await lists.create('Ch. 2')
  await shell.goTo('Inbox')
  await lists.dragOnto('Self-Reliance', 'Ch. 2')
  await library.select('Of Studies', 'The Ph.D. Octopus')
  await lists.addFocusedTo('Ch. 2')
  await shell.goTo('Ch. 2')
  await expect(library.list.getByRole('option')).toHaveCount(3)
  expect((await library.titles())[0]).toBe('Self-Reliance')
  await lists.moveByKey('Self-Reliance', 'down')
  await expect.poll(async () => (await library.titles())[1]).toBe('Self-Reliance')
  await lists.dragBefore('The Ph.D. Octopus', (await library.titles())[0] ?? '')
  await expect.poll(async () => (await library.titles())[0]).toMatch(/Octopus|Studies/)
  await lists.why('Of Studies', 'For the opening.')
  await clean(page)
  const file = await lists.export('Ch. 2', 'BibTeX')
  expect(file.suggestedFilename()).toMatch(/\.bib$/)
  await lists.rename('Ch. 2', 'Chapter 2')
  await lists.remove('Chapter 2')
  await shell.undo()
  await expect(shell.place('Chapter 2')).toBeVisible()
})

test('a misspelt phrase finds its passage, in the search page and in the palette', async ({ page }) => {
  await withEssays(page)
  const search = new SearchPage(page)
  await search.open()
  await search.search('foolish consistancy')
  await expect(search.results.first()).toContainText('hobgoblin')
  await clean(page)
  await search.openResult('hobgoblin')
  await expect(new Shell(page).reader).toContainText('Self-Reliance')
  await page.keyboard.press('Escape')
  await expect(search.input).toHaveValue('foolish consistancy')
  await expect(search.active).toContainText('hobgoblin')

  const palette = new Palette(page)
  await page.keyboard.press('Escape')
  await palette.open('octpus')
  await expect(palette.highlighted).toContainText('The Ph.D. Octopus')
  await clean(page)
  await page.keyboard.press('Enter')
  await expect(new Shell(page).reader).toContainText('Brilliancy')

  // Enter in the same breath as the words: the answer comes later, and is what is opened.
  await page.keyboard.press('Escape')
  await palette.open()
  await page.keyboard.insertText('octpus')
  await page.keyboard.press('Enter')
  await expect(new Shell(page).reader).toContainText('Brilliancy')
  await page.keyboard.press('Escape')
  await search.open()
  await search.search('')
  await page.keyboard.insertText('foolish consistancy')
  await page.keyboard.press('Enter')
  await expect(new Shell(page).reader).toContainText('Self-Reliance')
})

test('axe finds nothing in the main views and dialogs, in every theme', async ({ page }) => {
  await withEssays(page)
  const shell = new Shell(page)
  const library = new Library(page)
  const palette = new Palette(page)
  await library.select('Of Studies', 'Self-Reliance')
  await new Tags(page).tag('craft/method')
  await page.keyboard.press('Escape')
  for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
    await shell.setTheme(theme)
    await shell.goTo('Inbox')
    await library.open('Of Studies')
    await clean(page)
    for (const [key, name] of [
      ['a', 'Add to your library'],
      ['?', 'Keys'],
      ['t', 'Tags'],
      ['b', 'Add to a reading list'],
      ['Shift+E', 'Edit details']
    ] as const) {
      await page.keyboard.press(key)
      const dialog = page.getByRole('dialog', { name })
      await expect(dialog).toBeVisible()
      await clean(page)
      await dialog.getByRole('button', { name: 'Close' }).click()
      await expect(dialog).toBeHidden()
    }
    await palette.open('method')
    await expect(palette.rows('Tags')).toHaveCount(1)
    await clean(page)
    await palette.close()
    await library.row('Of Studies').click({ button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    await clean(page)
    await page.keyboard.press('Escape')
    await shell.goTo('Highlights')
    await clean(page)
  }
})

test('the panes by keys: F6, library, focus mode, note, citation, back and reload', async ({ page }) => {
  await withEssays(page)
  const shell = new Shell(page)
  const library = new Library(page)
  await library.focus('Of Studies')
  await page.keyboard.press('Enter')
  await expect(shell.reader).toContainText('Studies serve for delight')
  await expect(shell.reader.getByRole('region', { name: 'Of Studies' })).toBeFocused()
  await page.keyboard.press('F6')
  await expect(shell.place('Inbox')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(library.row('Of Studies')).toBeFocused()
  await page.keyboard.press('[')
  await expect(shell.library).toBeHidden()
  await page.keyboard.press('[')
  await expect(shell.library).toBeVisible()

  await library.focus('Self-Reliance')
  await page.keyboard.press('y')
  await expect(shell.toast(/^Copied \(/)).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Note on this article, in Markdown' })).toBeFocused()
  await page.keyboard.type('e is a letter here, not a command')
  await page.keyboard.press('Escape')
  await expect(shell.reader).toContainText('A foolish consistency')

  await page.keyboard.press('f')
  await expect(shell.library).toBeHidden()
  await page.keyboard.press('f')
  await expect(shell.library).toBeVisible()

  await page.goBack()
  await expect(shell.reader).toContainText('Studies serve for delight')
  await page.reload()
  await expect(shell.reader).toContainText('Studies serve for delight')
  expect(await shell.countOf('Archive')).toBe(0)
})
