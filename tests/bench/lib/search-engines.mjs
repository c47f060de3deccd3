// One search engine of the known-item benchmark, in a process of its own: reads the corpus, answers the queries, and
// prints what it found and what it took. node search-engines.mjs ENGINE CORPUS STEP SECONDS
import { createReadStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openSqlite } from './sqlite.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const shared = resolve(root, '../shared/bench/search')
const cache = resolve(root, 'node_modules/.cache/carrel-bench')

/** JSON, one value a line. */
function readLines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
}

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
  mkdirSync(cache, { recursive: true })
  const file = resolve(cache, `${basename(path, '.ts')}-${process.pid}.mjs`)
  writeFileSync(file, output[0].code)
  const module = await import(pathToFileURL(file).href)
  rmSync(file)
  return module
}

const ENGINES = {
  async carrel() {
    const { SearchService } = await importSource('src/core/search/service.ts')
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

  trigram: () => sqlite('trigram remove_diacritics 1', anyTrigram),
  words: () => sqlite('unicode61 remove_diacritics 2', anyWord),

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

/** SQLite's full-text index; `toMatch` makes a MATCH expression of a query, '' for none. */
function sqlite(tokenizer, toMatch) {
  const { Database } = openSqlite({ log: console.error })
  const db = new Database(':memory:')
  db.exec(`create virtual table units using fts5(text, tokenize = "${tokenizer}")`)
  const insert = db.prepare('insert into units(rowid, text) values (?, ?)')
  const find = db.prepare('select rowid from units where units match ? order by rank limit 10')
  const units = []
  db.exec('begin')
  return {
    add(a) {
      for (const unit of unitsOf(a)) insert.run(units.push(unit), unit.text)
    },
    ready: () => db.exec('commit'),
    ask(query) {
      const match = toMatch(query.replaceAll('"', ' ').trim())
      return match === '' ? [] : find.all(match).map(({ rowid }) => place(units[rowid - 1]))
    },
    stats: () => ({ indexMB: Math.round(db.pragma('page_count', { simple: true }) * 0.004096) })
  }
}
/** Any of the query's trigrams: so a misspelt word still has some of them right. */
function anyTrigram(text) {
  const grams = new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, k) => text.slice(k, k + 3)))
  return [...grams].map((gram) => `"${gram}"`).join(' OR ')
}
/** Any of its words, the last one perhaps unfinished. */
function anyWord(text) {
  const words = text.split(/\s+/).filter(Boolean)
  return words.map((word, k) => `"${word}"${k === words.length - 1 ? '*' : ''}`).join(' OR ')
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
  const typing = name === 'carrel' ? typed(engine, queries) : undefined
  process.stdout.write(JSON.stringify({ buildMs, rssMB, ...engine.stats?.(), results, typing }))
}

/** Each keystroke from the third on of every twelfth query. */
function typed(engine, queries) {
  const took = []
  for (const { q } of queries.filter((_, i) => i % 12 === 0)) {
    engine.forget?.()
    for (let n = 3; n <= q.length; n++) {
      const from = cpu()
      engine.ask(q.slice(0, n))
      took.push(cpu() - from)
    }
  }
  took.sort((a, b) => a - b)
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))]
  return { n: took.length, p50: at(0.5), p95: at(0.95), worst: at(1) }
}

const [name, corpus, step, seconds] = process.argv.slice(2)
await engineMain(name, corpus, Number(step), Number(seconds))
