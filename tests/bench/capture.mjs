// Reading pages: text, title, byline and date against Readability's own test pages, beside @mozilla/readability and
// Defuddle on jsdom in the same process. Expectations were made by Readability: that is its home, not ours.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM, VirtualConsole } from 'jsdom'
import { importSource, root } from './lib/bundle.mjs'

const PAGES = join(root, '../shared/data/readability/test-pages')

export async function run({ log }) {
  if (!existsSync(PAGES)) return log('skipped: ../shared/data/readability is not here')
  const bench = await importSource('tests/bench/lib/capture.ts', 'capture')
  // Without resources and scripts, as a server would open a page it does not trust.
  const dom = (bytes) => new JSDOM(bytes, { url: bench.ADDRESS, virtualConsole: new VirtualConsole() }).window
  const inWindow = (read) => (bytes) => {
    const window = dom(bytes)
    const found = read(window.document)
    window.close()
    return found
  }
  const rivals = new Map([
    ['Carrel', (bytes) => bench.carrel(new Uint8Array(bytes))],
    ['@mozilla/readability on jsdom', inWindow(bench.readability)],
    ['defuddle on jsdom', inWindow(bench.defuddle)]
  ])
  const names = readdirSync(PAGES).filter((name) => existsSync(join(PAGES, name, 'expected.html')))
  const results = new Map([...rivals.keys()].map((rival) => [rival, []]))
  for (const [index, name] of names.entries()) {
    const source = readFileSync(join(PAGES, name, 'source.html'))
    const text = bench.textOf(readFileSync(join(PAGES, name, 'expected.html'), 'utf8'))
    const said = JSON.parse(readFileSync(join(PAGES, name, 'expected-metadata.json'), 'utf8'))
    // Each goes first as often as the others: what is warm is warm for all.
    const order = [...rivals].map((_, i, all) => all[(i + index) % all.length])
    for (const [rival, read] of order) {
      const before = process.cpuUsage()
      let found
      try {
        found = read(source)
      } catch (error) {
        results.get(rival).push({ name, failed: String(error?.message ?? error), f1: 0 })
        continue
      }
      const used = process.cpuUsage(before)
      results.get(rival).push({
        name,
        f1: bench.tokenF1(text, found.text),
        ms: (used.user + used.system) / 1000,
        ...bench.verdicts(said, found)
      })
    }
  }
  log(`${names.length} pages of @mozilla/readability, whose own output is what is expected`)
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
  const mean = (list) => list.reduce((sum, n) => sum + n, 0) / Math.max(1, list.length)
  const times = (rival) => results.get(rival).flatMap((r) => r.ms ?? [])
  const base = '@mozilla/readability on jsdom'
  for (const [rival, rows] of results) {
    const share = (field) => {
      const stated = rows.filter((r) => r[field] !== undefined)
      return `${field} ${stated.filter((r) => r[field]).length}/${stated.length}`
    }
    const failed = rows.filter((r) => r.failed !== undefined || r.f1 < 0.5)
    log(
      `${rival.padEnd(30)} F1 mean ${mean(rows.map((r) => r.f1)).toFixed(4)} median ${median(rows.map((r) => r.f1)).toFixed(4)}` +
        ` · ${['title', 'byline', 'date'].map(share).join(' · ')} · no byline where none is stated ${rows.filter((r) => r.silent === true).length}/${rows.filter((r) => r.silent !== undefined).length}`
    )
    log(
      `${''.padEnd(30)} CPU ms a page: median ${median(times(rival)).toFixed(0)} (×${(median(times(rival)) / median(times(base))).toFixed(2)} of Readability on jsdom),` +
        ` mean ×${(mean(times(rival)) / mean(times(base))).toFixed(2)} · pages that failed or fell under 0.5: ${failed.length}${failed.length > 0 ? ` (${failed.map((r) => r.name).join(', ')})` : ''}`
    )
  }
  log('Where Carrel differs from what is expected (which is not always what the page says):')
  for (const row of results.get('Carrel')) {
    if (row.failed !== undefined) log(`  ${row.name} failed: ${row.failed}`)
    else if (row.f1 < 0.97) log(`  text of ${row.name}: F1 ${row.f1.toFixed(3)}`)
    for (const field of ['title', 'byline', 'date'])
      if (row[field] === false) log(`  ${field} of ${row.name}: ${row.detail[field]}`)
    if (row.silent === false) log(`  byline of ${row.name}: ${row.detail.byline}`)
  }
}
