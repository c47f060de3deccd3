/** Keys can be changed and single letters switched off; the sheet shows what holds now. */
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { axeFindsNothing, openMarkdown } from './support/reading'

test('a key is changed by pressing another, told where it is taken, and comes back', async ({ page }) => {
  const reader = await openMarkdown(page, 'Keys', 'One sentence. Another sentence.\n\nA second paragraph.')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.getByRole('button', { name: 'Change keys' }).click()
  const field = sheet.getByRole('button', { name: /^Key of Reading cursor: next paragraph/ })
  await field.click()
  await page.keyboard.press('f')
  await expect(sheet.getByRole('alert')).toContainText('Focus mode')
  await page.keyboard.press('Shift+Q')
  await expect(field).toHaveAccessibleName('Key of Reading cursor: next paragraph: Shift Q')
  await axeFindsNothing(page, 'the sheet of keys while they are changed')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('p')
  await page.waitForTimeout(200)
  expect(await reader.paintedAs('cursor')).toEqual([])
  await page.keyboard.press('Shift+Q')
  await expect.poll(() => reader.paintedAs('cursor')).toHaveLength(1)
  await page.reload()
  await new Shell(page).ready()
  await reader.ready('Keys')
  await page.keyboard.press('Shift+Q')
  await expect.poll(() => reader.paintedAs('cursor')).toHaveLength(1)

  await page.keyboard.press('?')
  await sheet.getByRole('button', { name: 'As they were' }).click()
  await sheet.getByRole('switch', { name: 'Single-letter keys' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
  await page.waitForTimeout(200)
  expect(await reader.paintedAs('cursor')).toEqual([])
})
