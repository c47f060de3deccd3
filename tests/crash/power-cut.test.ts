/**
 * Power cuts at any call of the store's own code: unsynced writes and names lost or torn, recovery itself cut. Nothing
 * that was acknowledged may be missing, and no edit half there. `CARREL_STATES` and `CARREL_SEED` make it larger or
 * repeat it.
 */
import { expect, test } from 'vitest'
import { sameJson } from '#shared/domain/same-json'
import { createHistory } from '../../src/core/history/history'
import { collectionNames } from '../../src/core/store/layout'
import type { OpenLibrary } from '../../src/core/store/open-library'
import { running } from './support/acts'
import { freshMachine, LIBRARY, openOn } from './support/open'
import { writeOlder, zeroToOne } from './support/older'
import { seeded, type Random } from './support/random'
import { aSetting, aTag, countingIds } from './support/records'
import { SimDisk, type Luck } from './support/sim-disk'
import { copyOf, emptyModel, judge, work, type Model, type Verdict } from './support/workload'

const STATES = Number(process.env['CARREL_STATES'] ?? 400)
const SEED = Number(process.env['CARREL_SEED'] ?? 7)
/** So that compaction happens all the time. */
const COMPACT_BYTES = 4000

interface Result {
  states: number
  cutAgain: number
  torn: number
  acknowledged: number
  lost: string[]
  half: string[]
  returned: string[]
  unopened: string[]
}
function nothingYet(): Result {
  return { states: 0, cutAgain: 0, torn: 0, acknowledged: 0, lost: [], half: [], returned: [], unopened: [] }
}

class PowerLoss extends Error {
  code = 'EIO'
}

/** Opens and compacts until the power goes again, at a call chosen by chance. */
async function cutRecovery(disk: SimDisk, random: Random): Promise<SimDisk> {
  let calls = 2 + random.below(60)
  disk.before = () => {
    if (--calls < 0) throw new PowerLoss('power')
  }
  try {
    const library = await openOn(disk, { compactBytes: 1, steps: [zeroToOne] })
    await library.close()
  } catch (error) {
    // What the store makes of a vanished disk does not matter: its process is gone.
    if (!(error instanceof Error)) throw error
  }
  disk.before = undefined
  return disk.powerCut('some')
}

/** What is wrong with a library that was opened after a power cut. */
type Check = (library: OpenLibrary) => Promise<Verdict>
const against =
  (model: Model): Check =>
  async ({ store, assets, backups }) => {
    const verdict = await judge(store, assets, model, true)
    // Whatever backup was answered is there and can be read.
    if (model.backup !== undefined)
      await backups
        .read(model.backup)
        .catch((error: unknown) => verdict.lost.push(`backup: ${String(error)}`))
    return verdict
  }

async function inspect(disk: SimDisk, check: Check, random: Random, result: Result): Promise<void> {
  result.states++
  let found = disk
  if (random.chance(0.25)) {
    result.cutAgain++
    found = await cutRecovery(disk, random)
  }
  try {
    const library = await openOn(found, { compactBytes: COMPACT_BYTES, steps: [zeroToOne] })
    const { store } = library
    if (store.readOnly !== undefined) result.unopened.push(store.readOnly)
    result.torn += store.notices.filter((notice) => notice.includes('incomplete')).length
    const verdict = await check(library)
    result.lost.push(...verdict.lost)
    result.half.push(...verdict.half)
    result.returned.push(...verdict.returned)
    for (const notice of store.notices)
      if (!/incomplete|^This library was written by an older/.test(notice)) result.unopened.push(notice)
  } catch (error) {
    result.unopened.push(String(error))
  }
}

interface Run {
  seed: number
  states: number
  ignoreFolderSync?: boolean
  /** Kill the process first, so that what a power cut meets was begun by another. */
  killFirst?: boolean
}

async function cutPowerOften({
  seed,
  states,
  ignoreFolderSync = false,
  killFirst = false
}: Run): Promise<Result> {
  const random = seeded(seed)
  const result = nothingYet()
  for (let round = 0; result.states < states; round++) {
    let disk = new SimDisk(random)
    await disk.makeFolder(LIBRARY)
    disk.ignoreFolderSync = ignoreFolderSync
    const model = emptyModel()
    const newId = countingIds(round)
    if (killFirst) disk = await workUntilKilled(disk, model, random, newId)
    disk.ignoreFolderSync = ignoreFolderSync
    cutNowAndThen({ disk, random, result, states, chance: 0.05 }, () => against(copyOf(model)))
    result.acknowledged += await aLife(disk, model, random, newId)
    disk.before = undefined
  }
  return result
}

interface Cuts {
  disk: SimDisk
  random: Random
  result: Result
  states: number
  chance: number
}
/** At calls chosen by chance: what if the power went here? */
function cutNowAndThen({ disk, random, result, states, chance }: Cuts, checkNow: () => Check): void {
  let looking = false
  disk.before = async () => {
    if (looking || result.states >= states || !random.chance(chance)) return
    looking = true
    const check = checkNow()
    const cuts = (['all', 'none', 'some', 'some'] satisfies Luck[]).map((luck) => disk.powerCut(luck))
    for (const cut of cuts) await inspect(cut, check, random, result)
    looking = false
  }
}

const DAY = 86_400_000
/** Edits with undo, redo and a backup; a week later tidying up, and a month later again: saved files go in two steps. */
async function aLife(disk: SimDisk, model: Model, random: Random, newId: () => string): Promise<number> {
  let time = Date.UTC(2026, 2, 1)
  disk.now = () => time
  const clock = { now: () => new Date((time += 1000)).toISOString() }
  const library = await openOn(disk, { compactBytes: COMPACT_BYTES, clock })
  const { store, assets, backups, compact } = library
  const { actions, handlers } = createHistory({ store, clock, newId })
  const history = {
    actions,
    undo: () => handlers['history.undo']({}, running),
    redo: () => handlers['history.redo']({}, running)
  }
  const day = { store, assets, model, random, newId, writers: 3, edits: 7, backups }
  let { acknowledged } = await work({ ...day, history })
  for (const days of [8, 31]) {
    time += days * DAY
    await compact()
  }
  acknowledged += (await work(day)).acknowledged
  return acknowledged
}

/** Works, and at some call the process is gone; the disk goes on with what the system holds, synced or not. */
async function workUntilKilled(
  disk: SimDisk,
  model: Model,
  random: Random,
  newId: () => string
): Promise<SimDisk> {
  let calls = 40 + random.below(500)
  let after: { disk: SimDisk; model: Model } | undefined
  disk.before = () => {
    if (--calls === 0) after = { disk: disk.killed(), model: copyOf(model) }
  }
  const { store, assets } = await openOn(disk, { compactBytes: COMPACT_BYTES })
  await work({ store, assets, model, random, newId, writers: 3, edits: 14 })
  disk.before = undefined
  const left = after ?? { disk: disk.killed(), model: copyOf(model) }
  // What was asked for and not answered may be there or not, now and after every later cut.
  model.acknowledged = new Map([...left.model.acknowledged].filter(([id]) => !left.model.pending.has(id)))
  model.pending = new Map()
  model.assets = left.model.assets
  const strangers = new Set(left.model.pending.keys())
  return await withoutStrangers(left.disk, strangers)
}

/** Removes the units nobody can say anything about, so that the model is exact again. */
async function withoutStrangers(disk: SimDisk, strangers: ReadonlySet<string>): Promise<SimDisk> {
  if (strangers.size === 0) return disk
  const { store } = await openOn(disk, { compactBytes: 1e9 })
  for (const id of strangers)
    await store.commit([
      { op: 'del', collection: 'articles', id },
      { op: 'del', collection: 'annotations', id: `${id.slice(0, 17)}z` }
    ])
  return disk.killed()
}

function summary(result: Result): string {
  const { states, cutAgain, torn, acknowledged } = result
  return `${states} states, ${cutAgain} cut again, ${torn} torn ends, ${acknowledged} acknowledged; lost ${result.lost.length}, half ${result.half.length}, returned ${result.returned.length}, not opened ${result.unopened.length} (seed ${SEED})`
}

test('no power cut loses, halves or brings back an edit', async () => {
  const result = await cutPowerOften({ seed: SEED, states: STATES })
  console.log(summary(result))
  expect(result.states).toBeGreaterThanOrEqual(STATES)
  expect(result.torn).toBeGreaterThan(0)
  expect(result.lost).toEqual([])
  expect(result.half).toEqual([])
  expect(result.returned).toEqual([])
  expect(result.unopened).toEqual([])
})

test('nor does one that meets a library left by a killed process', async () => {
  const result = await cutPowerOften({ seed: SEED + 1, states: STATES, killFirst: true })
  console.log(summary(result))
  expect(result.lost).toEqual([])
  expect(result.half).toEqual([])
  expect(result.returned).toEqual([])
  expect(result.unopened).toEqual([])
})

test('nor one in the middle of a migration', async () => {
  const random = seeded(SEED + 2)
  const result = nothingYet()
  const states = Math.ceil(STATES / 4)
  while (result.states < states) {
    const disk = new SimDisk(random)
    await disk.makeFolder(LIBRARY)
    const older = await writeOlder(disk, LIBRARY, 6)
    const check: Check = ({ store }) => {
      const lost = older.filter(
        ({ collection, record }) => !sameJson(store.get(collection, record.id), record)
      )
      const returned = collectionNames.reduce((n, name) => n + store.count(name), 0) - older.length
      return Promise.resolve({
        lost: lost.map(({ collection, record }) => `${collection}/${record.id}`),
        half: [],
        returned: returned > 0 ? [`${returned} too many`] : []
      })
    }
    cutNowAndThen({ disk, random, result, states, chance: 0.15 }, () => check)
    const library = await openOn(disk, { steps: [zeroToOne] })
    expect(library.store.readOnly).toBeUndefined()
    await library.close()
    // The old files are put aside.
    await (await openOn(disk, { steps: [zeroToOne] })).close()
    disk.before = undefined
  }
  console.log(summary(result))
  expect(result).toMatchObject({ lost: [], half: [], returned: [], unopened: [] })
})

test('the simulator finds the losses of a store that does not sync folders', async () => {
  const result = await cutPowerOften({ seed: SEED, states: 200, ignoreFolderSync: true })
  console.log(summary(result))
  expect(result.lost.length).toBeGreaterThan(10)
})

test('a file renamed by a killed process is synced before the journal that could replace it goes', async () => {
  const disk = new SimDisk(seeded(3))
  await disk.makeFolder(LIBRARY)
  const newId = countingIds(3)
  const [first, second] = [aTag(newId(), 'first'), aSetting('second', 2)]
  const library = await openOn(disk)
  await library.store.commit([{ op: 'put', collection: 'tags', record: first }])
  let killed: SimDisk | undefined
  disk.before = (call, path) => {
    if (call === 'syncFolder' && path.endsWith('/tags')) killed ??= disk.killed()
  }
  await library.compact()
  if (!killed) throw new Error('the tags were not written')
  const again = await openOn(killed)
  await again.store.commit([{ op: 'put', collection: 'settings', record: second }])
  await again.compact()
  const after = await openOn(killed.powerCut('none'))
  expect(after.store.get('tags', first.id)?.path).toBe('first')
  expect(after.store.get('settings', 'second')?.value).toBe(2)
})

test('a machine that was started again takes over the lock', async () => {
  const disk = new SimDisk(seeded(1))
  await disk.makeFolder(LIBRARY)
  const machine = freshMachine()
  const first = await openOn(disk, { machine })
  expect(first.store.readOnly).toBeUndefined()
  expect((await openOn(disk, { machine })).store.readOnly).toContain('Carrel (test)')
  expect((await openOn(disk.powerCut('all'))).store.readOnly).toBeUndefined()
})
