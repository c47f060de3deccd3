/** Every hostile file of the corpus that becomes an article, opened in the reader and as its saved original, in either host. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { canary } from './support/canary'
import { expect, test } from './support/fixtures'
import { HOSTILE, hostileCases, hostilePresent } from './support/hostile-files'
import { openClient } from './support/page-transport'
import { openSinkhole } from './support/sinkhole'

/**
 * Those that are too large to be kept in a folder (20 MB in one line, 100,000 rows) try to exhaust, not to run or to ask;
 * the unit tests read them. Exports of other tools are imported, not captured.
 */
const EXCHANGE = new Set(['a-zip-pocket-mixed', 'a-zip-names'])
const cases = hostileCases().filter(
  (c) =>
    /^(html-|(encoding|giant|text|mhtml|pdf|archive)$)/.test(c.class) &&
    c.generated === undefined &&
    c.expect.outcome !== 'refused' &&
    !EXCHANGE.has(c.id)
)
/** Text in a text: its addresses may be rewritten without breaking the file. */
const PLAIN = /\.(html?|xhtml|md|txt|mhtml)$/

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

/** The corpus as files, what aims at its own sinkhole aiming at ours, which is there and listens. */
function writeCorpus(into: string, sinkhole: string): string[] {
  mkdirSync(into, { recursive: true })
  return cases.map((c) => {
    const from = join(HOSTILE, c.file)
    // Names repeat from folder to folder.
    const to = join(into, `${c.class} ${basename(c.file)}`)
    if (PLAIN.test(c.file))
      writeFileSync(to, readFileSync(from, 'latin1').replaceAll(/[\w-]+\.sink\.test/g, sinkhole), 'latin1')
    else copyFileSync(from, to)
    return to
  })
}

/** Whatever a pointer could set off, short of following a link to the web: that is asking for it. */
async function poke(page: Page): Promise<void> {
  await page.evaluate(() => {
    const hosts = [...document.querySelectorAll('main *')].filter((el) => el.shadowRoot)
    for (const host of hosts) {
      const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])].slice(0, 300)
      for (const el of all) {
        el.dispatchEvent(new MouseEvent('mouseover', { bubbles: true, composed: true }))
        if (!/^(https?|mailto):/.test(el.getAttribute('href') ?? ''))
          el.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }))
      }
    }
  })
}

/** The frame of “Saved original”, once loaded. */
async function showOriginal(page: Page, asset: string): Promise<void> {
  await page.evaluate(async (name) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.src = `asset/${name}`
    const loaded = new Promise((resolve) => {
      frame.onload = resolve
      setTimeout(resolve, 5000)
    })
    document.body.append(frame)
    await loaded
    for (const el of [...(frame.contentDocument?.querySelectorAll('*') ?? [])].slice(0, 300)) {
      el.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
      if (!/^(https?|mailto):/.test(el.getAttribute('href') ?? ''))
        el.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    }
    if ('__carrel_canary' in (frame.contentWindow ?? {})) Object.assign(globalThis, { __carrel_canary: name })
    frame.remove()
  }, asset)
}

test('the hostile corpus runs nothing, asks for nothing and writes nothing outside, in the reader and as originals', async ({
  open,
  dir
}) => {
  test.skip(!hostilePresent, 'there is no shared/data/hostile here')
  test.setTimeout(480_000)
  expect(cases.length).toBeGreaterThan(140)
  const sink = await openSinkhole()
  const files = writeCorpus(join(dir, 'corpus'), new URL(sink.origin).host)
  // Deep enough that a name which climbs out still lands where it is seen.
  const deep = join(dir, 'a/b/c')
  mkdirSync(deep, { recursive: true })
  const { page } = await open({ CARREL_LIBRARY: join(deep, 'library') })
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const asked = watchRequests(page)
  const capture = new Capture(page)
  const client = await openClient(page)
  await capture.addFiles(files)
  // Some share their words on purpose: those are wanted as well.
  const both = capture.dialog.getByRole('button', { name: 'Keep both' })
  for (let left = await both.count(); left > 0; left--) {
    await both.first().click()
    await expect(both).toHaveCount(left - 1)
  }
  await capture.done()
  const before = readdirSync(dir)
  const home = page.url()

  const { ids } = await client['articles.list']({ view: { kind: 'all' }, sort: 'added' })
  const seen = new Set<string>()
  let originals = 0
  for (const id of ids) {
    const article = await client['articles.get']({ id })
    await page.evaluate((hash) => (location.hash = hash), `#/all?a=${id}`)
    await expect(page.locator('main h1').first()).toHaveText(article.title.replace(/\s+/g, ' ').trim())
    await expect(page.locator('main').locator('.body > *, .pdf-scroller').first()).toBeAttached()
    await page.waitForTimeout(60)
    await poke(page)
    seen.add(id)
    const original = await client['capture.original']({ id })
    if (original.page !== undefined) {
      originals++
      await showOriginal(page, original.page)
    }
    expect(await canary(page), article.title).toEqual([])
    expect(page.url().split('#')[0], `${article.title}: still in the app`).toBe(home.split('#')[0])
  }
  await page.waitForTimeout(1000)
  expect(seen.size, 'articles opened').toBe(cases.length)
  expect(originals, 'originals looked at').toBeGreaterThan(100)
  expect(await canary(page)).toEqual([])
  expect(asked).toEqual([])
  expect(sink.heard).toEqual([])
  expect(await client['ledger.list']({}), 'asked for by the core').toEqual([])
  expect(readdirSync(dir)).toEqual(before)
  expect([readdirSync(join(dir, 'a')), readdirSync(join(dir, 'a/b')), readdirSync(deep)]).toEqual([
    ['b'],
    ['c'],
    ['library']
  ])
  await sink.close()
})
