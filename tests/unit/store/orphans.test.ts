/** `verify` names everything that is wrong and everything nobody needs; `compact` takes only what nothing refers to. */
import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHistory } from '../../../src/core/history/history'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { running } from '../../crash/support/acts'
import { anArticle, anAnnotation, aNote, countingIds } from '../../crash/support/records'

const DAY = 86_400_000
let dir = ''
let time = 0
let library: OpenLibrary
const clock = { now: () => new Date((time += 1000)).toISOString() }
const newId = countingIds(4)
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-orphans-'))
  time = Date.now()
  library = await openLibrary({ dir, clock, newId, lookEvery: 1e9 })
})
afterEach(async () => {
  await library.close()
  await rm(dir, { recursive: true, force: true })
})
const saved = (text: string): Promise<string> => library.assets.put(Buffer.from(text), 'html')
/** Later than everything that spares young files, and than what waits. */
const months = async (n: number): Promise<void> => {
  time += n * 31 * DAY
}
const has = async (name: string): Promise<boolean> => (await library.assets.read(name)) !== undefined

test('compact spares what articles, highlights, undo and backups name, and takes the rest in two steps', async () => {
  const { store, backups } = library
  const { actions, handlers } = createHistory({ store, clock, newId })
  const names = {
    article: await saved('of an article'),
    highlight: await saved('of a highlight only'),
    undone: await saved('of what undo would bring back'),
    backup: await saved('of what a backup has'),
    nobody: await saved('of nobody')
  }
  const snapshot = (name: string) => ({
    html: name,
    text: name,
    images: [],
    captured: clock.now(),
    from: 'file' as const,
    words: 1,
    receipt: { words: 1, images: 0, missing: [], removed: [], origins: {} }
  })
  const id = newId()
  const put = (name: string, as = newId()) => ({
    op: 'put' as const,
    collection: 'articles' as const,
    record: anArticle(as, { snapshots: [snapshot(name)] })
  })
  await store.commit([put(names.article, id)])
  await store.commit([
    { op: 'put', collection: 'annotations', record: anAnnotation(newId(), id, { text: names.highlight }) },
    { op: 'put', collection: 'notes', record: aNote(newId(), 'words') }
  ])
  const passing = newId()
  await store.commit([put(names.backup, passing)])
  await backups.make('asked')
  await store.commit([{ op: 'del', collection: 'articles', id: passing }])
  await actions.run('add an article', [put(names.undone)])
  await handlers['history.undo']({}, running)

  expect((await library.verify()).problems).toEqual([
    { where: `assets/${names.nobody.slice(0, 2)}/${names.nobody}`, what: 'is not used by any article' }
  ])
  expect(await library.compact()).toEqual({ moved: 0, returned: 0, removed: 0 })
  await months(1)
  expect(await library.compact()).toEqual({ moved: 1, returned: 0, removed: 0 })
  for (const name of Object.values(names)) expect(await has(name)).toBe(true)
  const trash = join(dir, 'trash/assets')
  expect(await readdir(trash)).toEqual([names.nobody])
  const long = new Date(time)
  await utimes(join(trash, names.nobody), long, long)
  await months(2)
  expect(await library.compact()).toEqual({ moved: 0, returned: 0, removed: 1 })
  for (const [who, name] of Object.entries(names)) expect(await has(name), who).toBe(who !== 'nobody')
  expect(await library.verify()).toMatchObject({ ok: true, problems: [] })
})

test('verify names a backup that cannot be brought back, and what belongs to nothing', async () => {
  const { store, backups } = library
  await store.commit([{ op: 'put', collection: 'notes', record: aNote(newId(), 'words') }])
  const { id } = await backups.make('asked')
  await library.compact()
  await writeFile(join(dir, 'mine.txt'), 'x')
  await writeFile(join(dir, 'data-1/notes/mine.txt'), 'x')
  await writeFile(join(dir, 'journal/mine.txt'), 'x')
  await writeFile(join(dir, 'backups/mine.txt'), 'x')
  const objects = join(dir, 'backups/objects')
  const stray = `${'0'.repeat(64)}.json.gz`
  const [first = ''] = (await readdir(objects)).sort()
  await writeFile(join(objects, first, stray), 'x')
  const sound = await library.verify()
  expect(sound.ok).toBe(true)
  expect(sound.problems.map(({ where }) => where).sort()).toEqual([
    `backups/mine.txt`,
    `backups/objects/${first}/${stray}`,
    'journal/mine.txt',
    'mine.txt',
    'notes/mine.txt'
  ])
  for (const part of await readdir(objects))
    for (const name of await readdir(join(objects, part))) await truncate(join(objects, part, name), 10)
  const hurt = await library.verify()
  expect(hurt.ok).toBe(false)
  expect(hurt.problems).toContainEqual({
    where: `backups/${id}.json`,
    what: 'cannot be brought back whole: notes/0000 is missing or damaged'
  })
})
