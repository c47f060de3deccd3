/** Notes: writing, linking, following a link, backlinks, a renaming that links follow, and all of it there after a reload. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Notes } from './pages/notes'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    what
  ).toEqual([])
}

test('notes link to each other, and links follow a renaming and a reload', async ({ page }) => {
  test.setTimeout(180_000)
  const [notes, shell] = [new Notes(page), new Shell(page)]
  await new Welcome(page).openSample()

  // By keys alone: g n goes there, n makes one, the title leads into the text.
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible()
  await notes.write('Habits of mind', 'What a day is made of.')
  await notes.write('Second thoughts', '# Why\n\nIt began with ')
  await page.keyboard.type('[[Habi')
  await expect(notes.offers.getByRole('option', { name: /Habits of mind/ })).toBeVisible()
  // The editor takes no key for a list that has just come under the fingers.
  await page.waitForTimeout(200)
  await page.keyboard.press('Enter')
  await page.keyboard.type(' and **grew**. Habits of mind are more than that.')
  await notes.saved()

  // Live preview: the marks of another line are hidden, the link is one.
  await expect(notes.text.locator('.cm-link')).toHaveText('Habits of mind')
  await clean(page, 'a note')

  // Clicking follows it; there it is told who links here, and who speaks of it without a link.
  await notes.text.locator('.cm-link').click()
  await expect(notes.title).toHaveValue('Habits of mind')
  const mentions = page.getByRole('region', { name: 'Mentions' })
  await expect(mentions.getByRole('heading', { name: 'Linked from 1' })).toBeVisible()
  await expect(mentions.getByRole('heading', { name: 'Mentioned without a link 1' })).toBeVisible()
  await clean(page, 'a note that is linked to')
  await mentions.getByRole('button', { name: 'Link the mention in Second thoughts' }).click()
  await expect(mentions.getByRole('heading', { name: 'Linked from 2' })).toBeVisible()

  // Another name: what links here says it at once.
  await notes.title.fill('Ways of thinking')
  await page.keyboard.press('Enter')
  await notes.saved()
  await notes.open('Second thoughts')
  await expect(notes.text.locator('.cm-link')).toHaveText(['Ways of thinking', 'Ways of thinking'])
  await expect(notes.text.locator('.cm-link-none')).toHaveCount(0)

  await page.reload()
  await expect(notes.title).toHaveValue('Second thoughts')
  await expect(notes.text.locator('.cm-link').first()).toHaveText('Ways of thinking')
  await notes.text.locator('.cm-link').first().click()
  await expect(notes.title).toHaveValue('Ways of thinking')

  // One step back for the renaming, links and all.
  await page.keyboard.press('Escape')
  await shell.undo()
  await expect(notes.title).toHaveValue('Habits of mind')
})

test('the note of an article: a template, a link to an article, and the way back', async ({ page }) => {
  test.setTimeout(120_000)
  const notes = new Notes(page)
  await new Welcome(page).openSample()
  await page.getByRole('option').first().click()
  const title =
    (await page.getByRole('main', { name: 'Reader' }).getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('button', { name: 'Literature note' }).click()
  const field = page.getByRole('textbox', { name: 'Note on this article, in Markdown' })
  await expect(field).toContainText('What I make of it')
  await field.press('ControlOrMeta+Enter')
  await expect(page.getByRole('region', { name: 'Note on this article' })).toContainText('What it says')
  await clean(page, 'an article with its note')

  await page.getByRole('button', { name: 'Open large' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(notes.text).toContainText('What I make of it')
  await page.getByRole('button', { name: 'Write full screen' }).click()
  await expect(page.getByRole('region', { name: 'All notes' })).toBeHidden()
  await page.getByRole('button', { name: 'Leave full screen' }).click()
  await page
    .getByRole('main', { name: 'Notes' })
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete note' }).click()
  await expect(page.getByText('Choose a note, or write one.')).toBeVisible()
})
