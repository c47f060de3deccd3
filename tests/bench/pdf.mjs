// A PDF of 300 pages: opening it to the first page painted, finding as one types, scrolling. Carrel's pages beside the
// viewer that pdf.js brings (PDFViewer and PDFFindController, as in Firefox, of the same version), in one Chromium. Wall
// times on a shared machine: read them as ratios.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { importSource, root } from './lib/bundle.mjs'
import { frames, summary } from './lib/frames.mjs'
import { servePages, startHost } from './lib/serve.mjs'

const TITLE = 'Three hundred pages'
const WORDS = 122_000
const TIMES = 3
const FRAMES = 400
const STEP = 60
const NEEDLE = 'the wa'

export async function run({ log }) {
  const program = testBrowser()
  if (!program.path) {
    log(`skipped: no browser here: ${program.reason}`)
    return
  }
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-pdf-'))
  const library = join(dir, 'library')
  const { longArticle } = await importSource('tests/bench/lib/long-articles.ts', 'long-articles')
  const browser = await chromium.launch({
    executablePath: program.path,
    env: { ...process.env, ...program.env }
  })
  const stops = [() => browser.close()]
  try {
    const file = join(dir, 'pages.pdf')
    writeFileSync(file, await print(browser, longArticle(TITLE, { words: WORDS, each: 70 })))
    const cli = join(root, 'out/main/cli.js')
    const added = spawnSync(process.execPath, [cli, '--library', library, 'add', file], { encoding: 'utf8' })
    if (added.status !== 0) throw new Error(added.stderr)

    const host = await startHost(library)
    stops.push(host.stop)
    const plain = await servePages(plainViewer(readFileSync(file)))
    stops.push(plain.close)
    const size = { viewport: { width: 1440, height: 900 } }
    const [ours, theirs] = [await browser.newPage(size), await browser.newPage(size)]
    await ours.goto(host.url)
    const row = ours.locator('[role=option]').first()
    await row.waitFor({ timeout: 60_000 })
    const home = ours.url()

    const opens = { ours: [], theirs: [] }
    for (let i = 0; i < TIMES; i++) {
      await ours.bringToFront()
      await ours.goto(home)
      await ours.reload()
      await row.waitFor({ timeout: 60_000 })
      opens.ours.push(await openOurs(ours))
      await theirs.bringToFront()
      await theirs.goto(plain.url)
      opens.theirs.push(await theirs.evaluate(() => window.openPdf()))
    }
    const found = {}
    const scrolled = {}
    for (const [who, page] of Object.entries({ ours, theirs })) {
      await page.bringToFront()
      await page.waitForTimeout(2000)
      scrolled[who] = await scroll(page, who)
      found[who] = await typeInto(page, who)
    }
    log(`${await theirs.evaluate(() => window.pages())} pages, ${WORDS} words`)
    for (const [who, name] of [
      ['ours', 'Carrel'],
      ['theirs', 'pdf.js viewer']
    ]) {
      const { first, letters, count } = found[who]
      const { times, blank } = scrolled[who]
      log(
        `  ${name.padEnd(14)} open ${opens[who].map((t) => t.toFixed(0)).join(', ')} ms; first answer of find ${first.toFixed(0)} ms, a further letter ${frames(letters)} (${count} found); scroll ${frames(times)}, ${blank} with a blank page`
      )
    }
    const mid = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
    const ratio = (a, b) => (a / b).toFixed(2)
    log(
      `  ${'ratio'.padEnd(14)} open ${ratio(mid(opens.ours), mid(opens.theirs))}, first answer ${ratio(found.ours.first, found.theirs.first)}, a further letter p95 ${ratio(found.ours.letters.p95, found.theirs.letters.p95)}, scroll p95 ${ratio(scrolled.ours.times.p95, scrolled.theirs.times.p95)}`
    )
  } finally {
    await Promise.all(stops.map((stop) => stop()))
    rmSync(dir, { recursive: true, force: true })
  }
}

async function print(browser, html) {
  const tab = await browser.newPage()
  await tab.setContent(html.replace('<article>', '<style>body { font: 15px serif }</style><article>'))
  const pdf = await tab.pdf({ format: 'A5', outline: true, tagged: true })
  await tab.close()
  return pdf
}

/** From the click that opens the article until two frames after its first page is drawn sharply. */
async function openOurs(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now()
        document.querySelector('[role=option]').click()
        const look = () => {
          if (document.querySelector('.pdf-page[data-page="1"] canvas:not(.pdf-small)'))
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
          else requestAnimationFrame(look)
        }
        look()
      })
  )
}

/** Frame times, and frames in which a page in sight had no picture. */
async function scroll(page, who) {
  const { times, blank } = await page.evaluate(
    ([pane, sheets, count, by]) =>
      new Promise((resolve) => {
        const el = document.querySelector(pane)
        const times = []
        let blank = 0
        let last
        const tick = (now) => {
          if (last !== undefined) times.push(now - last)
          last = now
          const box = el.getBoundingClientRect()
          for (const sheet of el.querySelectorAll(sheets)) {
            const r = sheet.getBoundingClientRect()
            if (r.bottom < box.top + 4 || r.top > box.bottom - 4) continue
            if (sheet.querySelector('canvas:not([hidden])')) continue
            blank++
            break
          }
          el.scrollTop += by
          if (times.length < count) requestAnimationFrame(tick)
          else resolve({ times, blank })
        }
        requestAnimationFrame(tick)
      }),
    [
      who === 'ours' ? '.pdf-scroller' : '#viewerContainer',
      who === 'ours' ? '.pdf-page' : '.page',
      FRAMES,
      STEP
    ]
  )
  return { times: summary(times), blank }
}

/** From a letter typed until the count of the whole file is there and painted. The first one reads the file. */
async function typeInto(page, who) {
  if (who === 'ours') {
    await page.keyboard.press('Control+f')
    await page.getByRole('search', { name: 'Find in this article' }).waitFor()
  }
  const times = []
  let count = 0
  for (let i = 1; i <= NEEDLE.length; i++) {
    const answer = await page.evaluate(
      ([text, whose]) =>
        new Promise((resolve) => {
          const start = performance.now()
          const done = (total) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => resolve({ time: performance.now() - start, total }))
            )
          if (whose === 'theirs') {
            window.findInPdf(text, done)
            return
          }
          const bar = document.querySelector('[role=search]')
          const field = bar.querySelector('input')
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text)
          field.dispatchEvent(new Event('input', { bubbles: true }))
          const look = () => {
            const said = bar.textContent
            const total = /None/.test(said) ? '0' : /of ([\d,.]+)/.exec(said)?.[1]
            if (field.value === text && total !== undefined) done(total)
            else requestAnimationFrame(look)
          }
          look()
        }),
      [NEEDLE.slice(0, i), who]
    )
    times.push(answer.time)
    count = answer.total
    await page.waitForTimeout(150)
  }
  return { first: times[0], letters: summary(times.slice(1)), count }
}

/** pdf.js's own viewer component with find, on a page of its own. */
function plainViewer(pdf) {
  const from = (path) => readFileSync(join(root, 'node_modules/pdfjs-dist/legacy', path))
  return new Map([
    [
      '/',
      `<!doctype html><meta charset="utf-8"><title>pdf.js viewer</title><link rel="stylesheet" href="/pdf_viewer.css">
      <style>body { margin: 0 } #viewerContainer { position: absolute; inset: 0; overflow: auto }</style>
      <div id="viewerContainer" tabindex="0"><div id="viewer" class="pdfViewer"></div></div><script type="module" src="/viewer.mjs"></script>`
    ],
    [
      '/viewer.mjs',
      `window.openPdf = async () => {
        const start = performance.now()
        const pdfjs = await import('/pdf.mjs')
        globalThis.pdfjsLib = pdfjs
        const { EventBus, PDFFindController, PDFLinkService, PDFViewer } = await import('/pdf_viewer.mjs')
        pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs'
        const eventBus = new EventBus()
        const linkService = new PDFLinkService({ eventBus })
        const findController = new PDFFindController({ eventBus, linkService, updateMatchesCountOnProgress: false })
        const viewer = new PDFViewer({ container: document.querySelector('#viewerContainer'), eventBus, linkService, findController })
        linkService.setViewer(viewer)
        eventBus.on('pagesinit', () => { viewer.currentScaleValue = 'page-width' })
        const drawn = new Promise((done) => eventBus.on('pagerendered', (e) => e.pageNumber === 1 && done()))
        const pdf = await pdfjs.getDocument({ url: '/file.pdf' }).promise
        viewer.setDocument(pdf)
        linkService.setDocument(pdf)
        window.pages = () => pdf.numPages
        window.findInPdf = (query, done) => {
          // Told once every page has been looked through; what it counts by then is its own.
          const told = () => {
            eventBus.off('updatefindmatchescount', told)
            done(findController._matchesCountTotal)
          }
          eventBus.on('updatefindmatchescount', told)
          // Without the 250 ms that it waits for another letter.
          eventBus.dispatch('find', { source: window, type: 'again', query, caseSensitive: false, entireWord: false, highlightAll: true, findPrevious: false, matchDiacritics: false })
        }
        await drawn
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        return performance.now() - start
      }`
    ],
    ['/pdf.mjs', from('build/pdf.mjs')],
    ['/pdf.worker.mjs', from('build/pdf.worker.mjs')],
    ['/pdf_viewer.mjs', from('web/pdf_viewer.mjs')],
    ['/pdf_viewer.css', from('web/pdf_viewer.css')],
    ['/file.pdf', pdf]
  ])
}
