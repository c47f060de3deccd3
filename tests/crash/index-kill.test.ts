/**
 * kill -9 of a process that edits a library while its index is built, changed and saved. After each kill the index that
 * the next opening takes from the disk and catches up answers as one built from nothing.
 *
 * `CARREL_INDEX_KILLS`: how many. `CARREL_SEED`: whose choices.
 */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCore, type Core } from '../../src/core/app'
import { isFromSearch } from '../../src/core/search/protocol'
import { spawnInline } from '../../src/core/workers/inline'
import { inProcessSpawn } from '../unit/search/helpers/in-process-thread'
import { running } from './support/acts'
import { bundle } from './support/bundle'
import { seeded, type Random } from './support/random'

const KILLS = Number(process.env['CARREL_INDEX_KILLS'] ?? 8)
const SEED = Number(process.env['CARREL_SEED'] ?? 7)

let writer = ''
let base = ''
beforeAll(async () => {
  writer = await bundle('tests/crash/support/index-writer.ts', 'index-writer')
  // As spawn.ts calls it.
  await rename(await bundle('src/core/workers/search.ts', 'search'), join(dirname(writer), 'search.js'))
  base = await mkdtemp(join(tmpdir(), 'carrel-index-kill-'))
}, 120_000)
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
  await rm(dirname(writer), { recursive: true, force: true })
})

function runAndKill(dir: string, seed: number, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dir, dirname(writer), String(seed)], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', () => {
      timer ??= setTimeout(() => child.kill('SIGKILL'), ms)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve()
      else reject(new Error(`the writer ended by itself (${code})`))
    })
  })
}

/** `restored`: parts that the thread took from a saved index. */
async function open(dir: string): Promise<{ core: Core; restored(): number }> {
  const [jobs, search] = [spawnInline(), inProcessSpawn()]
  let restored = 0
  const core = await createCore({
    libraryDir: dir,
    owner: 'test',
    spawn: (entry) => {
      if (entry !== 'search') return jobs(entry)
      const thread = search(entry)
      thread.onMessage((message) => {
        if (isFromSearch(message) && message.t === 'restored') restored += message.parts.length
      })
      return thread
    },
    fetch: ({ url }) => Promise.reject(new Error(`no network in tests: ${url}`)),
    indexQuietMs: 1_000_000
  })
  await core.searchReady()
  return { core, restored: () => restored }
}

async function answers(core: Core, queries: readonly string[]): Promise<unknown[]> {
  const out: unknown[] = []
  for (const query of queries) {
    const { hits } = await core.handlers['search.query']({ query, limit: 60 }, running)
    const { ids, facets } = await core.handlers['search.matches']({ query, ids: true }, running)
    // Sums are added up in another order: the last digits may differ.
    out.push([query, hits.map((hit) => ({ ...hit, score: Number(hit.score.toFixed(3)) })), ids, facets])
  }
  return out
}

/** Titles and texts of the library, misspelt now and then; texts that stood there before; what is in all of it. */
async function questions(core: Core, random: Random): Promise<string[]> {
  const { ids } = await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'added' }, running)
  const out = ['hurry a pgae', 'wait little longer', 'method', '数学', 'has:highlight waited', 'field work']
  for (let k = 0; k < 8 && ids.length > 0; k++) {
    const id = random.pick(ids)
    const { title, snapshots } = await core.handlers['articles.get']({ id }, running)
    out.push(k === 0 ? `like:${id}` : remembered(title, random))
    const { html } = random.pick(snapshots)
    const body = await core.handlers['articles.body']({ id, snapshot: html }, running)
    // The last words are those that no other text has.
    out.push(
      remembered(
        body.html
          .replace(/<[^>]*>/g, ' ')
          .split(/\s+/)
          .filter(Boolean)
          .slice(-3)
          .join(' '),
        random
      )
    )
  }
  return out
}

function remembered(text: string, random: Random): string {
  const words = text.split(' ').slice(0, 1 + random.below(3))
  return words.map((w) => (random.chance(0.5) ? w.slice(0, -1) : w)).join(' ')
}

/** Texts of all articles, older ones included. */
async function textsOf(core: Core): Promise<number> {
  const { ids } = await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'added' }, running)
  const all = await Promise.all(ids.map((id) => core.handlers['articles.get']({ id }, running)))
  return all.reduce((sum, { snapshots }) => sum + snapshots.length, 0)
}

test(
  'an index that was killed at any moment is, loaded and caught up, the index built from nothing',
  async () => {
    const random = seeded(SEED)
    const dir = join(base, 'library')
    let taken = 0
    let articles = 0
    let texts = 0
    for (let round = 0; round < KILLS; round++) {
      await runAndKill(dir, random.below(1e9), 100 + random.below(900))
      const fresh = join(base, 'fresh')
      await cp(dir, fresh, { recursive: true, filter: (source) => source !== join(dir, 'cache') })
      // Opened in a copy, the index on the disk stays as the kill left it, and grows older.
      const copy = join(base, 'copy')
      const inCopy = random.chance(0.5)
      if (inCopy) await cp(dir, copy, { recursive: true })
      const [a, b] = [await open(inCopy ? copy : dir), await open(fresh)]
      try {
        const asked = await questions(b.core, random)
        expect([round, await answers(a.core, asked)]).toEqual([round, await answers(b.core, asked)])
        expect(b.restored()).toBe(0)
        if (a.restored() > 0) taken++
        const verified = await a.core.handlers['library.verify']({}, running)
        expect(verified.problems.filter(({ where }) => where.startsWith('cache'))).toEqual([])
        articles = (await a.core.handlers['library.info']({}, running)).articles
        texts = await textsOf(a.core)
      } finally {
        await b.core.close()
        await a.core.close()
        for (const folder of [fresh, copy]) await rm(folder, { recursive: true, force: true })
      }
    }
    // It was not all for nothing: there were articles, some captured again, and indexes to take.
    expect(articles).toBeGreaterThan(3)
    expect(texts).toBeGreaterThan(articles * 1.2)
    expect(taken).toBeGreaterThan(KILLS / 3)
  },
  60_000 + KILLS * 10_000
)
