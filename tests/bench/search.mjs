// Known-item search: Carrel's index beside MiniSearch, SQLite's FTS5 and fuse.js over the same text, in one run. The library and the
// half-remembered queries are those of ../shared/bench/search. Each engine runs in a process of its own; times are
// CPU milliseconds, so compare them as ratios within one run. By itself: node tests/bench/search.mjs [1000 10000 30000]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { goalLines } from './lib/search-goal.mjs'
import { openSqlite } from './lib/sqlite.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(root, '../shared/bench/search')
const cache = resolve(root, 'node_modules/.cache/carrel-bench')
const self = fileURLToPath(import.meta.url)
const engines = fileURLToPath(new URL('lib/search-engines.mjs', import.meta.url))

/** Of the 546 queries every step-th; a rival stops when its seconds are used up and is compared on what it did. */
const RIVALS = {
  minisearch: { name: 'MiniSearch, prefix + fuzzy', sizes: [1000], step: 4, seconds: 120 },
  trigram: { name: 'SQLite FTS5, trigram', sizes: [1000, 10_000], step: 8, seconds: 100 },
  words: { name: 'SQLite FTS5, unicode61 + prefix', sizes: [1000, 10_000, 30_000], step: 8, seconds: 100 },
  fuse: { name: 'fuse.js alone, extended', sizes: [1000], step: 26, seconds: 60 }
}
const WHY_NOT = {
  minisearch: (size) =>
    `at ${size} not run: it takes minutes and about 0.6 GB of heap per 10,000 articles to build`,
  trigram: (size) => `at ${size} not run: a query takes over a second, and the index several times its text`,
  fuse: (size) => `at ${size} not run: a query takes over a second per 1,000 articles`
}

/** Prints one table a size. */
export async function benchSearch({ sizes = [1000, 10_000, 30_000], log = console.log } = {}) {
  if (!existsSync(shared)) {
    log('skipped: the search benchmark (../shared/bench/search) is not on this machine')
    return []
  }
  const { score } = await import(pathToFileURL(resolve(shared, 'score.mjs')).href)
  const queries = readLines(resolve(shared, 'queries-dev.jsonl'))
  const rows = []
  for (const size of sizes) {
    const corpus = await makeCorpus(size)
    const ours = await runEngine('carrel', corpus, 1, 600)
    const all = score(queries, ours.results)
    log(`${size} articles, ${ours.units} units, ${ours.terms} words`)
    log(line('Carrel', all.ALL, ours))
    for (const row of byKind(all)) log(row)
    const { typing } = ours
    log(
      `    each of ${typing.n} keystrokes: p50 ${typing.p50.toFixed(1)} p95 ${typing.p95.toFixed(1)} ` +
        `worst ${typing.worst.toFixed(0)} ms CPU`
    )
    rows.push({ size, engine: 'carrel', ...all.ALL, ...summary(ours) })
    const rivals = {}
    for (const [engine, { name, sizes: runs, step, seconds }] of Object.entries(RIVALS)) {
      if (!runs.includes(size)) {
        log(`  ${name} ${WHY_NOT[engine](size)}`)
        continue
      }
      const { skipped } = engine === 'trigram' || engine === 'words' ? openSqlite({ log }) : {}
      if (skipped) {
        log(`  ${name} ${skipped}`)
        continue
      }
      const theirs = await runEngine(engine, corpus, step, seconds)
      const done = new Set(theirs.results.map((r) => r.qid))
      const sample = queries.filter((q) => done.has(q.qid))
      const [a, b] = [ours, theirs].map((x) => score(sample, x.results).ALL)
      log(line(name, b, theirs))
      const ratio = (x, y) => (x / y).toFixed(x / y < 0.1 ? 4 : 2)
      log(
        `    Carrel on the same ${sample.length}: @1 ${pct(a.passageR1)} @5 ${pct(a.passageR5)}; of its time: ` +
          `p50 ${ratio(a.p50, b.p50)}, p95 ${ratio(a.p95, b.p95)}, build ${ratio(ours.buildMs, theirs.buildMs)}, ` +
          `memory ${ratio(ours.rssMB, theirs.rssMB)}`
      )
      rivals[engine] = {
        name,
        ours: { p95: a.p95, buildMs: ours.buildMs },
        theirs: { p95: b.p95, buildMs: theirs.buildMs }
      }
      rows.push({ size, engine, ...b, ...summary(theirs) })
    }
    for (const row of goalLines(size, all, typing, rivals)) log(row)
  }
  return rows
}

/** For npm run bench; with sizes of its own: npm run bench -- search 30000 */
export async function run({ log }) {
  const sizes = process.argv
    .slice(2)
    .map(Number)
    .filter((n) => n > 0)
  await benchSearch(sizes.length > 0 ? { sizes, log } : { log })
}

const pct = (x) => x.toFixed(3)
const summary = ({ buildMs, rssMB, indexMB }) => ({ buildMs, rssMB, indexMB })
/** A row per kind of query. One miss is about 4 points: there are 26 of each. */
const byKind = (table) => [
  `    ${'kind'.padEnd(13)}  n  passage @1   @5   MRR   article @1   @5   MRR   p50 ms   p95 ms`,
  ...Object.entries(table)
    .filter(([kind]) => kind !== 'ALL')
    .map(([kind, s]) => {
      const cells = [s.passageR1, s.passageR5, s.passageMRR, s.articleR1, s.articleR5, s.articleMRR]
      const [p1, p5, pm, a1, a5, am] = cells.map((x) => x.toFixed(2).padStart(5))
      const [p50, p95] = [s.p50, s.p95].map((x) => x.toFixed(1).padStart(8))
      return `    ${kind.padEnd(13)} ${String(s.n).padStart(2)}       ${p1} ${p5} ${pm}        ${a1} ${a5} ${am} ${p50} ${p95}`
    })
]
function line(name, s, { buildMs, rssMB, indexMB }) {
  return (
    `  ${name} (n=${s.n}): passage @1 ${pct(s.passageR1)} @5 ${pct(s.passageR5)} MRR ${pct(s.passageMRR)}, ` +
    `article @5 ${pct(s.articleR5)}; p50 ${s.p50.toFixed(1)} p95 ${s.p95.toFixed(1)} ms CPU; ` +
    `build ${(buildMs / 1000).toFixed(1)} s CPU; RSS ${rssMB} MB${indexMB ? `, arrays ${indexMB} MB` : ''}`
  )
}

function readLines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
}

async function makeCorpus(size) {
  const file = resolve(cache, `corpus-${size}.jsonl`)
  if (existsSync(file)) return file
  mkdirSync(cache, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  await finished(
    spawn(process.execPath, [resolve(shared, 'make-corpus.mjs'), String(size)], {
      stdio: ['ignore', openSync(unfinished, 'w'), 'inherit']
    })
  )
  renameSync(unfinished, file)
  return file
}

async function runEngine(engine, corpus, step, seconds) {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=3000', engines, engine, corpus, String(step), String(seconds)],
    {
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  await finished(child)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

function finished(child) {
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(`${child.spawnargs.join(' ')} ended with ${code}.`))
    )
  })
}

if (process.argv[1] === self) await run({ log: console.log })
