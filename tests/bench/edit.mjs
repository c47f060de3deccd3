// One acknowledged edit: Carrel's store beside stock lowdb (one JSONFile) and better-sqlite3 (WAL, synchronous=FULL) over
// the same records, in one run, and what opening and tidying up cost. Wall times depend on the machine's load: compare them as ratios; bytes are exact.
// Stock lowdb does not sync, so its times flatter it. By itself: node tests/bench/edit.mjs [1000 10000 30000]
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { loadSqlite, measureSqlite } from './lib/edit-sqlite.mjs'
import { openSqlite } from './lib/sqlite.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = resolve(root, 'node_modules/.cache/carrel-bench')
const self = fileURLToPath(import.meta.url)
const ANNOTATIONS = 5
const WORDS =
  'denial habit archive memory reader margin method field evidence review theory practice climate labour protein random signal survey urban water justice history language corpus policy museum frame vector cell energy'.split(
    ' '
  )

/** Measures edits at each size and answers with one row a size; `log` gets lines for people. */
export async function benchEdit({ sizes = [1000, 10_000, 30_000], edits = 300, log = console.log } = {}) {
  const core = await bundledCore()
  const rows = []
  // Compiling it, if need be, is no part of any measurement.
  const { skipped } = openSqlite({ log })
  if (skipped) log(skipped)
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'carrel-bench-'))
    try {
      const ours = await measureStore(core, join(folder, 'library'), size, edits)
      const stock = await measureLowdb(
        join(folder, 'stock.json'),
        size,
        size > 20_000 ? 3 : size > 5000 ? 7 : 25
      )
      const sqlite = skipped ? undefined : await benchSqlite(core, join(folder, 'sqlite.db'), size, edits)
      rows.push({ size, ours, stock, sqlite })
      log(`${size} articles, ${size * ANNOTATIONS} annotations`)
      log(show('Carrel, on disk', ours))
      log(show('stock lowdb, not synced', stock))
      log(
        `    Carrel of lowdb: p50 ${ratio(ours.p50, stock.p50)}, p95 ${ratio(ours.p95, stock.p95)}, bytes 1/${Math.round(stock.bytes / ours.bytes)}`
      )
      log(
        `    open: ${ours.opening.cpuMs.toFixed(0)} CPU ms and ${ours.opening.MB.toFixed(0)} MB, of lowdb ` +
          `${ratio(ours.opening.cpuMs, stock.opening.cpuMs)} and ${ratio(ours.opening.MB, stock.opening.MB)}; ` +
          `moving ${edits} edits into the data files: ${(ours.compactBytes / 1e6).toFixed(1)} MB in ${ours.compactMs.toFixed(0)} ms`
      )
      if (sqlite) {
        log(show('better-sqlite3, synced', sqlite))
        log(
          `    Carrel of SQLite: p50 ${ratio(ours.p50, sqlite.p50)}, p95 ${ratio(ours.p95, sqlite.p95)}, bytes ${ratio(ours.bytes, sqlite.bytes)}; ` +
            `open and parse ${ratio(ours.opening.cpuMs, sqlite.opening.cpuMs)} of ${sqlite.opening.cpuMs.toFixed(0)} CPU ms, ` +
            `memory ${ratio(ours.opening.MB, sqlite.opening.MB)} of ${sqlite.opening.MB.toFixed(0)} MB; ` +
            `its checkpoint: ${(sqlite.compactBytes / 1e6).toFixed(1)} MB in ${sqlite.compactMs.toFixed(0)} ms`
        )
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return rows
}

/** For npm run bench. */
export async function run({ log }) {
  await benchEdit({ log })
}

const ratio = (a, b) => (a / b).toFixed(a / b < 0.1 ? 4 : 2)
const show = (name, { p50, p95, bytes }) =>
  `  ${name.padEnd(26)} p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, ${Math.round(bytes)} bytes an edit`

function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))]
  return { p50: at(0.5), p95: at(0.95) }
}

/** The sources as one module: what is measured is what is shipped. */
async function bundledCore() {
  const { rolldown } = createRequire(import.meta.url)('rolldown')
  const entry = `
    export { openLibrary } from '${root}src/core/store/open-library.ts'
    export { realFileSystem } from '${root}src/core/store/file-system.ts'
    export { createHistory } from '${root}src/core/history/history.ts'
    export { makeId } from '${root}src/shared/domain/ids.ts'`
  const bundle = await rolldown({
    input: 'bench-entry',
    cwd: root,
    platform: 'node',
    plugins: [
      {
        name: 'bench-entry',
        resolveId: (id) => (id === 'bench-entry' ? resolve(root, 'bench-entry.ts') : null),
        load: (id) => (id === resolve(root, 'bench-entry.ts') ? entry : null)
      }
    ]
  })
  const file = resolve(cache, 'store.mjs')
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
  return await import(pathToFileURL(file).href)
}

/** About 1 KB an article and 0.5 KB an annotation; the same for both. */
function* library(size, makeId) {
  let seed = 42
  const random = () => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return (seed >>> 0) / 4294967296
  }
  const words = (n) => Array.from({ length: n }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
  const hex = (n) => Array.from({ length: n }, () => Math.floor(random() * 16).toString(16)).join('')
  const newId = () =>
    makeId(
      1.7e12,
      Array.from({ length: 8 }, () => Math.floor(random() * 32))
    )
  const at = '2026-03-01T10:00:00.000Z'
  const base = () => ({ id: newId(), rev: 0, n: 0, created: at, updated: at })
  for (let i = 0; i < size; i++) {
    const text = `${hex(64)}.txt`
    const receipt = { words: 900, images: 0, missing: [], removed: [], origins: { title: 'og:title' } }
    const article = {
      ...base(),
      type: 'webpage',
      title: words(9),
      authors: [
        { family: words(1), given: words(1) },
        { family: words(1), given: words(1) }
      ],
      issued: '2024-05-11',
      container: words(4),
      url: `https://example.org/${hex(24)}`,
      abstract: words(40),
      citekey: hex(12),
      state: 'inbox',
      starred: false,
      tags: [`${words(1)}/${words(1)}`, words(1)],
      snapshots: [
        { html: `${hex(64)}.html`, text, images: [], captured: at, from: 'url', words: 900, receipt }
      ],
      words: 900,
      progress: 0
    }
    const annotations = Array.from({ length: ANNOTATIONS }, (_, k) => ({
      ...base(),
      article: article.id,
      text,
      quote: { exact: words(14), prefix: words(4), suffix: words(4) },
      position: { start: 1000 * k, end: 1000 * k + 90 },
      color: 'amber',
      note: k % 2 ? words(8) : '',
      tags: []
    }))
    yield { article, annotations }
  }
}

async function measureStore(core, dir, size, edits) {
  const { openLibrary, createHistory, realFileSystem, makeId } = core
  const clock = { now: () => new Date().toISOString() }
  let count = 0
  const newId = () => makeId(Date.now(), [count >> 10, (count >> 5) & 31, count++ & 31, 0, 0, 0, 0, 0])
  const counter = { bytes: 0 }
  const io = countingWrites(realFileSystem, counter)
  const open = () => openLibrary({ dir, clock, newId, io, owner: 'bench' })

  const filled = await open()
  let ops = []
  for (const { article, annotations } of library(size, makeId)) {
    ops.push({ op: 'put', collection: 'articles', record: article })
    for (const record of annotations) ops.push({ op: 'put', collection: 'annotations', record })
    if (ops.length > 3000) await filled.store.commit(ops.splice(0))
  }
  await filled.store.commit(ops)
  ops = []
  await filled.close()

  const opening = await openElsewhere('carrel', dir)
  const { store, close, compact } = await open()
  const { actions } = createHistory({ store, clock, newId })
  const ids = [...store.all('articles')].map((record) => record.id)
  const times = []
  // The first edit also begins a journal file: once a day, not once an edit.
  await actions.run('begin', [
    { op: 'put', collection: 'articles', record: { ...store.get('articles', ids[0]), starred: true } }
  ])
  counter.bytes = 0
  for (let i = 0; i < edits; i++) {
    const article = store.get('articles', ids[(i * 7919) % ids.length])
    const record = { ...article, starred: !article.starred, tags: [...article.tags, `t${i}`] }
    const start = performance.now()
    await actions.run('tag 1 article', [{ op: 'put', collection: 'articles', record }])
    times.push(performance.now() - start)
  }
  const bytes = counter.bytes / edits
  counter.bytes = 0
  const start = performance.now()
  await compact()
  const compactMs = performance.now() - start
  const compactBytes = counter.bytes
  await close()
  return { ...percentiles(times), bytes, opening, compactBytes, compactMs }
}

async function benchSqlite({ makeId }, file, size, edits) {
  const { times, ...rest } = measureSqlite(file, library(size, makeId), edits)
  return { ...percentiles(times), ...rest, opening: await openElsewhere('sqlite', file) }
}

function countingWrites(fs, counter) {
  return {
    ...fs,
    async create(path) {
      const file = await fs.create(path)
      return {
        ...file,
        async write(bytes) {
          const written = await file.write(bytes)
          counter.bytes += written
          return written
        }
      }
    }
  }
}

async function measureLowdb(file, size, edits) {
  const { makeId } = await bundledCore()
  const data = { articles: {}, annotations: {} }
  for (const { article, annotations } of library(size, makeId)) {
    data.articles[article.id] = article
    for (const record of annotations) data.annotations[record.id] = record
  }
  await writeFile(file, JSON.stringify(data, null, 2))
  const opening = await openElsewhere('lowdb', file)
  const db = new Low(new JSONFile(file), {})
  await db.read()
  const ids = Object.keys(db.data.articles)
  const times = []
  for (let i = 0; i < edits; i++) {
    const start = performance.now()
    await db.update(({ articles }) => {
      const article = articles[ids[(i * 7919) % ids.length]]
      article.starred = !article.starred
      article.tags.push(`t${i}`)
    })
    times.push(performance.now() - start)
  }
  // lowdb writes the whole file at every edit.
  return { ...percentiles(times), bytes: (await stat(file)).size, opening }
}

/** CPU time and resident memory of opening, in a process of its own. */
function openElsewhere(kind, path) {
  const child = spawnSync(process.execPath, ['--expose-gc', self, '--open', kind, path], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`opening ${path} failed: ${child.stderr}`)
  return JSON.parse(child.stdout)
}

async function openHere(kind, path) {
  const { openLibrary, makeId } = await import(pathToFileURL(resolve(cache, 'store.mjs')).href)
  const clock = { now: () => new Date().toISOString() }
  globalThis.gc()
  const before = process.memoryUsage().rss
  const start = process.cpuUsage()
  const db = new Low(new JSONFile(path), {})
  const newId = () => makeId(Date.now(), [])
  const library =
    kind === 'carrel'
      ? await openLibrary({ dir: path, clock, newId })
      : kind === 'sqlite'
        ? loadSqlite(path)
        : await db.read()
  const { user, system } = process.cpuUsage(start)
  globalThis.gc()
  const MB = (process.memoryUsage().rss - before) / 1e6
  await library?.close()
  console.log(JSON.stringify({ cpuMs: (user + system) / 1000, MB }))
}

if (process.argv[2] === '--open') await openHere(process.argv[3], process.argv[4])
else if (process.argv[1] === self) {
  const sizes = process.argv.slice(2).map(Number)
  await benchEdit(sizes.length > 0 ? { sizes } : {})
}
