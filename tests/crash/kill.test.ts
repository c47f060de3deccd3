/**
 * kill -9 at random instants of a process in which everything a library knows is going on. After each kill the library
 * opens and holds everything that was acknowledged, whole.
 *
 * `CARREL_KILLS`: how many. `CARREL_SEED`: whose choices. Each life (a library from its beginning, killed twelve times)
 * has a seed of its own, and every fourth begins as one of an older format: `CARREL_SEED=7 CARREL_LIFE=12` runs that
 * life alone. Every second kill is at a numbered call of the store and so the same again; the others are by the clock.
 * Of a life that failed the library before and after the last kill is kept, and its folder is named.
 */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realFileSystem } from '../../src/core/store/file-system'
import { openLibrary } from '../../src/core/store/open-library'
import { bundle } from './support/bundle'
import { Ledger } from './support/ledger'
import { writeOlder, zeroToOne } from './support/older'
import { seeded, type Random } from './support/random'
import { countingIds } from './support/records'
import type { Line } from './support/watched-disk'

const KILLS = Number(process.env['CARREL_KILLS'] ?? 24)
const SEED = Number(process.env['CARREL_SEED'] ?? 7)
const ONLY = process.env['CARREL_LIFE']
const ROUNDS = 12
const clock = { now: (): string => new Date().toISOString() }

let writer = ''
let base = ''
beforeAll(async () => {
  writer = await bundle('tests/crash/support/kill-writer.ts', 'kill-writer')
  base = await mkdtemp(join(tmpdir(), 'carrel-kill-'))
}, 120_000)
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
  await rm(dirname(writer), { recursive: true, force: true })
})

interface Kill {
  seed: number
  /** At this call of the store; 0: `ms` after it opened the library. */
  call: number
  ms: number
}

/** Runs a writer until it is dead, and answers with the whole lines it printed. */
function runAndKill(dir: string, { seed, call, ms }: Kill): Promise<Line[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dir, String(seed), String(call)], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let printed = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece
      if (timer || !printed.includes('"open"')) return
      // One that dies by its own hand is given time for it; should it do less than that, the clock ends it.
      timer = setTimeout(() => child.kill('SIGKILL'), call > 0 ? 1500 : ms)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const lines = printed.split('\n').slice(0, -1)
      if (signal === 'SIGKILL') resolve(lines.map((line) => JSON.parse(line) as Line))
      else reject(new Error(`the writer ended by itself (${code}): ${printed.slice(-2000)}`))
    })
  })
}

function howToKill(random: Random, round: number, older: boolean): Kill {
  const seed = random.below(1e9)
  // Until it is migrated, and a little beyond.
  if (older && round < 4) return { seed, call: 1 + random.below(160), ms: 0 }
  // The first calls are those of opening; the later, the more is going on.
  const call = round % 2 === 0 ? 1 + random.below(random.chance(0.3) ? 60 : 500) : 0
  return { seed, call, ms: 5 + random.below(400) }
}

/** Opens a copy, so that the next process meets what the kill left, and is killed while it puts that right. */
async function examine(dir: string, ledger: Ledger): Promise<string[]> {
  const copy = `${dir}-copy`
  await cp(dir, copy, { recursive: true })
  const library = await openLibrary({
    dir: copy,
    clock,
    newId: countingIds(1),
    owner: 'kill.test',
    steps: [zeroToOne]
  })
  try {
    const { store, backups } = library
    const wrong: string[] = []
    // Nobody may be locked out by a process that is dead.
    if (store.readOnly !== undefined) wrong.push(`read-only: ${store.readOnly}`)
    for (const notice of store.notices)
      if (!/incomplete|^This library was written by an older version/.test(notice))
        wrong.push(`notice: ${notice}`)
    wrong.push(...ledger.check(store))
    const { ok, problems } = await library.verify()
    if (!ok) wrong.push(...problems.map(({ where, what }) => `${where} ${what}`))
    if (ledger.backup !== undefined) {
      // Ten are kept of those that were asked for; younger ones may have pushed it out only if they are there.
      const ids = (await backups.list()).map(({ id }) => id)
      const known = ids.includes(ledger.backup)
        ? ledger.backup
        : ids.filter((id) => id > (ledger.backup ?? ''))[9]
      if (known === undefined) wrong.push(`backup ${ledger.backup} is lost`)
      else await backups.read(known)
    }
    return wrong
  } finally {
    await library.close()
    await rm(copy, { recursive: true, force: true })
  }
}

interface Total {
  kills: number
  acknowledged: number
  done: Map<string, number>
}

/** One library, killed again and again. Throws what is wrong. */
async function live(life: number, rounds: number, total: Total): Promise<void> {
  const random = seeded(SEED * 1000 + life)
  const dir = join(base, `life-${life}`)
  await mkdir(dir)
  const ledger = new Ledger()
  const older = life % 4 === 3
  if (older) ledger.begin(await writeOlder(realFileSystem, dir, 20))
  for (let round = 0; round < rounds; round++) {
    const kill = howToKill(random, round, older)
    const before = `${dir}-before`
    await rm(before, { recursive: true, force: true })
    await cp(dir, before, { recursive: true })
    const lines = await runAndKill(dir, kill)
    for (const line of lines) ledger.learn(line)
    total.kills++
    const refused = lines.find((line) => line.say === 'open' && line.readOnly !== undefined)
    const wrong = refused
      ? [`the writer was refused: ${JSON.stringify(refused)}`]
      : await examine(dir, ledger)
    if (wrong.length === 0) continue
    const kept = join(tmpdir(), `carrel-kill-${SEED}-${life}-${round}`)
    for (const [from, name] of [
      [before, 'before'],
      [dir, 'after']
    ] as const)
      await cp(from, join(kept, name), { recursive: true })
    throw new Error(
      `life ${life}, round ${round} (${JSON.stringify(kill)}), CARREL_SEED=${SEED} CARREL_LIFE=${life}, kept in ${kept}:\n${wrong.slice(0, 12).join('\n')}`
    )
  }
  total.acknowledged += ledger.acknowledged
  for (const [what, times] of ledger.done) total.done.set(what, (total.done.get(what) ?? 0) + times)
  await rm(dir, { recursive: true, force: true })
  await rm(`${dir}-before`, { recursive: true, force: true })
}

test(`${KILLS} kills lose nothing (seed ${SEED})`, { timeout: 60_000 + KILLS * 10_000 }, async () => {
  const total: Total = { kills: 0, acknowledged: 0, done: new Map() }
  if (ONLY !== undefined) await live(Number(ONLY), ROUNDS, total)
  else
    for (let life = 0; total.kills < KILLS; life++)
      await live(life, Math.min(ROUNDS, KILLS - total.kills), total)
  const done = [...total.done].sort().map(([what, times]) => `${what} ${times}`)
  console.log(`${total.kills} kills, ${total.acknowledged} acknowledged (seed ${SEED}): ${done.join(', ')}`)
  expect(total.acknowledged).toBeGreaterThan(total.kills)
})
