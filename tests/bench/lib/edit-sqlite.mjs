// The same records as JSON in SQLite tables keyed by id (WAL, synchronous=FULL): edits, opening, checkpoint.
import { readFileSync } from 'node:fs'
import { openSqlite } from './sqlite.mjs'

function connect(file) {
  const { Database, skipped } = openSqlite()
  if (skipped) return { skipped }
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  // The checkpoint is measured by itself, as Carrel's compaction is.
  db.pragma('wal_autocheckpoint = 0')
  return { db }
}

/** Times of `edits` acknowledged edits, bytes of one (undefined where the system does not count), and the checkpoint. */
export function measureSqlite(file, records, edits) {
  const { db, skipped } = connect(file)
  if (skipped) return { skipped }
  for (const table of ['articles', 'annotations'])
    db.exec(`create table ${table} (id text primary key, json text not null) without rowid`)
  const add = Object.fromEntries(
    ['articles', 'annotations'].map((t) => [t, db.prepare(`insert into ${t} values (?, ?)`)])
  )
  const ids = []
  db.transaction(() => {
    for (const { article, annotations } of records) {
      ids.push(article.id)
      add.articles.run(article.id, JSON.stringify(article))
      for (const record of annotations) add.annotations.run(record.id, JSON.stringify(record))
    }
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const get = db.prepare('select json from articles where id = ?')
  const put = db.prepare('update articles set json = ? where id = ?')
  const times = []
  const before = written()
  for (let i = 0; i < edits; i++) {
    const id = ids[(i * 7919) % ids.length]
    const start = performance.now()
    const article = JSON.parse(get.get(id).json)
    const record = { ...article, starred: !article.starred, tags: [...article.tags, `t${i}`] }
    put.run(JSON.stringify(record), id)
    times.push(performance.now() - start)
  }
  const after = written()
  const start = performance.now()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const compactMs = performance.now() - start
  const compactBytes = written() - after
  db.close()
  return { times, bytes: (after - before) / edits, compactMs, compactBytes }
}

/** Every row parsed into memory, as Carrel holds them. Keep the answer while memory is read. */
export function loadSqlite(file) {
  const { db } = connect(file)
  const all = ['articles', 'annotations'].map((table) => {
    const records = new Map()
    for (const { id, json } of db.prepare(`select id, json from ${table}`).iterate())
      records.set(id, JSON.parse(json))
    return records
  })
  return { all, close: () => db.close() }
}

/** Bytes this process has handed to write calls: Linux only. */
function written() {
  try {
    return Number(/wchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
  } catch {
    // Other systems have no such count; the row says NaN rather than a guess.
    return Number.NaN
  }
}
