/** Edits that the disk refuses: kept in order, tried again, never called saved before they are, and brought back. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import { makeId } from '#shared/domain/ids'
import { FIRST_PAUSE_MS, UnsavedEdits } from '../../../src/renderer/api/unsaved'
import { bringBack, readUnsavedFile } from '../../../src/renderer/api/unsaved-file'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ID = makeId(1.7e12, [1, 2, 3, 4, 5, 6, 7, 8])
const full = (): CarrelError =>
  new CarrelError('NOT_SAVED', 'The disk is full. The last change was not saved.', {
    why: 'The disk is full.'
  })

function disk(): {
  unsaved: UnsavedEdits
  done: unknown[]
  asked: () => number
  fails: { with: CarrelError | undefined }
} {
  const done: unknown[] = []
  const fails: { with: CarrelError | undefined } = { with: undefined }
  let asked = 0
  const unsaved = new UnsavedEdits(async (method, input) => {
    asked++
    await Promise.resolve()
    if (fails.with) throw fails.with
    done.push([method, input])
    return done.length
  })
  return { unsaved, done, asked: () => asked, fails }
}
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

test('a refused edit stays open, is counted, and is saved once there is space', async () => {
  const { unsaved, done, fails } = disk()
  fails.with = full()
  const answers: unknown[] = []
  void unsaved.add('tags.remove', { path: 'a' }).then((a) => answers.push(a))
  void unsaved.add('tags.remove', { path: 'b' }).then((a) => answers.push(a))
  await settle()
  expect(unsaved.state()).toMatchObject({ waiting: 2, refused: 'The disk is full.' })
  expect(answers).toEqual([])
  fails.with = undefined
  await vi.advanceTimersByTimeAsync(FIRST_PAUSE_MS)
  expect(done).toEqual([
    ['tags.remove', { path: 'a' }],
    ['tags.remove', { path: 'b' }]
  ])
  expect(answers).toEqual([1, 2])
  expect(unsaved.state()).toMatchObject({ waiting: 0, refused: undefined, everSaved: true })
})

test('pauses grow; the next edit and the button try at once', async () => {
  const { unsaved, asked, fails, done } = disk()
  fails.with = full()
  void unsaved.add('tags.remove', { path: 'a' })
  await settle()
  await vi.advanceTimersByTimeAsync(FIRST_PAUSE_MS)
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(FIRST_PAUSE_MS)
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(FIRST_PAUSE_MS)
  expect(asked()).toBe(3)
  void unsaved.add('tags.remove', { path: 'b' })
  await settle()
  expect(asked()).toBe(4)
  fails.with = undefined
  unsaved.retry()
  await settle()
  expect(done).toHaveLength(2)
})

test('an edit refused for another reason is refused, and those behind it go on', async () => {
  const { unsaved, fails } = disk()
  fails.with = new CarrelError('NOT_FOUND', 'It is not there.')
  const first = unsaved.add('tags.remove', { path: 'a' })
  await expect(first).rejects.toThrow('It is not there.')
  fails.with = undefined
  await expect(unsaved.add('tags.remove', { path: 'b' })).resolves.toBe(1)
})

test('a note that is typed on while the disk is full is one change, the newest text', async () => {
  const { unsaved, fails, done } = disk()
  fails.with = full()
  const all = ['x', 'xy', 'xyz'].map((text) => unsaved.add('notes.save', { article: ID, text }))
  await settle()
  expect(unsaved.state().waiting).toBe(2)
  void unsaved.add('notes.save', { article: ID, text: 'xyzz' })
  await settle()
  fails.with = undefined
  unsaved.retry()
  await Promise.all(all)
  expect(done.at(-1)).toEqual(['notes.save', { article: ID, text: 'xyzz' }])
})

test('when Carrel has stopped the edits are still there to be saved elsewhere, and can be brought back', async () => {
  const { unsaved, fails, done } = disk()
  fails.with = new CarrelError('OFFLINE', 'Carrel is not running any more.')
  void unsaved.add('notes.save', { article: ID, text: 'kept' })
  void unsaved.add('settings.set', { name: 'keys', value: { singleLetters: false } })
  await settle()
  expect(unsaved.state()).toMatchObject({ waiting: 2, changes: 1, stopped: true })
  const edits = readUnsavedFile(JSON.stringify(unsaved.file('2026-03-01T10:00:00.000Z')))
  fails.with = undefined
  const invoke = async (method: string, input: unknown): Promise<unknown> => done.push([method, input])
  expect(await bringBack(edits, invoke)).toEqual({ done: 1, failed: [] })
  expect(done[0]).toEqual(['notes.save', { article: ID, text: 'kept' }])
})

test('a page that goes away sends what waited for its turn', async () => {
  const { unsaved, done } = disk()
  for (const path of ['a', 'b', 'c']) void unsaved.add('tags.remove', { path })
  unsaved.leave()
  await settle()
  expect(done).toHaveLength(3)
})

test.each([
  ['{', 'not JSON'],
  ['{"format":"other"}', 'no file of unsaved changes'],
  [
    JSON.stringify({
      format: 'carrel-unsaved-changes',
      version: 1,
      about: '',
      made: '',
      edits: [{ method: 'library.emptyTrash', input: {} }]
    }),
    'Change 1'
  ]
])('a file that is none of ours is refused with a sentence', (text, words) => {
  expect(() => readUnsavedFile(text)).toThrow(words)
})
