/**
 * Every call the store makes to the disk fails once, then for good, with each error. Afterwards what was acknowledged
 * is there, what was refused is not, nothing is there by half, and work goes on.
 */
import { describe, expect, test } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import { freshMachine, LIBRARY, openOn } from '../../crash/support/open'
import { seeded } from '../../crash/support/random'
import { countingIds } from '../../crash/support/records'
import { fail, SimDisk, type Call } from '../../crash/support/sim-disk'
import { emptyModel, judge, work, type Model, type Tally } from '../../crash/support/workload'

const CODES = ['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'half'] as const
type Code = (typeof CODES)[number]
const COMPACT_BYTES = 3000

interface Fault {
  code: Code
  /** The first call that fails, counted from the opening. */
  at: number
  lasting: boolean
}

/** Makes calls of the disk fail; answers whether any did. */
function inject(disk: SimDisk, { code, at, lasting }: Fault): { hit(): boolean; heal(): void } {
  let calls = 0
  let hit = false
  const due = (): boolean => {
    calls++
    const now = lasting ? calls >= at : calls === at
    hit ||= now
    return now
  }
  if (code === 'half') disk.halfWrite = due
  else
    disk.before = (call: Call) => {
      if (due() && call !== 'touch') throw fail(code)
    }
  return {
    hit: () => hit,
    heal() {
      disk.before = undefined
      disk.halfWrite = undefined
    }
  }
}

interface Session {
  disk: SimDisk
  /** The disk as a kill before closing would have left it. */
  unclosed?: SimDisk
  model: Model
  newId: () => string
}

/** A library with something in it, closed. */
async function prepared(seed: number): Promise<Session> {
  const disk = new SimDisk(seeded(seed))
  const newId = countingIds(seed)
  const model = emptyModel()
  await disk.makeFolder(LIBRARY)
  const { store, assets, close } = await openOn(disk)
  await work({ store, assets, model, random: seeded(seed), newId, writers: 1, edits: 6 })
  await close()
  return { disk, model, newId }
}

/** Opens and works; when opening fails for good, that is an answer too. */
async function workWith(session: Session, fault: Fault, heal: () => void): Promise<Tally> {
  const { disk, model, newId } = session
  const random = seeded(fault.at)
  const options = { model, random, newId, writers: 2, edits: 5 }
  try {
    const { store, assets, close } = await openOn(disk, { compactBytes: COMPACT_BYTES })
    if (store.readOnly !== undefined) {
      expect(store.readOnly).toMatch(/^[A-Z].*\.$/)
      heal()
      await close()
      return { acknowledged: 0, refused: 0 }
    }
    const tally = await work({ ...options, store, assets })
    if (fault.lasting) {
      heal()
      const after = await work({ ...options, store, assets })
      // Space is back: the same process goes on, without a restart.
      expect(after.refused).toBe(0)
    }
    session.unclosed = disk.killed()
    await close().catch((error: unknown) => expect(error).toBeInstanceOf(Error))
    return tally
  } catch (error) {
    expect(error).toBeInstanceOf(CarrelError)
    expect((error as CarrelError).message).toMatch(/^[A-Z].*\.$/)
    return { acknowledged: 0, refused: 0 }
  }
}

/** Everything acknowledged is there, nothing refused is, and the library is sound. */
async function inspect(disk: SimDisk, model: Model, at: number): Promise<void> {
  const library = await openOn(disk, { compactBytes: COMPACT_BYTES })
  const verdict = await judge(library.store, library.assets, model)
  expect({ at, ...verdict }).toEqual({ at, lost: [], half: [], returned: [] })
  expect(library.store.readOnly).toBeUndefined()
  expect({ at, ...(await library.verify()) }).toMatchObject({ at, ok: true })
  await library.close()
}

async function failEachCall(code: Code, lasting: boolean): Promise<{ points: number; refused: number }> {
  let refused = 0
  for (let at = 1; ; at++) {
    const session = await prepared(3)
    const fault = { code, at, lasting }
    const { hit, heal } = inject(session.disk, fault)
    refused += (await workWith(session, fault, heal)).refused
    heal()
    await inspect(session.disk.killed(), session.model, at)
    if (session.unclosed) await inspect(session.unclosed, session.model, at)
    if (!hit()) return { points: at - 1, refused }
  }
}

describe('a disk that fails', () => {
  for (const code of CODES)
    for (const lasting of [false, true])
      test(`${code}, ${lasting ? 'from some call on' : 'once'}`, { timeout: 120_000 }, async () => {
        const { points, refused } = await failEachCall(code, lasting)
        expect(points).toBeGreaterThan(20)
        expect(refused).toBeGreaterThan(0)
      })

  test('the sentence says what is wrong and what is safe', async () => {
    const { disk, model, newId } = await prepared(4)
    const { store, assets } = await openOn(disk)
    disk.before = (call) => {
      if (call === 'write') throw fail('ENOSPC')
    }
    const id = newId()
    const refusal = await store
      .commit([
        {
          op: 'put',
          collection: 'tags',
          record: {
            id,
            rev: 0,
            n: 0,
            created: '2026-03-01T10:00:00Z',
            updated: '2026-03-01T10:00:00Z',
            path: 'a'
          }
        }
      ])
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'NOT_SAVED',
      message:
        'The disk is full. The last change was not saved; everything before it is safe. Free some space and try again.'
    })
    expect(store.get('tags', id)).toBeUndefined()
    expect(await judge(store, assets, model)).toEqual({ lost: [], half: [], returned: [] })
  })

  test('a library opened on a full disk can be read, and written once there is space', async () => {
    const { disk, model, newId } = await prepared(5)
    disk.before = (call) => {
      if (call === 'write' || call === 'create') throw fail('ENOSPC')
    }
    const machine = freshMachine()
    const { store, assets, close } = await openOn(disk, { machine })
    expect(store.readOnly).toBeUndefined()
    expect(await judge(store, assets, model)).toEqual({ lost: [], half: [], returned: [] })
    const options = { store, assets, model, random: seeded(1), newId, writers: 1, edits: 3 }
    expect((await work(options)).acknowledged).toBe(0)
    disk.before = undefined
    expect((await work(options)).acknowledged).toBe(3)
    expect((await openOn(disk, { machine })).store.readOnly).toContain('Carrel (test)')
    await close()
    const again = await openOn(disk.killed())
    expect(await judge(again.store, again.assets, model)).toEqual({ lost: [], half: [], returned: [] })
  })

  test('a journal that is taken away while open is noticed, and nothing in it is lost', async () => {
    const { disk, model, newId } = await prepared(6)
    const { store, assets, close } = await openOn(disk)
    const options = { store, assets, model, random: seeded(2), newId, writers: 1, edits: 4 }
    await work(options)
    const journals = [...disk.contents().keys()].filter((path) => path.includes('/journal/'))
    for (const path of journals) disk.drop(path)
    const tally = await work(options)
    expect(tally.refused).toBe(1)
    await close()
    const again = await openOn(disk)
    expect(await judge(again.store, again.assets, model)).toEqual({ lost: [], half: [], returned: [] })
  })
})
