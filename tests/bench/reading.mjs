// Long articles on screen: opening, scrolling, selecting and finding in Carrel's reader, beside a page as Firefox's
// reader view makes one (the same HTML in one element, one style sheet, no highlights), in one Chromium. Wall times on a
// shared machine: read them as ratios; frames over 50 ms are what a person would feel.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { importSource, root } from './lib/bundle.mjs'
import { frames, summary } from './lib/frames.mjs'
import { servePages, startHost } from './lib/serve.mjs'

const FRAMES = 300
const STEP = 60
const HIGHLIGHTS = 2000
const MARKED = 'A hundred thousand words'
const LARGE = 'Five megabytes'
const NEEDLE = 'lamp by'

export async function run({ log }) {
  const program = testBrowser()
  if (!program.path) {
    log(`skipped: no browser here: ${program.reason}`)
    return
  }
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-reading-'))
  const library = join(dir, 'library')
  const { longArticle, addHighlights } = await importSource(
    'tests/bench/lib/long-articles.ts',
    'long-articles'
  )
  const marked = longArticle(MARKED, { words: 100_000, each: 70 })
  const large = longArticle(LARGE, { bytes: 5_000_000, each: 28 })
  writeFileSync(join(dir, 'marked.html'), marked)
  writeFileSync(join(dir, 'large.html'), large)
  const added = spawnSync(
    process.execPath,
    [
      join(root, 'out/main/cli.js'),
      '--library',
      library,
      'add',
      join(dir, 'marked.html'),
      join(dir, 'large.html')
    ],
    { encoding: 'utf8' }
  )
  if (added.status !== 0) throw new Error(added.stderr)
  const ids = {
    marked: await addHighlights(library, MARKED, HIGHLIGHTS),
    large: await addHighlights(library, LARGE, 1)
  }

  const host = await startHost(library)
  const plain = await servePages(
    new Map([
      ['/', readerView()],
      ['/marked', body(marked)],
      ['/large', body(large)]
    ])
  )
  const browser = await chromium.launch({
    executablePath: program.path,
    env: { ...process.env, ...program.env }
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(host.url)
    await page.locator('[role=option]').first().waitFor({ timeout: 60_000 })
    const other = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await other.goto(plain.url)

    const rows = {}
    for (const name of ['marked', 'large']) {
      const theirs = { open: await openPlain(other, name) }
      theirs.scroll = await scroll(other, FRAMES, STEP)
      theirs.select = await drag(other)
      theirs.find = await typeInto(other, 'browser')
      const ours = { open: await openOurs(page, ids[name], name === 'marked' ? MARKED : LARGE) }
      await page.waitForTimeout(1500)
      ours.scroll = await scroll(page, FRAMES, STEP)
      ours.select = await drag(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+f')
      await page.getByRole('search', { name: 'Find in this article' }).waitFor()
      ours.find = await typeInto(page)
      ours.far = await jumps(page)
      await page.keyboard.press('Escape')
      rows[name] = { ours, theirs }
      log(name === 'marked' ? `${MARKED}, ${HIGHLIGHTS} highlights` : LARGE)
      for (const [who, r] of [
        ['Carrel', ours],
        ['reader view', theirs]
      ])
        log(
          `  ${who.padEnd(12)} open ${r.open.toFixed(0)} ms; scroll ${frames(r.scroll)}; drag a selection ${frames(r.select)}; a letter of find ${frames(r.find)}`
        )
      log(
        `  ${'ratio'.padEnd(12)} open ${(ours.open / theirs.open).toFixed(2)}, find p95 ${(ours.find.p95 / theirs.find.p95).toFixed(2)}; Carrel next match, far away: ${frames(ours.far)}`
      )
    }
  } finally {
    await browser.close()
    plain.close()
    await host.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Until two frames after the text is there. */
async function openOurs(page, id, title) {
  return page.evaluate(
    ([article, wanted]) =>
      new Promise((resolve) => {
        const start = performance.now()
        location.hash = `#/inbox?a=${article}`
        const look = () => {
          const host = [...document.querySelectorAll('[data-pane=reader] div')].find((d) => d.shadowRoot)
          const there = document.querySelector('[data-pane=reader] h1')?.textContent === wanted
          if (there && host?.shadowRoot.querySelector('p'))
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
          else requestAnimationFrame(look)
        }
        look()
      }),
    [id, title]
  )
}

async function openPlain(page, name) {
  return page.evaluate(async (path) => {
    const start = performance.now()
    document.querySelector('#article').innerHTML = await (await fetch(`/${path}`)).text()
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    return performance.now() - start
  }, name)
}

/** Frame times while the article scrolls by `step` pixels a frame. */
async function scroll(page, count, step) {
  return summary(
    await page.evaluate(
      ([frames, by]) =>
        new Promise((resolve) => {
          const pane = document.querySelector('[data-pane=reader] [role=region]') ?? document.scrollingElement
          pane.scrollTop = pane.scrollHeight * 0.3
          const times = []
          let last
          const tick = (now) => {
            if (last !== undefined) times.push(now - last)
            last = now
            pane.scrollTop += by
            if (times.length < frames) requestAnimationFrame(tick)
            else resolve(times)
          }
          setTimeout(() => requestAnimationFrame(tick), 700)
        }),
      [count, step]
    )
  )
}

/** Frame times while a selection is dragged over the text. */
async function drag(page) {
  await page.evaluate(() => {
    const w = window
    w.frameTimes = []
    w.watching = true
    let last
    const tick = (now) => {
      if (last !== undefined) w.frameTimes.push(now - last)
      last = now
      if (w.watching) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const x = await page.evaluate(
    () =>
      (document.querySelector('[data-pane=reader] [role=region]')?.getBoundingClientRect().left ?? 300) + 90
  )
  await page.mouse.move(x, 250)
  await page.mouse.down()
  for (let i = 1; i <= 40; i++) await page.mouse.move(x + i * 9, 250 + i * 10)
  await page.mouse.up()
  await page.waitForTimeout(200)
  return summary(
    await page.evaluate(() => {
      window.watching = false
      return window.frameTimes
    })
  )
}

/** From each letter typed to the frame after it. The plain page asks the browser. */
async function typeInto(page, whose = 'ours') {
  const times = []
  for (let i = 1; i <= NEEDLE.length; i++) {
    const needle = NEEDLE.slice(0, i)
    times.push(
      await page.evaluate(
        ([text, find]) =>
          new Promise((resolve) => {
            const start = performance.now()
            if (find === 'browser') {
              getSelection()?.removeAllRanges()
              window.find(text)
            } else {
              const field = document.querySelector('[role=search] input')
              const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
              set.call(field, text)
              field.dispatchEvent(new Event('input', { bubbles: true }))
            }
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
          }),
        [needle, whose]
      )
    )
    await page.waitForTimeout(120)
  }
  return summary(times)
}

/** Shift+Enter in the find bar: the last match first, at the other end of the article. */
async function jumps(page) {
  const times = []
  for (let i = 0; i < 6; i++) {
    const start = Date.now()
    await page.keyboard.press(i % 2 ? 'Enter' : 'Shift+Enter')
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    times.push(Date.now() - start)
  }
  return summary(times)
}

const body = (html) => html.slice(html.indexOf('<article>'))

/** As about:reader: one column, one style sheet, the article by innerHTML. */
function readerView() {
  return `<!doctype html><meta charset="utf-8"><title>Reader view</title><style>
    body { margin: 0; font: 19px/1.62 Georgia, serif; color: #222; background: #fff }
    #article { max-width: 584px; margin: 40px auto; padding: 0 20px }
    p { margin: 0 0 .92em }
  </style><div id="article"></div>`
}
