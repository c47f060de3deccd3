/** Notes: writing, linking, following a link, backlinks, a renaming that links follow, and all of it there after a reload. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { caughtBytes, startCatching } from './pages/lists'
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

/** A picture of one green dot on white, 40 by 24. */
async function aPicture(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [40, 24]
    const context = canvas.getContext('2d')
    context?.fillRect(0, 0, 40, 24)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
  })
}

/** As from the clipboard, or dropped where the text ends. */
async function give(text: Locator, how: 'paste' | 'drop', what: string | number[]): Promise<void> {
  await text.evaluate(
    (element, { kind, given }) => {
      const data = new DataTransfer()
      if (typeof given === 'string') data.setData('text/plain', given)
      else data.items.add(new File([new Uint8Array(given)], 'dot.png', { type: 'image/png' }))
      const { x, y } = element.getBoundingClientRect()
      const common = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...common, clipboardData: data })
          : new DragEvent('drop', { ...common, dataTransfer: data, clientX: x + 1, clientY: y + 1 })
      )
    },
    { kind: how, given: what }
  )
}

test('formulas, a table, a footnote and pictures are shown, and the pictures go out with the notes', async ({
  page
}) => {
  test.setTimeout(120_000)
  const notes = new Notes(page)
  const refused: string[] = []
  const outside: string[] = []
  page.on('console', (m) => void (/Content Security Policy/.test(m.text()) && refused.push(m.text())))
  page.on('request', (r) => void (/example\.org/.test(r.url()) && outside.push(r.url())))
  await new Welcome(page).openSample()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await notes.write('Tides', 'Begin. ')
  const written =
    'Force $F = G\\frac{m_1 m_2}{r^2}$ costs $5 or $10.[^1]\n\n' +
    '$$\n\\begin{aligned}\na &= b_1 \\\\\n- c &= \\sqrt{d}\n\\end{aligned}\n$$\n\n' +
    '| Moon | Tide |\n| --- | ---: |\n| full | $4^2$ |\n| [[From a reading list to a bibliography]] | 3 |\n\n' +
    '$\\href{javascript:alert(1)}{x}$ and ![far](http://example.org/x.png)\n\n[^1]: Newton, *Principia*.\n\n'
  await give(notes.text, 'paste', written)
  await give(notes.text, 'paste', await aPicture(page))
  const picture = notes.text.locator('img.note-picture')
  const shown = async (): Promise<void> => {
    await expect(notes.text.locator('.cm-formula math')).toHaveCount(2)
    await expect(notes.text.locator('.cm-formula math mtr')).toHaveCount(2)
    await expect(notes.text.locator('.cm-table td math')).toHaveCount(1)
    await expect(notes.text.locator('.cm-footnote')).toHaveText('1')
    await expect(notes.text.locator('.cm-footnote')).toHaveAttribute('title', 'Newton, *Principia*.')
    await expect(notes.text.locator('.tex-error')).toContainText('\\href')
    await expect(notes.text.locator('a, [href]')).toHaveCount(0)
    await expect(notes.text.getByText('Picture: far')).toBeVisible()
    await expect(picture).toHaveCount(1)
    await expect.poll(() => picture.evaluate((i) => i instanceof HTMLImageElement && i.naturalWidth)).toBe(40)
  }
  await shown()
  await notes.saved()
  await clean(page, 'a note with formulas, a table, a footnote and a picture')
  await page.reload()
  await expect(notes.title).toHaveValue('Tides')
  await shown()

  // Dropped onto it, the picture comes into the note, and no article of it into the library.
  await notes.text.press('ControlOrMeta+Home')
  await give(notes.text, 'drop', await aPicture(page))
  await expect(picture).toHaveCount(2)
  await notes.saved()

  await startCatching(page)
  await page.getByRole('button', { name: 'Save all notes as Markdown files' }).click()
  const files = unzipSync(await caughtBytes(page))
  const note = strFromU8(files['Carrel notes/Tides.md'] ?? new Uint8Array())
  const [, address = ''] = /!\[dot\]\(([^)]+)\)/.exec(note) ?? []
  expect(note).toContain('\\begin{aligned}')
  expect(files[`Carrel notes/${address}`]?.length).toBe((await aPicture(page)).length)
  expect([refused, outside]).toEqual([[], []])

  await notes.text.locator('.cm-table .cm-link').click()
  await expect(
    page.getByRole('heading', { name: 'From a reading list to a bibliography', level: 1 })
  ).toBeVisible()
})
