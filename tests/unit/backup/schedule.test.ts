/** When a backup is made by itself: over the real store, with a clock of our own. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSchedule } from '../../../src/core/backup/schedule'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { anArticle, countingIds } from '../../crash/support/records'

const HOUR = 3_600_000
let base = ''
let library: OpenLibrary
let time = Date.UTC(2026, 2, 1, 10)
const clock = { now: () => new Date(time).toISOString() }
const newId = countingIds(1)

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-schedule-'))
  library = await openLibrary({ dir: join(base, 'library'), clock, newId })
})
afterEach(async () => {
  await library.close()
  await rm(base, { recursive: true, force: true })
})

test('one is made an hour after the last when something changed, and not otherwise', async () => {
  const { store, backups } = library
  const failures: unknown[] = []
  const schedule = createSchedule({ store, backups, clock, failed: (error) => failures.push(error) })
  const edit = (): Promise<unknown> =>
    store.commit([{ op: 'put', collection: 'articles', record: anArticle(newId()) }])
  const count = async (): Promise<number> => (await backups.list()).length
  await schedule.look()
  expect(await count()).toBe(0) // nothing in it
  await edit()
  await schedule.look()
  expect(await count()).toBe(1)
  time += 2 * HOUR
  await schedule.look()
  expect(await count()).toBe(1) // nothing changed
  await edit()
  await schedule.look()
  expect(await count()).toBe(2)
  time += HOUR / 2
  await edit()
  await schedule.look()
  expect(await count()).toBe(2) // too soon
  const last = (await backups.list())[0]?.made ?? ''
  expect(schedule.next(last)).toBe(new Date(Date.parse(last) + HOUR).toISOString())
  time += HOUR
  await schedule.look()
  expect(await count()).toBe(3)
  expect(schedule.next((await backups.list())[0]?.made)).toBeUndefined() // nothing changed since
  await schedule.stop()
  expect(failures).toEqual([])
})
