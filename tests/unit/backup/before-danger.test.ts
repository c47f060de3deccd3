/** What could go wrong at large is preceded by a backup, made through the real core. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Core } from '#core/app'
import { running } from '../../crash/support/acts'
import { openCore } from '../cli/real-core'

let dir = ''
let core: Core
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-danger-'))
  core = await openCore(dir)
})
afterEach(async () => {
  await core.close()
  await rm(dir, { recursive: true, force: true })
})
const texts = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => ({
    kind: 'text' as const,
    format: 'txt' as const,
    text: `Number ${from + i}\n\nWords of number ${from + i}, and of no other.\n`
  }))
const reasons = async (): Promise<string[]> =>
  (await core.handlers['backup.list']({}, running)).backups.map(
    ({ reason, counts }) => `${reason} ${counts.articles}`
  )

test('adding many at once; adding a few, or many to an empty library, is not', async () => {
  await core.capture(texts(25))
  await core.capture(texts(3, 100))
  expect(await reasons()).toEqual([])
  await core.capture(texts(25, 200))
  expect(await reasons()).toEqual(['before-import 28'])
})

test('emptying the trash, and bringing back all of a backup', async () => {
  const added = await core.capture(texts(3))
  const made = await core.handlers['backup.now']({}, running)
  const ids = added.flatMap(({ id }) => id ?? [])
  await core.handlers['articles.trash']({ ids: ids.slice(0, 1) }, running)
  await core.handlers['library.emptyTrash']({}, running)
  expect(await reasons()).toEqual(['before-delete 3', 'asked 3'])
  await core.handlers['backup.restore'](
    { source: { kind: 'backup', id: made.id }, what: { kind: 'all' } },
    running
  )
  expect((await reasons())[0]).toBe('before-restore 2')
  // Nothing to empty, nothing to back up.
  await core.handlers['library.emptyTrash']({}, running)
  expect(await reasons()).toHaveLength(3)
})
