// Scrolling the article list of a library of 20,000 against the same virtualiser with empty rows, in one Chromium.
// CPU of the page's main thread per frame; read it as a ratio.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { importSource, root } from './lib/bundle.mjs'
import { startHost } from './lib/serve.mjs'

const SIZE = 20_000
const FRAMES = 400
const STEP = 120

export async function run({ log }) {
  const browserProgram = testBrowser()
  if (!browserProgram.path) {
    log(`skipped: no browser here: ${browserProgram.reason}`)
    return
  }
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-scroll-'))
  const { makeLibrary } = await importSource('tests/bench/lib/make-library.ts', 'make-library')
  await makeLibrary(join(dir, 'library'), SIZE)
  const host = await startHost(join(dir, 'library'))
  const baseline = await serveEmptyList(dir)
  const browser = await chromium.launch({
    executablePath: browserProgram.path,
    env: { ...process.env, ...browserProgram.env }
  })
  try {
    const ours = await measure(browser, host.url, '[role=listbox]', async (page) => {
      await page.locator('[role=option][data-article]').first().waitFor({ timeout: 60_000 })
    })
    const theirs = await measure(browser, baseline.url, '[data-scroller]', async (page) => {
      await page.locator('[data-scroller]').waitFor()
    })
    const row = (name, r) =>
      `${name.padEnd(22)} main thread ${r.cpu.toFixed(2)} ms a frame; frames p50 ${r.p50.toFixed(1)}, p95 ${r.p95.toFixed(1)}, worst ${r.worst.toFixed(1)} ms; over 50 ms: ${r.slow} of ${FRAMES}`
    log(row('Carrel, 20,000 rows', ours))
    log(row('empty virtual list', theirs))
    log(`ratio of main-thread time: ${(ours.cpu / theirs.cpu).toFixed(2)}`)
  } finally {
    await browser.close()
    baseline.close()
    await host.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Scrolls by STEP pixels a frame and reads how long the main thread was busy. */
async function measure(browser, url, selector, ready) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await ready(page)
  await page.waitForTimeout(1000)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const busy = async () =>
    (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value * 1000
  const before = await busy()
  const deltas = await page.evaluate(
    ([wanted, frames, step]) =>
      new Promise((resolve) => {
        let el = document.querySelector(wanted)
        while (el && el.scrollHeight <= el.clientHeight) el = el.parentElement
        const times = []
        let last = performance.now()
        const tick = (now) => {
          times.push(now - last)
          last = now
          el.scrollTop += step
          if (times.length <= frames) requestAnimationFrame(tick)
          else resolve(times.slice(1))
        }
        requestAnimationFrame(tick)
      }),
    [selector, FRAMES, STEP]
  )
  const cpu = ((await busy()) - before) / FRAMES
  await page.close()
  const sorted = [...deltas].sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { cpu, p50: at(0.5), p95: at(0.95), worst: at(1), slow: deltas.filter((d) => d > 50).length }
}

async function serveEmptyList(dir) {
  const page = join(dir, 'page')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: page,
      lib: {
        entry: join(root, 'tests/bench/lib/empty-list.tsx'),
        formats: ['es'],
        fileName: () => 'list.js'
      },
      target: 'chrome114'
    }
  })
  writeFileSync(
    join(page, 'index.html'),
    '<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="app"></div><script type="module" src="/list.js"></script>'
  )
  const server = createServer((request, response) => {
    const script = request.url === '/list.js'
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.end(readFileSync(join(page, script ? 'list.js' : 'index.html')))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}
