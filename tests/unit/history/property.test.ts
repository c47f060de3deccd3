/**
 * Random days of all actions, through the real services: undone to the beginning and done again, step by step, each
 * state of the library is the same as it was. `CARREL_SEED` repeats one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Core } from '#core/app'
import type { Store } from '#core/ports'
import { LibraryStore } from '../../../src/core/store/library-store'
import { actions, others, perform, running, type Desk } from '../../crash/support/acts'
import { seeded } from '../../crash/support/random'
import { openCore } from '../cli/real-core'

const SEED = Number(process.env['CARREL_SEED'] ?? 7)
const STEPS = 80
let dir = ''
let core: Core
/** The core's own, to count the entries of its stack. */
const stores: Store[] = []
beforeEach(async () => {
  const { commit } = LibraryStore.prototype
  vi.spyOn(LibraryStore.prototype, 'commit').mockImplementation(function (this: LibraryStore, ...args) {
    stores.push(this)
    return commit.apply(this, args)
  })
  dir = await mkdtemp(join(tmpdir(), 'carrel-undo-'))
  core = await openCore(dir)
})
afterEach(async () => {
  await core.close()
  await rm(dir, { recursive: true, force: true })
})

/** Everything a person put there, by what a backup file of now would hold. */
async function state(): Promise<Record<string, unknown>> {
  const { handlers } = core
  const all: Record<string, unknown> = {}
  const add = (kind: string, records: readonly { id: string }[]): void => {
    for (const record of records) {
      // Kept by the store; and how far one has read is no action.
      const {
        rev: _r,
        n: _n,
        updated: _u,
        place: _p,
        progress: _q,
        opened: _o,
        ...rest
      } = record as Record<string, unknown>
      all[`${kind}/${record.id}`] = rest
    }
  }
  for (const kind of ['all', 'trash'] as const) {
    const { ids } = await handlers['articles.list']({ view: { kind }, sort: 'added' }, running)
    add('articles', await Promise.all(ids.map((id) => handlers['articles.get']({ id }, running))))
  }
  const lists = await handlers['lists.list']({}, running)
  add('lists', await Promise.all(lists.map(({ id }) => handlers['lists.get']({ id }, running))))
  add('annotations', await handlers['annotations.list']({}, running))
  add('notes', await handlers['notes.list']({}, running))
  add('smart', await handlers['smart.list']({}, running))
  all['tags'] = await handlers['tags.list']({}, running)
  return all
}
const label = async (): Promise<{ undo?: string | undefined; redo?: string | undefined }> =>
  core.handlers['history.state']({}, running)

test.each([0, 1, 2, 3])('day %i', { timeout: 120_000 }, async (day) => {
  const random = seeded(SEED * 100 + day)
  const desk: Desk = { core, random }
  const names = Object.keys(actions)
  const seen = new Set<string>()
  // By the depth of the stack: what is undone from there must lead back here.
  const states = [await state()]
  const depth = (): number => states.length - 1
  for (let step = 0; step < STEPS; step++) {
    const before = await label()
    const back = others['undo']
    if (back && depth() > 0 && random.chance(0.15)) {
      await back(desk)
      states.pop()
      expect(await state(), `day ${day}, step ${step}: undo ${before.undo}`).toEqual(states.at(-1))
      continue
    }
    const what = step < 6 ? 'import a file' : random.pick(names)
    const act = actions[what]
    if (!act || !(await perform(desk, act))) continue
    const now = await state()
    // Nothing to change (a tag that is on already), or written on: no new entry.
    const entries = [...(stores.at(-1)?.all('actions') ?? [])].filter(({ undone }) => !undone).length
    if (entries === states.length) {
      states.push(now)
      seen.add(what)
    } else {
      expect(entries, `day ${day}, step ${step}: ${what}`).toBe(depth())
      states[depth()] = now
    }
  }
  expect(seen.size).toBeGreaterThan(12)
  for (let at = states.length - 1; at > 0; at--) {
    const { label: undone } = await core.handlers['history.undo']({}, running)
    expect(await state(), `day ${day}: undo ${undone}`).toEqual(states[at - 1])
  }
  expect(await label()).not.toHaveProperty('undo')
  for (let at = 1; at < states.length; at++) {
    const { label: redone } = await core.handlers['history.redo']({}, running)
    expect(await state(), `day ${day}: redo ${redone}`).toEqual(states[at])
  }
})
