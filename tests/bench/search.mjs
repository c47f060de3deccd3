// Known-item search: Carrel's index beside MiniSearch and fuse.js over the same text, in one run. The library and the
// half-remembered queries are those of ../shared/bench/search. Each engine runs in a process of its own; times are
// CPU milliseconds, so compare them as ratios within one run. By itself: node tests/bench/search.mjs [1000 10000]
import { spawn } from 'node:child_process'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(root, '../shared/bench/search')
const cache = resolve(root, 'node_modules/.cache/carrel-bench')
const self = fileURLToPath(import.meta.url)

/** Of the 546 queries every step-th; a rival stops when its seconds are used up and is compared on what it did. */
const RIVALS = {
  minisearch: { name: 'MiniSearch, prefix + fuzzy', sizes: [1000], step: 4, seconds: 120 },
  fuse: { name: 'fuse.js alone, extended', sizes: [1000, 10_000], step: 26, seconds: 100 }
}
const WHY_NOT = {
  minisearch: (size) =>
    `at ${size} not run: it takes minutes and about 0.6 GB of heap per 10,000 articles to build`,
  fuse: (size) => `at ${size} not run: a query takes over a second per 1,000 articles`
}

/** Prints one table a size. */
export async function benchSearch({ sizes = [1000, 10_000], log = console.log } = {}) {
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
    log(`    @5 by kind: ${byKind(all)}`)
    rows.push({ size, engine: 'carrel', ...all.ALL, ...summary(ours) })
    for (const [engine, { name, sizes: runs, step, seconds }] of Object.entries(RIVALS)) {
      if (!runs.includes(size)) {
        log(`  ${name} ${WHY_NOT[engine](size)}`)
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
      rows.push({ size, engine, ...b, ...summary(theirs) })
    }
  }
  return rows
}

/** For npm run bench; with sizes of its own (30,000 takes minutes): npm run bench -- search 30000 */
export async function run({ log }) {
  const sizes = process.argv
    .slice(2)
    .map(Number)
    .filter((n) => n > 0)
  await benchSearch(sizes.length > 0 ? { sizes, log } : { log })
}

const pct = (x) => x.toFixed(3)
const summary = ({ buildMs, rssMB, indexMB }) => ({ buildMs, rssMB, indexMB })
const byKind = (table) =>
  Object.entries(table)
    .filter(([kind]) => kind !== 'ALL')
    .map(([kind, s]) => `${kind} ${s.passageR5.toFixed(2)}`)
    .join(', ')
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
    ['--max-old-space-size=3000', self, '--engine', engine, corpus, String(step), String(seconds)],
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

// ---- one engine, in a process of its own ----

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Units as every engine gets them: the card, paragraphs, notes. */
const unitsOf = (a) => [
  { article: a.id, text: [a.title, ...a.authors, a.year, ...a.tags].join(' ') },
  ...a.paragraphs.map((text, p) => ({ article: a.id, p, text })),
  ...a.notes.map((text, n) => ({ article: a.id, n, text }))
]

/** Bundles a source of ours and imports it. */
async function importSource(path) {
  const { rolldown } = createRequire(import.meta.url)('rolldown')
  const bundle = await rolldown({ input: resolve(root, path), cwd: root, platform: 'node' })
  const { output } = await bundle.generate({ format: 'esm' })
  const file = resolve(cache, `${basename(path, '.ts')}-${process.pid}.mjs`)
  writeFileSync(file, output[0].code)
  const module = await import(pathToFileURL(file).href)
  rmSync(file)
  return module
}

const ENGINES = {
  async carrel() {
    const { rolldown } = createRequire(import.meta.url)('rolldown')
    const bundle = await rolldown({
      input: resolve(root, 'src/core/search/service.ts'),
      cwd: root,
      platform: 'node'
    })
    const file = resolve(cache, `service-${process.pid}.mjs`)
    const { output } = await bundle.generate({ format: 'esm' })
    mkdirSync(cache, { recursive: true })
    writeFileSync(file, output[0].code)
    const { SearchService } = await import(pathToFileURL(file).href)
    const service = new SearchService(
      () => {},
      () => {}
    )
    // Ids of the product sort by the time of saving.
    const key = (id) => `a${id.slice(1).padStart(6, '0')}`
    let version = 0
    return {
      add(a) {
        const names = { title: a.title, authors: a.authors, tags: a.tags }
        service.handle({ t: 'card', seq: 0, key: key(a.id), text: unitsOf(a)[0].text, names })
        const bytes = new TextEncoder().encode(a.paragraphs.join('\n'))
        service.handle({ t: 'text', seq: 0, key: key(a.id), bytes })
        a.notes.forEach((text, n) =>
          service.handle({ t: 'put', seq: 0, key: key(a.id), part: `note:${n}`, texts: [text] })
        )
        service.index.tidy(true)
      },
      ready() {
        while (service.index.tidy());
      },
      // A change of the library: what was cached about words is void, as for the first keystroke of a word.
      forget: () =>
        service.handle({ t: 'put', seq: 0, key: 'zz', part: 'note:0', texts: [`zz${version++ % 2}`] }),
      ask: (query) =>
        service.find(query, 10).map(({ key, part, ordinal }) => ({
          article: `a${Number(key.slice(1))}`,
          ...(part === 'text' ? { p: ordinal } : part.startsWith('note:') ? { n: Number(part.slice(5)) } : {})
        })),
      stats: () => ({
        units: service.index.stats.units,
        terms: service.index.stats.terms,
        indexMB: Math.round(service.index.stats.bytes / 1e6)
      })
    }
  },

  async minisearch() {
    const { default: MiniSearch } = await import('minisearch')
    // Our own words, so that accents and scripts without spaces are no disadvantage.
    const { foldedWords } = await importSource('src/shared/domain/fold.ts')
    const engine = new MiniSearch({ fields: ['text'], tokenize: foldedWords, processTerm: (term) => term })
    const units = []
    return {
      add(a) {
        for (const unit of unitsOf(a)) engine.add({ id: units.push(unit) - 1, text: unit.text })
      },
      ask: (query) =>
        engine
          .search(query, { prefix: true, fuzzy: 0.2 })
          .slice(0, 10)
          .map((hit) => place(units[hit.id]))
    }
  },

  async fuse() {
    const { default: Fuse } = await import('fuse.js')
    const units = []
    let engine
    return {
      add: (a) => units.push(...unitsOf(a)),
      ready() {
        engine = new Fuse(units, {
          keys: ['text'],
          useExtendedSearch: true,
          ignoreLocation: true,
          ignoreDiacritics: true,
          threshold: 0.4
        })
      },
      ask: (query) => engine.search(query.slice(0, 200), { limit: 10 }).map((hit) => place(hit.item))
    }
  }
}
const place = ({ article, p, n }) => ({
  article,
  ...(p === undefined ? {} : { p }),
  ...(n === undefined ? {} : { n })
})

async function engineMain(name, corpus, step, seconds) {
  const engine = await ENGINES[name]()
  let buildMs = 0
  for await (const text of createInterface({ input: createReadStream(corpus) })) {
    if (text === '') continue
    const article = JSON.parse(text)
    const began = cpu()
    engine.add(article)
    buildMs += cpu() - began
  }
  const began = cpu()
  engine.ready?.()
  buildMs += cpu() - began
  const rssMB = Math.round(process.memoryUsage().rss / 1e6)
  const queries = readLines(resolve(shared, 'queries-dev.jsonl')).filter((_, i) => i % step === 0)
  // Warm-up for the compiler: a few queries that are not counted.
  for (const { q } of queries.slice(0, Math.min(30, Math.floor(queries.length / 8)))) engine.ask(q)
  const results = []
  const until = performance.now() + seconds * 1000
  for (const { qid, q } of queries) {
    if (performance.now() > until) break
    engine.forget?.()
    const from = cpu()
    const hits = engine.ask(q)
    results.push({ qid, ms: cpu() - from, hits })
  }
  process.stdout.write(JSON.stringify({ buildMs, rssMB, ...engine.stats?.(), results }))
}

const [flag, ...rest] = process.argv.slice(2)
if (process.argv[1] === self) {
  if (flag === '--engine') {
    const [name, corpus, step, seconds] = rest
    await engineMain(name, corpus, Number(step), Number(seconds))
  } else {
    const sizes = process.argv
      .slice(2)
      .map(Number)
      .filter((n) => n > 0)
    await benchSearch(sizes.length > 0 ? { sizes } : {})
  }
}
