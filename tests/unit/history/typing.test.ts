/** Writing in a note, saved every second, is undone by the stretch. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNotes } from '../../../src/core/notes/notes'
import { createHistory } from '../../../src/core/history/history'
import { openRoom, running, type Room } from '../services/room'

let room: Room
let time = Date.UTC(2026, 4, 1)
const clock = { now: () => new Date(time).toISOString() }
beforeEach(async () => {
  room = await openRoom()
})
afterEach(async () => room.close())
function desk() {
  const { store, newId } = room
  const history = createHistory({ store, clock, newId })
  const notes = createNotes({ store, actions: history.actions, clock, newId })
  const save = async (id: string | undefined, text: string, after: number): Promise<string> => {
    time += after
    return (await notes['notes.save']({ ...(id === undefined ? {} : { id }), text }, running())).id
  }
  return {
    save,
    undo: () => history.handlers['history.undo']({}, running()),
    redo: () => history.handlers['history.redo']({}, running())
  }
}

test('a stretch of writing is one action, a pause begins the next', async () => {
  const { save, undo, redo } = desk()
  const id = await save(undefined, 'A', 0)
  await save(id, 'A note', 1000)
  expect(room.store.count('actions')).toBe(1)
  await save(id, 'A note. Later', 60_000)
  await save(id, 'A note. Later.', 1000)
  expect(room.store.count('actions')).toBe(2)
  const text = (): string | undefined => room.store.get('notes', id)?.text
  await undo()
  expect(text()).toBe('A note')
  await undo()
  expect(text()).toBeUndefined()
  await redo()
  expect(text()).toBe('A note')
  await redo()
  expect(text()).toBe('A note. Later.')
})

test('another note, another action, or an undo in between begins a new one', async () => {
  const { save, undo } = desk()
  const a = await save(undefined, 'a', 0)
  const b = await save(undefined, 'b', 1000)
  await save(a, 'a2', 1000)
  await save(b, 'b2', 1000)
  await save(a, 'a3', 1000)
  expect(room.store.count('actions')).toBe(5)
  await undo()
  await save(a, 'a4', 1000)
  expect(room.store.get('notes', a)?.text).toBe('a4')
  await undo()
  expect(room.store.get('notes', a)?.text).toBe('a2')
})

test('ten minutes of writing a long note take a few entries, not two texts for each second', async () => {
  const { save } = desk()
  const text = 'x'.repeat(50_000)
  const id = await save(undefined, text, 0)
  for (let i = 0; i < 600; i++) await save(id, `${text}${'y'.repeat(i)}`, 1000)
  const actions = [...room.store.all('actions')]
  expect(actions.length).toBeLessThan(12)
  expect(JSON.stringify(actions).length).toBeLessThan(12 * 2 * 51_000)
}, 60_000)

test('what was typed and taken back again leaves nothing to undo', async () => {
  const { save } = desk()
  const id = await save(undefined, 'kept', 0)
  await save(id, 'kept, and', 60_000)
  await save(id, 'kept', 1000)
  expect(room.store.count('actions')).toBe(1)
})
