/**
 * The hostile files that try to exhaust (20 MB in one line, 100,000 rows, 20,000 pages), through the window: each ends,
 * with its words or a sentence, and the window answers while they are read and when they are open.
 * `CARREL_GIANTS=1 npx playwright test hostile-giants` (or the ids of some, with commas): prints the longest time without an answer; times are never
 * asserted, beyond the patience of the test itself.
 */
import { execFileSync } from 'node:child_process'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { HOSTILE, hostileCases, hostilePresent } from './support/hostile-files'
import { openClient } from './support/page-transport'

const WANTED = process.env['CARREL_GIANTS']

/** Ticks every 50 ms from now on; `gap` answers the longest time without one, and begins anew. */
async function watchTicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = { last: performance.now(), gap: 0 }
    Object.assign(globalThis, { __ticks: watch })
    setInterval(() => {
      const now = performance.now()
      watch.gap = Math.max(watch.gap, now - watch.last)
      watch.last = now
    }, 50)
  })
  return () =>
    page.evaluate(() => {
      const watch = (globalThis as unknown as { __ticks: { last: number; gap: number } }).__ticks
      const gap = Math.round(Math.max(watch.gap, performance.now() - watch.last))
      watch.gap = 0
      return gap
    })
}

test('files that try to exhaust end, and the window answers all the while', async ({ open, dir }) => {
  test.skip(WANTED === undefined, 'takes minutes: CARREL_GIANTS=1 runs it')
  test.skip(!hostilePresent, 'there is no shared/data/hostile here')
  test.setTimeout(900_000)
  const large = join(dir, 'large')
  execFileSync(process.execPath, [join(HOSTILE, 'make.mjs'), '--large', large], { stdio: 'ignore' })
  const giants = hostileCases().filter(
    (c) => c.generated !== undefined && /^(encoding|giant|pdf)$/.test(c.class)
  )
  expect(giants.length).toBe(10)

  const { page } = await open()
  await new Shell(page).ready()
  // A trace takes a snapshot of the whole page at every step: it would measure itself.
  await page.context().tracing.stop()
  await new Welcome(page).startEmpty()
  const gap = await watchTicks(page)
  const capture = new Capture(page)
  const client = await openClient(page)
  const seen = new Set<string>()
  for (const giant of giants.filter((c) => WANTED === '1' || WANTED?.split(',').includes(c.id))) {
    const began = Date.now()
    await capture.open()
    await capture.dialog.getByLabel('Files to add').setInputFiles(join(large, giant.file))
    await expect(page.getByRole('dialog', { name: 'Added' }), giant.id).toBeVisible({ timeout: 120_000 })
    const added = Date.now() - began
    // Some share their words on purpose: those are wanted as well.
    const both = capture.dialog.getByRole('button', { name: 'Keep both' })
    if ((await both.count()) > 0) await both.click()
    await expect(both).toHaveCount(0)
    const words = await capture.receipts.allInnerTexts()
    const adding = await gap()
    await capture.done()
    const { ids } = await client['articles.list']({ view: { kind: 'all' }, sort: 'added' })
    const id = ids.find((one) => !seen.has(one))
    expect(id, `${giant.id} became an article: ${words.join(' ')}`).toBeDefined()
    if (id === undefined) continue
    seen.add(id)
    const { title } = await client['articles.get']({ id })
    expect(title.length, 'a title that can be shown').toBeLessThanOrEqual(2000)

    const opened = Date.now()
    await page.evaluate((hash) => (location.hash = hash), `#/all?a=${id}`)
    await expect(page.locator('main h1').first()).toHaveText(title.replace(/\s+/g, ' ').trim(), {
      timeout: 60_000
    })
    const text = page.locator('main').locator('.body > *, .pdf-scroller').first()
    await expect(text).toBeAttached({ timeout: 60_000 })
    const shown = Date.now() - opened
    const opening = await gap()
    // To its end and back, by the keyboard; then the window still takes a key.
    await text.evaluate((el) => {
      const box = [...document.querySelectorAll('main *')].filter(
        (one) => one.scrollHeight > one.clientHeight + 200
      )
      for (const one of [el, ...box]) one.scrollTop = 1e9
    })
    await page.waitForTimeout(500)
    await page.screenshot({ timeout: 60_000 })
    const scrolling = await gap()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    console.log(
      `${giant.id} (${basename(giant.file)}): added ${added} ms, shown ${shown} ms; longest without an answer: ` +
        `adding ${adding}, opening ${opening}, to the end ${scrolling}, a key ${await gap()} ms. ${words.join(' | ').replace(/\s+/g, ' ').slice(0, 400)}`
    )
  }
})
