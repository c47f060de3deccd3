// better-sqlite3, a rival only: compiled once (minutes) into node_modules/.cache, and never a dependency of Carrel.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const SQLITE_VERSION = '12.11.1'
const folder = fileURLToPath(
  new URL(`../../../node_modules/.cache/carrel-bench/sqlite-${SQLITE_VERSION}`, import.meta.url)
)
const LIMIT_MS = 14 * 60_000

/**
 * The Database class of better-sqlite3 (SQLite with FTS5), installed when it is not there yet. Answers
 * `{ Database, version }`, or `{ skipped }` with the reason as one line when it cannot be had on this machine.
 */
export function openSqlite({ log = console.log } = {}) {
  const loaded = load()
  if (loaded.Database) return loaded
  log(`better-sqlite3 ${SQLITE_VERSION} is compiled once for this comparison: a few minutes`)
  mkdirSync(folder, { recursive: true })
  // A project of its own: npm would otherwise install into ours.
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['install', '--no-audit', '--no-fund', '--no-save', `better-sqlite3@${SQLITE_VERSION}`]
  const done = spawnSync(npm, args, { cwd: folder, encoding: 'utf8', timeout: LIMIT_MS })
  if (done.status !== 0) return { skipped: `skipped: better-sqlite3 cannot be installed: ${lastLine(done)}` }
  const again = load()
  return again.Database ? again : { skipped: `skipped: better-sqlite3 does not load: ${again.reason}` }
}

function load() {
  const entry = join(folder, 'package.json')
  if (!existsSync(join(folder, 'node_modules/better-sqlite3/build'))) return { reason: 'not installed' }
  try {
    const Database = createRequire(entry)('better-sqlite3')
    const db = new Database(':memory:')
    const { version } = db.prepare('select sqlite_version() as version').get()
    db.close()
    return { Database, version }
  } catch (error) {
    // Compiled for another Node, or half: installed anew, or named as the reason.
    return { reason: String(error?.message ?? error).split('\n')[0] }
  }
}

function lastLine({ error, stderr, signal }) {
  if (error) return error.message
  if (signal) return `stopped by ${signal}`
  const lines = (stderr ?? '')
    .split('\n')
    .filter((line) => /error/i.test(line) && !/complete log/i.test(line))
  return (
    lines.find((line) => /not found|ENOTFOUND|E404|fatal|ERESOLVE/.test(line)) ??
    lines.at(-1) ??
    'npm failed'
  ).slice(0, 200)
}
