/** Searching exactly: fields, facets, chips, completion, and coming back to the results; on both hosts. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Highlights } from './pages/highlights'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const ESSAYS = [
  [
    'The Octopus',
    'William James',
    '1903',
    'Brilliancy will not save a thesis for the doctorate, studies or no studies.'
  ],
  ['Of Studies', 'Francis Bacon', '1625', 'Studies serve for delight, for ornament, and for ability.'],
  [
    'Self-Reliance',
    'Ralph Emerson',
    '1841',
    'A foolish consistency is the hobgoblin of little minds, and of their studies.'
  ]
] as const

async function withEssays(page: Page): Promise<SearchPage> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles(
    ESSAYS.map(([title, author, year, text]) => ({
      name: `${title}.html`,
      mimeType: 'text/html',
      buffer: Buffer.from(
        `<html lang="en"><head><title>${title}</title><meta name="citation_title" content="${title}">` +
          `<meta name="citation_author" content="${author}"><meta name="citation_publication_date" content="${year}">` +
          `</head><body><article><h1>${title}</h1><p>${text}</p><p>Second paragraph of it.</p></article></body></html>`
      )
    }))
  )
  await expect(capture.receipts).toHaveCount(3)
  await capture.done()
  const search = new SearchPage(page)
  await search.open()
  return search
}

test('fields, facets and chips narrow the same search', async ({ page }) => {
  const search = await withEssays(page)
  await search.search('studies')
  await expect(search.facets).toContainText('3 articles match')
  await search.facet('Authors', /Francis Bacon/).click()
  await expect(search.input).toHaveValue('studies author:"Francis Bacon"')
  await expect(search.facets).toContainText('1 article matches')
  await expect(search.result('Octopus')).toHaveCount(0)
  await expect(search.result('serve for delight')).toHaveCount(1)
  await expect(search.facet('Authors', /Francis Bacon/)).toHaveAttribute('aria-pressed', 'true')

  await search.chips.getByRole('button', { name: /^Take away/ }).click()
  await expect(search.input).toHaveValue('studies')
  await expect(search.facets).toContainText('3 articles match')

  await search.search('studies year:1800..1910')
  await expect(search.facets).toContainText('2 articles match')
  await expect(search.result('Of Studies')).toHaveCount(0)
  await search.sortBy('Date')
  await expect(search.results.first()).toContainText('The Octopus')
})

test('says what it cannot understand, completes what is begun, and a stale keystroke never wins', async ({
  page
}) => {
  const search = await withEssays(page)
  await search.search('studies is:purple year:1625')
  await expect(page.getByRole('status').filter({ hasText: 'is:purple' })).toContainText('was left out')
  await expect(search.result('serve for delight')).toHaveCount(1)
  await expect(search.result('Octopus')).toHaveCount(0)

  await search.search('is:unr')
  await search.completion('is:unread').click()
  await expect(search.input).toHaveValue('is:unread ')
  await expect(search.results).toHaveCount(3)

  await search.input.fill('')
  await search.input.pressSequentially('hobgoblin of little', { delay: 15 })
  await expect(search.results.first()).toContainText('foolish consistency')
  await expect(page.getByText(/cancelled|took the place/)).toHaveCount(0)
})

test('Esc comes back to the results as they were; axe finds nothing', async ({ page }) => {
  const search = await withEssays(page)
  await search.search('studies year:1800..1910')
  await search.openResult('hobgoblin')
  await expect(page.getByRole('heading', { name: 'Self-Reliance' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search.input).toHaveValue('studies year:1800..1910')
  await expect(search.active).toContainText('hobgoblin')
  await expect(search.facets).toContainText('2 articles match')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
})

test('a saved search counts by itself and opens', async ({ page }) => {
  const search = await withEssays(page)
  await search.search('is:unread year:1800..')
  await expect(search.facets).toContainText('2 articles match')
  await search.saveAs('Unread moderns')
  const filter = search.savedFilter('Unread moderns')
  await expect(filter).toContainText('2')

  await search.search('hobgoblin')
  await search.openResult('hobgoblin')
  await expect(page.getByRole('heading', { name: 'Self-Reliance' }).first()).toBeVisible()
  await page.keyboard.press('m')
  await expect(filter).toContainText('1')
  await filter.click()
  await expect(search.input).toHaveValue('is:unread year:1800..')
  await expect(search.results).toHaveCount(1)
})

test('more like this, from the menu of a result’s article, leads to others about the same', async ({
  page
}) => {
  const search = await withEssays(page)
  await search.search('hobgoblin')
  await search.openResult('hobgoblin')
  await expect(page.getByRole('heading', { name: 'Self-Reliance' }).first()).toBeVisible()
  await new Palette(page).run('More like this')
  await expect(search.input).toHaveValue(/^like:\S+$/)
  await expect(search.result('Of Studies').first()).toBeVisible()
  await expect(search.result('hobgoblin')).toHaveCount(0)
  await expect(search.chips).toContainText('like:')

  await search.facet('Authors', /Francis Bacon/).click()
  await expect(search.result('Of Studies').first()).toBeVisible()
  await expect(search.result('Octopus')).toHaveCount(0)
  await search.input.press('Escape')
  await expect(search.input).toHaveValue('')
})

test('more passages like a selected one, and like a highlight, lead elsewhere and back', async ({ page }) => {
  const search = await withEssays(page)
  const likeOf = async (phrase: string): Promise<void> => {
    await expect(search.input).toHaveValue(`like:"${phrase}"`)
    await expect(search.result('Of Studies').first()).toBeVisible()
    // Never the article it stands in.
    await expect(search.result('Self-Reliance')).toHaveCount(0)
  }
  const reader = new Reader(page)
  const phrase = 'little minds, and of their studies'
  await search.search('hobgoblin')
  await search.openResult('hobgoblin')
  await reader.ready('Self-Reliance')
  await reader.select(phrase)
  await reader.toolbar.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'More passages like this' }).click()
  await likeOf(phrase)
  await search.openResult('serve for delight')
  await reader.ready('Of Studies')
  await page.keyboard.press('Escape')
  await likeOf(phrase)

  await search.search('hobgoblin')
  await search.openResult('hobgoblin')
  await reader.ready('Self-Reliance')
  await reader.highlight(phrase, 'green')
  await page.keyboard.press('.')
  await page.keyboard.press('Shift+F')
  await likeOf(phrase)

  const highlights = new Highlights(page)
  await new Shell(page).goTo('Highlights')
  await highlights.row(phrase).getByRole('button', { name: 'More passages like this' }).click()
  await likeOf(phrase)
})

test('recent searches stand under the empty field, and are forgotten one by one and all', async ({
  page
}) => {
  const search = await withEssays(page)
  await expect(search.recent).toHaveCount(0)
  await search.search('hobgoblin')
  await search.openResult('hobgoblin')
  await page.keyboard.press('Escape')
  await expect(search.result('hobgoblin').first()).toBeVisible()
  await search.search('delight ability')
  await expect(search.result('serve for delight').first()).toBeVisible()
  await search.input.press('Escape')
  const rows = search.recent.getByRole('listitem')
  await expect(rows).toHaveText(['delight ability', 'hobgoblin'])
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(search.input).toHaveValue('hobgoblin')
  await search.input.press('Escape')
  await expect(rows).toHaveText(['hobgoblin', 'delight ability'])
  await search.recent.getByRole('button', { name: 'Forget hobgoblin' }).click()
  await expect(rows).toHaveText(['delight ability'])
  await page.reload()
  await expect(rows).toHaveText(['delight ability'])
  await search.recent.getByRole('button', { name: 'Forget all' }).click()
  await expect(search.recent).toHaveCount(0)
})

test('selected results are tagged, sent to the trash, and never selected unseen', async ({ page }) => {
  const search = await withEssays(page)
  await search.search('studies')
  await expect(search.facets).toContainText('3 articles match')
  await search.input.press('Shift+Enter')
  await expect(search.bulk(1)).toBeVisible()
  await search.facets.getByRole('button', { name: 'Select all' }).click()
  await search.bulk(3).getByRole('button', { name: 'Tag' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('found')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(search.facet('Tags', /found/)).toContainText('3')

  await search.search('hobgoblin studies')
  await expect(search.bulk(3)).toHaveCount(0)
  await expect(search.facets).toContainText('1 article matches')
  await search.input.press('Shift+Enter')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  await search.bulk(1).getByRole('button', { name: 'Move to the trash' }).click()
  await expect(search.result('hobgoblin')).toHaveCount(0)
  await expect(search.bulk(1)).toHaveCount(0)
})

test('in a narrow window the search is narrowed behind a button', async ({ page }) => {
  const search = await withEssays(page)
  await page.setViewportSize({ width: 700, height: 800 })
  await search.search('studies')
  await expect(search.results).not.toHaveCount(0)
  await expect(search.facets).toHaveCount(0)
  await page.getByRole('button', { name: 'Narrow…' }).click()
  await search.facet('Authors', /Francis Bacon/).click()
  await expect(search.input).toHaveValue('studies author:"Francis Bacon"')
  await expect(search.result('Octopus')).toHaveCount(0)
})
