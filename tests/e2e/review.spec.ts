/** Looking back: the week, a note written where one is missing, an old highlight seen, and the way to its passage. */
import AxeBuilder from '@axe-core/playwright'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

test('the review: by keys alone, from the week to a note and to a passage', async ({ page }) => {
  test.setTimeout(120_000)
  const [shell, reader] = [new Shell(page), new Reader(page)]
  await new Welcome(page).openSample()
  await shell.ready()
  await page.keyboard.press('Escape')

  await page.keyboard.press('g')
  await page.keyboard.press('v')
  const review = page.getByRole('region', { name: 'Review' })
  await expect(review.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible()
  const bare = review.getByRole('region', { name: 'Without a note' })
  const quote = bare.getByRole('button', { name: /It takes ten seconds for each source/ })
  await expect(quote).toBeVisible()
  await expect(review.getByRole('region', { name: 'This week' }).getByText('Today')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map((v) => v.id)).toEqual([])

  // A note, without leaving: the highlight then has one and goes.
  const before = await bare.getByRole('button', { name: 'Write a note' }).count()
  await quote.focus()
  await page.keyboard.press('n')
  await bare.getByRole('textbox', { name: 'Note, in Markdown' }).fill('Worth keeping.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(quote).toBeHidden()
  await expect(bare.getByRole('button', { name: 'Write a note' })).toHaveCount(before - 1)
  await shell.undo()
  await expect(quote).toBeVisible()

  await quote.focus()
  await page.keyboard.press('Enter')
  await reader.ready('From a reading list to a bibliography')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(review).toBeVisible()
})
