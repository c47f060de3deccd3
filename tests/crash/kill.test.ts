/**
 * kill -9 at random instants of a process that edits and compacts. After each kill the library opens and holds
 * everything that was acknowledged. `CARREL_KILLS` and `CARREL_SEED` make it longer or repeat its choices (not the
 * instants, which depend on the machine).
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from '../../src/core/store/open-library'
import { bundle } from './support/bundle'
import { seeded } from './support/random'
import { countingIds, fixedClock } from './support/records'
import { emptyModel, judge, type Model } from './support/workload'

const KILLS = Number(process.env['CARREL_KILLS'] ?? 24)
const SEED = Number(process.env['CARREL_SEED'] ?? 7)

let writer = ''
let dir = ''
beforeAll(async () => {
  writer = await bundle('tests/crash/support/kill-writer.ts', 'kill-writer')
  dir = await mkdtemp(join(tmpdir(), 'carrel-kill-'))
}, 120_000)
afterAll(async () => {
  await rm(dir, { recursive: true, force: true })
  await rm(dirname(writer), { recursive: true, force: true })
})

/** Starts a writer, kills it `ms` after it opened the library, and answers with the whole lines it printed. */
function runAndKill(seed: number, ms: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dir, String(seed)], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let printed = ''
    let armed = false
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece
      if (armed || !printed.includes('open')) return
      armed = true
      setTimeout(() => child.kill('SIGKILL'), ms)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const lines = printed.split('\n').slice(0, -1)
      if (signal === 'SIGKILL') resolve(lines)
      else reject(new Error(`the writer ended by itself (${code}): ${printed}`))
    })
  })
}

/** Takes what the writer said into the model. */
function learn(model: Model, lines: readonly string[]): number {
  let acknowledged = 0
  for (const line of lines) {
    const [what, id = '', version = ''] = line.split(' ')
    if (what === 'begin') model.pending.set(id, Number(version))
    if (what === 'asset') model.assets.add(id)
    if (what !== 'ack') continue
    acknowledged++
    model.pending.delete(id)
    model.acknowledged.set(id, Number(version))
  }
  return acknowledged
}

test(`${KILLS} kills lose nothing`, { timeout: 60_000 + KILLS * 10_000 }, async () => {
  const random = seeded(SEED)
  const model = emptyModel()
  const total = { acknowledged: 0, torn: 0, segments: 0 }
  for (let round = 0; round < KILLS; round++) {
    total.acknowledged += learn(model, await runAndKill(SEED + round, 20 + random.below(400)))
    const { store, assets, verify, close } = await openLibrary({
      dir,
      clock: fixedClock(),
      newId: countingIds(round),
      owner: 'kill.test'
    })
    // Nobody may be locked out by a process that is dead.
    expect(store.readOnly).toBeUndefined()
    total.torn += store.notices.length
    for (const notice of store.notices) expect(notice).toContain('incomplete')
    expect({ round, ...(await judge(store, assets, model)) }).toEqual({
      round,
      lost: [],
      half: [],
      returned: []
    })
    if (round % 6 === 0) expect((await verify()).ok).toBe(true)
    // Whatever the unanswered edits have become, from now on it must stay so.
    for (const id of model.pending.keys()) {
      const title = store.get('articles', id)?.title
      model.acknowledged.set(id, title === undefined ? 0 : Number(title.slice(1)))
    }
    model.pending.clear()
    if (random.chance(0.3)) await close()
    // Or leave the journal as it is for the next round, giving back only the lock.
    else await rm(join(dir, 'lock'))
  }
  console.log(`${KILLS} kills, ${total.acknowledged} acknowledged, ${total.torn} torn ends (seed ${SEED})`)
  expect(total.acknowledged).toBeGreaterThan(KILLS)
})
