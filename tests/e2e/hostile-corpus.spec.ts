/** Every hostile page of the corpus, opened in the reader of either host: it runs nothing, asks nothing, writes nothing outside. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Welcome } from './pages/welcome'
import { canary } from './support/canary'
import { expect, test } from './support/fixtures'
import { openSinkhole } from './support/sinkhole'

interface Case {
  id: string
  class: string
  file: string
  generated?: string
  expect: { outcome: string }
}

const corpus = join(process.env['CARREL_SHARED'] ?? resolve(__dirname, '../../../shared'), 'data/hostile')
const present = existsSync(join(corpus, 'manifest.json'))
const manifest = present
  ? (JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as { sinkhole: unknown; cases: Case[] })
  : { sinkhole: '', cases: [] }
const cases = manifest.cases.filter(
  (c) => c.class.startsWith('html-') && c.generated === undefined && c.expect.outcome !== 'refused'
)

/** Addresses outside that the page (or its worker) asked for. */
function watchRequests(page: Page): string[] {
  const home = new URL(page.url()).origin
  const asked: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob|carrel):/.test(url) && new URL(url).origin !== home) asked.push(url)
  })
  return asked
}

test('the pages of the hostile corpus run nothing and ask for nothing in the reader', async ({
  carrel,
  dir
}) => {
  test.skip(!present, 'there is no shared/data/hostile here')
  test.setTimeout(240_000)
  expect(cases.length).toBeGreaterThan(90)
  const { page } = carrel
  const sink = await openSinkhole()
  await new Welcome(page).startEmpty()
  const before = readdirSync(dir)
  const asked = watchRequests(page)
  const capture = new Capture(page)
  await capture.addFiles(
    cases.map((c) => ({
      name: basename(c.file),
      mimeType: 'text/html',
      // What aims at the corpus's own sinkhole aims at ours, which is there and listens.
      buffer: Buffer.from(
        readFileSync(join(corpus, c.file), 'latin1').replaceAll(
          /[\w-]+\.sink\.test/g,
          new URL(sink.origin).host
        ),
        'latin1'
      )
    }))
  )
  await capture.done()
  const home = page.url()
  const ids = new Set<string>()
  const rows = page.locator('[role=option][data-article]')
  await rows.first().focus()
  for (let i = 0; i < cases.length + 10; i++) {
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-article') ?? '')
    if (id !== '') ids.add(id)
    await page.keyboard.press('j')
  }
  const seen = new Set<string>()
  for (const id of ids) {
    await page.evaluate((hash) => (location.hash = hash), `#/all?a=${id}`)
    const article = page.getByRole('article').first()
    await page.waitForTimeout(300)
    await expect(article).toBeVisible()
    seen.add((await article.textContent()) ?? '')
  }
  await page.waitForTimeout(1000)
  // Some share their words on purpose; most do not, so that it was really each that was shown.
  expect(ids.size, 'articles opened').toBeGreaterThan(90)
  expect(seen.size, 'texts read').toBeGreaterThan(80)
  expect(page.url().split('#')[0], 'still in the app').toBe(home.split('#')[0])
  expect(await canary(page)).toEqual([])
  expect(asked).toEqual([])
  expect(sink.heard).toEqual([])
  expect(readdirSync(dir)).toEqual(before)
  await sink.close()
})
