/** An article made hostile on purpose runs nothing and reaches nothing, in either host. */
import type { Page } from '@playwright/test'
import { hostileArticle, HOSTILE_SENTENCE } from '../fixtures/hostile-article'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { canary } from './support/canary'
import { expect, test } from './support/fixtures'
import { openSinkhole } from './support/sinkhole'

/**
 * Touches everything in the article the way a person (or a curious one) would, short of following a link to the web:
 * that is asking for it.
 */
async function poke(page: Page): Promise<void> {
  const article = page.getByRole('article').first()
  for (const link of await article.getByRole('link').all()) {
    await link.scrollIntoViewIfNeeded()
    await link.hover()
    if (!/^https?:/.test((await link.getAttribute('href')) ?? '')) await link.click()
  }
  for (const text of ['data link', 'Summary', 'dialog'])
    for (const found of await article.getByText(text).all()) await found.click({ timeout: 5000 })
  for (let i = 0; i < 15; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('End')
}

for (const door of ['a file', 'pasted', 'dropped'] as const)
  test(`a hostile article from ${door} runs nothing and asks for nothing`, async ({ carrel }) => {
    const { page } = carrel
    const sink = await openSinkhole()
    const html = hostileArticle(sink.origin)
    await new Welcome(page).startEmpty()
    const capture = new Capture(page)
    if (door === 'a file')
      await capture.addFiles([{ name: 'hostile.html', mimeType: 'text/html', buffer: Buffer.from(html) }])
    else if (door === 'pasted') await capture.paste({ 'text/html': html, 'text/plain': 'Hostile' })
    else await capture.drop([{ name: 'hostile.html', type: 'text/html', text: html }])
    await expect(capture.receipts.first()).toContainText(/script/)
    await capture.openFromReceipt('Hostile on purpose')

    const home = page.url()
    await expect(page.getByText(HOSTILE_SENTENCE)).toBeVisible()
    await poke(page)
    expect(page.url()).toBe(home)
    // Nothing of it covers the app, and the app still works.
    await expect(new Library(page).row('Hostile on purpose')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await expect(new Shell(page).toast(/.*/).first()).toBeAttached()
    await page.reload()
    await expect(page.getByText(HOSTILE_SENTENCE)).toBeVisible()
    await page.waitForTimeout(1500)
    expect(await canary(page)).toEqual([])
    expect(sink.heard).toEqual([])
    expect(
      page.frames().filter((f) => /^https?:/.test(f.url()) && !f.url().startsWith(new URL(home).origin))
    ).toEqual([])

    // Following a link is the person's own request: it opens elsewhere, once, and tells nobody else (no ping).
    await page.getByRole('link', { name: 'outside link' }).click()
    await page.waitForTimeout(1000)
    expect(page.url()).toBe(home)
    expect(
      sink.heard.filter((heard) => heard !== 'connection' && heard !== '/link' && heard !== '/favicon.ico')
    ).toEqual([])
    await sink.close()
  })
