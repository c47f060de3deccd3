/**
 * Typing into the search field of a large library: how long from a key until its answer is painted, and the longest
 * frame, beside those of a plain field that the same page has meanwhile: what a busy machine does to any typing.
 * `CARREL_LARGE=30000 npx playwright test large-library`: prints them. Without it a small library, so that this
 * stays runnable; times are never asserted.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { ROOT } from './support/hosts'

const bench = join(ROOT, '../shared/bench/search')
const LARGE = Number(process.env['CARREL_LARGE'] ?? 0)
const SIZE = LARGE || 200
/** How many of the development queries. */
const QUERIES = LARGE ? Number(process.env['CARREL_LARGE_QUERIES'] ?? 42) : 3
/** Milliseconds between two keys: 80 words a minute. */
const BETWEEN = 150
/** Keys that go into the plain field. */
const PLAIN = LARGE ? 120 : 10

/** What the page wrote down: when each text was complete, when its answer was painted, frames and long tasks. */
interface Typed {
  keys: [text: string, at: number][]
  painted: [text: string, at: number][]
  frames: number[]
  tasks: [at: number, ms: number][]
}

test.use({ evidence: false })
test.skip(!existsSync(bench), 'the search benchmark (../shared/bench/search) is not on this machine')

test('typing in a library of any size: the answer follows the keys', async ({ open, dir, host }) => {
  test.setTimeout(LARGE ? 1_500_000 : 120_000)
  const make = join(ROOT, 'tests/bench/lib/make-search-library.mjs')
  execFileSync(process.execPath, [make, join(dir, 'library'), String(SIZE)], { stdio: 'inherit' })
  const { page } = await open()
  await new Shell(page).ready()
  const search = new SearchPage(page)
  await search.open()
  await expect(page.getByText(/still reading/)).toHaveCount(0, { timeout: 600_000 })
  await watch(page)
  const plain = await typePlainly(page)
  await search.input.focus()
  const queries = readFileSync(join(bench, 'queries-dev.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { q: string }).q)
  const step = Math.floor(queries.length / QUERIES)
  let answered = 0
  for (let k = 0; k < QUERIES; k++) {
    const query = queries[k * step] ?? ''
    await page.keyboard.type(query, { delay: BETWEEN })
    await expect(page.locator('#search-results')).toHaveAttribute('data-answers', query.trim(), {
      timeout: 30_000
    })
    if ((await search.results.count()) > 0) answered++
    // Counting what matches comes after a pause, and is part of what must not hold up a frame.
    await page.waitForTimeout(600)
    await page.keyboard.press('Escape')
  }
  expect(answered).toBeGreaterThan(QUERIES / 2)
  report(`${SIZE} articles, ${host}`, await typedSoFar(page), plain)
})

/** The frames while as many keys go into a field that nothing hangs on. */
async function typePlainly(page: Page): Promise<number[]> {
  await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus())
  await page.keyboard.type('a plain word '.repeat(PLAIN).slice(0, PLAIN), { delay: BETWEEN })
  const { frames } = await typedSoFar(page)
  await page.evaluate(() => {
    document.querySelector('body > textarea')?.remove()
    const { typed } = globalThis as unknown as { typed: Typed }
    for (const list of Object.values(typed) as unknown[][]) list.length = 0
  })
  return frames
}

function typedSoFar(page: Page): Promise<Typed> {
  return page.evaluate(() => (globalThis as unknown as { typed: Typed }).typed)
}

function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const typed: Typed = { keys: [], painted: [], frames: [], tasks: [] }
    Object.assign(globalThis, { typed })
    document.addEventListener(
      'input',
      (e) => {
        const text = (e.target as HTMLInputElement).value.trim()
        if (text !== '' && typed.keys.at(-1)?.[0] !== text) typed.keys.push([text, e.timeStamp])
      },
      true
    )
    const results = document.querySelector('#search-results')
    if (!results) throw new Error('There is no list of results.')
    new MutationObserver(() => {
      const text = results.getAttribute('data-answers') ?? ''
      // After the frame that shows it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => typed.painted.push([text, performance.now()])
        port2.postMessage(undefined)
      })
    }).observe(results, { attributes: true, attributeFilter: ['data-answers'] })
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) typed.tasks.push([startTime, duration])
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (now: number): void => {
      typed.frames.push(now - last)
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** Of each key the time until its own answer was on the screen; answers to keys that were overtaken are not waited for. */
function report(name: string, { keys, painted, frames, tasks }: Typed, plain: readonly number[]): void {
  const times = keys.flatMap(([text, at]) => {
    // The same letters are typed again in a later query (one that does not go on from here): its answer is not this one's.
    const next = keys.find(([other, when]) => when > at && !other.startsWith(text))?.[1] ?? Infinity
    const answer = painted.find(([other, when]) => other === text && when > at && when < next)
    return answer ? [answer[1] - at] : []
  })
  times.sort((a, b) => a - b)
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0)
  console.log(
    `${name}: ${keys.length} keys, ${times.length} answered before they were overtaken: to paint p50 ${at(0.5)}, p95 ${at(0.95)}, ` +
      `worst ${at(1)} ms; frames ${shareOf(frames)}; in a plain field ${shareOf(plain)}`
  )
  // What was typed when the page was held up: a task that follows a key, or one that follows its answer.
  for (const [start, ms] of tasks) {
    const key = keys.findLast(([, when]) => when <= start + ms)
    const answer = painted.findLast(([, when]) => when <= start + ms)
    const since = (when: number | undefined): string => (when === undefined ? '-' : (start - when).toFixed(0))
    console.log(
      `  task of ${ms.toFixed(0)} ms, ${since(key?.[1])} ms after the key of “${key?.[0]}”, ${since(answer?.[1])} ms after an answer was painted`
    )
  }
}

function shareOf(frames: readonly number[]): string {
  const long = frames.filter((ms) => ms > 50).length
  return `over 50 ms: ${long} of ${frames.length}, longest ${Math.max(0, ...frames).toFixed(0)} ms`
}
