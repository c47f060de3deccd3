/** Highlights, notes and lists in the trash are named and come back, and that can be undone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHistory } from '../../../src/core/history/history'
import { createTrashed } from '../../../src/core/library/trashed'
import { createLists } from '../../../src/core/lists/lists'
import { createNotes } from '../../../src/core/notes/notes'
import { openLibrary } from '../../../src/core/store/open-library'
import { makeId } from '#shared/domain/ids'

let dir: string
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'carrel-trashed-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('what was deleted by itself is listed, restored, and put back by undo', async () => {
  let count = 0
  const clock = { now: () => new Date(1.7e12 + count * 1000).toISOString() }
  const newId = (): string => makeId(1.7e12 + ++count, [1, 2, 3, 4, 5, 6, 7, count % 32])
  const { store, close } = await openLibrary({ dir, clock, newId, owner: 'a test' })
  const { actions, handlers } = createHistory({ store, clock, newId })
  const signal = { signal: new AbortController().signal, progress: () => undefined }
  const lists = createLists({ store, actions, clock, newId })
  const notes = createNotes({ store, actions, clock, newId })
  const trashed = createTrashed({ store, actions, clock })
  const list = await lists['lists.create']({ name: 'Chapter two' }, signal)
  const note = await notes['notes.save']({ title: 'Idea', text: 'A thought.' }, signal)
  await lists['lists.trash']({ id: list.id }, signal)
  await notes['notes.remove']({ id: note.id }, signal)
  const found = await trashed['library.trashed']({}, signal)
  expect(found.map(({ kind, title }) => [kind, title]).sort()).toEqual([
    ['lists', 'Chapter two'],
    ['notes', 'Idea']
  ])
  await trashed['library.untrash']({ kind: 'notes', id: note.id }, signal)
  expect(store.get('notes', note.id)?.trashed).toBeUndefined()
  expect(await handlers['history.undo']({}, signal)).toEqual({ label: 'restore the note “Idea”' })
  expect(store.get('notes', note.id)?.trashed).toBeDefined()
  // A list of that name was made meanwhile.
  await lists['lists.create']({ name: 'chapter two' }, signal)
  await expect(trashed['library.untrash']({ kind: 'lists', id: list.id }, signal)).rejects.toThrow(/by now/)
  await close()
})
