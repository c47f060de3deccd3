/** Three tasks of a student's day, and how many steps each may take: more than that, and the test fails. */
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { ExportDialog } from './pages/export'
import { Library } from './pages/library'
import { caughtDownload, Lists, startCatching } from './pages/lists'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { Steps } from './support/steps'

const title = (n: number): string => `Study ${String(n).padStart(2, '0')}`

async function withArticles(page: Page, count: number): Promise<void> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles(
    Array.from({ length: count }, (_, i) => ({
      name: `study-${i + 1}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(`# ${title(i + 1)}\n\nThe ${i + 1}. study finds that order is an argument.\n`)
    }))
  )
  await capture.done()
  await new Library(page).sortBy('Title')
}

test('twelve articles are tagged in five steps', async ({ page }) => {
  const [shell, library, steps] = [new Shell(page), new Library(page), new Steps(page)]
  await withArticles(page, 14)
  await library.focus(title(1))
  await steps.press('x')
  await steps.hold('Shift', 'ArrowDown', 11, (n) => expect(library.bulkBar(n + 1)).toBeVisible())
  await steps.press('t')
  await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused()
  await steps.type('method/survey')
  await expect(page.getByRole('option').filter({ hasText: 'method/survey' })).toBeVisible()
  await steps.press('Enter')
  await expect(page.getByRole('button', { name: 'Take off method/survey' })).toBeVisible()
  expect(steps.taken).toBeLessThanOrEqual(5)
  // Done already; the field stays for another tag, and while it does the library pane is behind it.
  await page.keyboard.press('Escape')
  await expect.poll(() => shell.countOf('method')).toBe(12)
})

test('eight are put on a list in two sections, in order, each with its why-line', async ({ page }) => {
  test.setTimeout(300_000)
  const [shell, library, lists] = [new Shell(page), new Library(page), new Lists(page)]
  await withArticles(page, 8)
  await library.focus(title(1))
  await page.keyboard.press('ControlOrMeta+a')
  await expect(library.bulkBar(8)).toBeVisible()
  await lists.addFocusedTo('Ch. 2')
  await page.keyboard.press('Escape')
  await shell.goTo('Ch. 2')
  await expect.poll(() => library.titles()).toHaveLength(8)
  const before = await library.titles()
  const at = (i: number): string => before[i] ?? ''
  await library.focus(at(0))

  const ordering = new Steps(page)
  // Order is by keys: one step a place, and Home goes back to the first.
  await ordering.press('Alt+ArrowDown')
  await expect.poll(() => library.titles()).toEqual([at(1), at(0), ...before.slice(2)])
  await ordering.press('Home')
  expect(ordering.taken).toBe(2)

  const saying = new Steps(page)
  const order = await library.titles()
  for (const [i, name] of order.entries()) {
    if (i > 0) await saying.press('ArrowDown')
    await expect(library.row(name)).toBeFocused()
    await saying.press('w')
    await expect(page.getByRole('textbox', { name: `Why read “${name}”` })).toBeFocused()
    await saying.type(`Reason ${i + 1}`)
    await saying.press('Enter')
    await expect(library.row(name)).toContainText(`Reason ${i + 1}`)
  }
  // w, the words, Enter; and one down to the next.
  expect(saying.taken).toBeLessThanOrEqual(8 * 3 + 7)

  for (const [name, from] of [
    ['Theory', 0],
    ['Cases', 4]
  ] as const) {
    await library.focus(order[from] ?? '')
    const sections = new Steps(page)
    await sections.press('x')
    await sections.hold('Shift', 'ArrowDown', 3, (n) => expect(library.bulkBar(n + 1)).toBeVisible())
    await sections.press('Shift+W')
    const dialog = page.getByRole('dialog', { name: 'Section' })
    await expect(dialog.getByLabel('Name of the section')).toBeFocused()
    await sections.type(name)
    await sections.press('Enter')
    await expect(dialog).toBeHidden()
    await sections.press('Escape')
    await expect(library.bulkBar(4)).toBeHidden()
    expect(sections.taken).toBeLessThanOrEqual(6)
  }
  await expect.poll(() => library.titles()).toEqual(order)
  for (const [i, name] of order.entries())
    await expect(library.row(name)).toContainText(`Section ${i < 4 ? 'Theory' : 'Cases'}.`)
})

test('an annotated bibliography in APA, and the .bib, in three steps each', async ({ page }) => {
  const [shell, library, lists] = [new Shell(page), new Library(page), new Lists(page)]
  await withArticles(page, 2)
  await library.focus(title(1))
  await lists.addFocusedTo('Ch. 2')
  await shell.goTo('Ch. 2')
  await lists.why(title(1), 'The first word on it')

  const dialog = new ExportDialog(page)
  const word = new Steps(page)
  await word.press('ControlOrMeta+Shift+E')
  await expect(dialog.dialog).toBeVisible()
  await word.click(dialog.dialog.getByRole('option', { name: /^American Psychological Association/ }).first())
  await expect(dialog.preview.getByText('The first word on it')).toBeVisible()
  await startCatching(page)
  await word.click(dialog.dialog.getByRole('button', { name: 'Export', exact: true }))
  const docx = await caughtDownload(page)
  expect(docx.suggestedFilename()).toBe('Ch. 2.docx')
  expect(docx.text.startsWith('PK')).toBe(true)
  expect(word.taken).toBeLessThanOrEqual(3)

  const bib = new Steps(page)
  await shell.place('Ch. 2').hover()
  await startCatching(page)
  await bib.click(shell.library.getByRole('button', { name: 'More for Ch. 2' }))
  await bib.click(page.getByRole('menuitem', { name: 'Export' }))
  await bib.click(page.getByRole('menuitem', { name: 'BibTeX', exact: true }))
  const tex = await caughtDownload(page)
  expect(tex.suggestedFilename()).toBe('Ch. 2.bib')
  expect(tex.text.match(/^@\w+\{/gm)).toHaveLength(1)
  expect(bib.taken).toBeLessThanOrEqual(3)
})
