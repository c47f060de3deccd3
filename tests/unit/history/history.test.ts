import { describe, expect, test } from 'vitest'
import { createHistory, type History } from '../../../src/core/history/history'
import { sameJson } from '#shared/domain/same-json'
import type { Op, Store } from '#core/ports'
import { openOn, LIBRARY } from '../../crash/support/open'
import { seeded, type Random } from '../../crash/support/random'
import { anAnnotation, anArticle, aNote, aTag, countingIds, fixedClock } from '../../crash/support/records'
import { fail, SimDisk } from '../../crash/support/sim-disk'

const running = { signal: new AbortController().signal, progress: () => undefined }
interface Desk {
  disk: SimDisk
  store: Store
  history: History
  newId: () => string
  close(): Promise<void>
}
async function open(disk: SimDisk, salt: number): Promise<Desk> {
  const newId = countingIds(salt)
  const { store, close } = await openOn(disk)
  return { disk, store, history: createHistory({ store, clock: fixedClock(), newId }), newId, close }
}
async function freshDesk(): Promise<Desk> {
  const disk = new SimDisk(seeded(1))
  await disk.makeFolder(LIBRARY)
  return open(disk, 1)
}
const undo = (desk: Desk): Promise<{ label: string }> => desk.history.handlers['history.undo']({}, running)
const redo = (desk: Desk): Promise<{ label: string }> => desk.history.handlers['history.redo']({}, running)
const state = (desk: Desk): Promise<{ undo?: string | undefined; redo?: string | undefined }> =>
  desk.history.handlers['history.state']({}, running)

/** The library without bookkeeping and without the undo stack. */
function content(store: Store): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const name of ['articles', 'annotations', 'notes', 'tags', 'lists'] as const)
    for (const { rev: _rev, updated: _updated, ...record } of store.all(name))
      all[`${name}/${record.id}`] = record
  return all
}

describe('undo and redo', () => {
  test('of a changed field, keeping what something else changed since', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    const id = newId()
    await history.actions.run('add an article', [
      { op: 'put', collection: 'articles', record: anArticle(id) }
    ])
    const article = store.get('articles', id)
    if (!article) throw new Error('not there')
    await history.actions.run('star 1 article', [
      { op: 'put', collection: 'articles', record: { ...article, starred: true, place: 7 } }
    ])
    const read = store.get('articles', id)
    if (!read) throw new Error('not there')
    await store.commit([{ op: 'put', collection: 'articles', record: { ...read, progress: 0.5 } }])
    expect(await state(desk)).toEqual({ undo: 'star 1 article' })
    expect(await undo(desk)).toEqual({ label: 'star 1 article' })
    expect(store.get('articles', id)).toMatchObject({ starred: false, progress: 0.5, rev: 4, n: 1 })
    expect(store.get('articles', id)).not.toHaveProperty('place')
    expect(await state(desk)).toEqual({ undo: 'add an article', redo: 'star 1 article' })
    expect(await redo(desk)).toEqual({ label: 'star 1 article' })
    expect(store.get('articles', id)).toMatchObject({ starred: true, place: 7, progress: 0.5 })
  })

  test('of a record that was made, and of one that was removed: whole, in its old place', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    const [a, b, c] = [newId(), newId(), newId()]
    for (const id of [a, b, c])
      await history.actions.run(`add ${id}`, [{ op: 'put', collection: 'articles', record: anArticle(id) }])
    const before = content(store)
    await history.actions.run('remove', [{ op: 'del', collection: 'articles', id: b }])
    await undo(desk)
    expect(content(store)).toEqual(before)
    expect([...store.all('articles')].map((record) => record.id)).toEqual([a, b, c])
    await redo(desk)
    expect(store.get('articles', b)).toBeUndefined()
    await undo(desk)
    for (let i = 0; i < 3; i++) await undo(desk)
    expect(store.count('articles')).toBe(0)
    await expect(undo(desk)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is nothing to undo.'
    })
    for (let i = 0; i < 3; i++) await redo(desk)
    expect(content(store)).toEqual(before)
    await redo(desk)
    await expect(redo(desk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('survive a restart, and a crash', async () => {
    let desk = await freshDesk()
    const id = desk.newId()
    await desk.history.actions.run('write a note', [
      { op: 'put', collection: 'notes', record: aNote(id, 'first') }
    ])
    // Something between, so that writing on is an action of its own.
    await desk.history.actions.run('add a tag', [
      { op: 'put', collection: 'tags', record: aTag(desk.newId(), 'between') }
    ])
    const note = desk.store.get('notes', id)
    if (!note) throw new Error('not there')
    await desk.history.actions.run('edit a note', [
      { op: 'put', collection: 'notes', record: { ...note, text: 'second' } }
    ])
    await undo(desk)
    await desk.close()
    desk = await open(desk.disk, 2)
    expect(await state(desk)).toEqual({ undo: 'add a tag', redo: 'edit a note' })
    await redo(desk)
    desk = await open(desk.disk.powerCut('none'), 3)
    expect(desk.store.get('notes', id)?.text).toBe('second')
    expect(await undo(desk)).toEqual({ label: 'edit a note' })
    expect(desk.store.get('notes', id)?.text).toBe('first')
  })

  test('a new action drops what could be redone; the last 200 are kept', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    for (let i = 0; i < 205; i++)
      await history.actions.run(`tag ${i}`, [
        { op: 'put', collection: 'tags', record: aTag(newId(), `t${i}`) }
      ])
    expect(store.count('actions')).toBe(200)
    await undo(desk)
    await undo(desk)
    await history.actions.run('other', [{ op: 'put', collection: 'tags', record: aTag(newId(), 'other') }])
    expect(await state(desk)).toEqual({ undo: 'other' })
    expect(store.count('actions')).toBe(199)
    for (let i = 0; i < 199; i++) await undo(desk)
    await expect(undo(desk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect([...store.all('tags')].map((tag) => tag.path)).toEqual(['t0', 't1', 't2', 't3', 't4'])
  })

  test('of nothing and of what changes nothing', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    expect(await history.actions.run('nothing', [])).toEqual([])
    const tag = aTag(newId(), 'a')
    const changes = await history.actions.run('add', [{ op: 'put', collection: 'tags', record: tag }])
    expect(changes.map(({ collection }) => collection)).toEqual(['tags'])
    const saved = store.get('tags', tag.id)
    if (!saved) throw new Error('not there')
    await history.actions.run('the same again', [{ op: 'put', collection: 'tags', record: saved }])
    expect(await state(desk)).toEqual({ undo: 'add' })
  })

  test('when the record is gone for good in between, the rest is still undone', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    const [a, b] = [newId(), newId()]
    await history.actions.run('add two', [
      { op: 'put', collection: 'tags', record: aTag(a, 'a') },
      { op: 'put', collection: 'tags', record: aTag(b, 'b') }
    ])
    await store.commit([{ op: 'del', collection: 'tags', id: a }])
    await undo(desk)
    expect(store.count('tags')).toBe(0)
    await redo(desk)
    expect([...store.all('tags')].map((tag) => tag.id)).toEqual([b])
  })

  test('two at once are done one after the other', async () => {
    const desk = await freshDesk()
    const { store, history, newId } = desk
    for (const path of ['a', 'b', 'c'])
      await history.actions.run(path, [{ op: 'put', collection: 'tags', record: aTag(newId(), path) }])
    expect(await Promise.all([undo(desk), undo(desk)])).toEqual([{ label: 'c' }, { label: 'b' }])
    expect([...store.all('tags')].map((tag) => tag.path)).toEqual(['a'])
  })

  test('a refused action leaves no trace on the stack', async () => {
    const desk = await freshDesk()
    const { disk, store, history, newId } = desk
    await history.actions.run('a', [{ op: 'put', collection: 'tags', record: aTag(newId(), 'a') }])
    disk.before = (call) => {
      if (call === 'write') throw fail('ENOSPC')
    }
    await expect(
      history.actions.run('b', [{ op: 'put', collection: 'tags', record: aTag(newId(), 'b') }])
    ).rejects.toMatchObject({ code: 'NOT_SAVED' })
    await expect(undo(desk)).rejects.toMatchObject({ code: 'NOT_SAVED' })
    disk.before = undefined
    expect(await state(desk)).toEqual({ undo: 'a' })
    expect(store.count('tags')).toBe(1)
  })
})

/** A random action over random records of several kinds. */
function randomOps(store: Store, random: Random, newId: () => string): Op[] {
  const articles = [...store.all('articles')]
  const annotations = [...store.all('annotations')]
  const kind = articles.length === 0 ? 0 : random.below(8)
  const some = articles.filter(() => random.chance(0.4))
  switch (kind) {
    case 0:
      return [
        { op: 'put', collection: 'articles', record: anArticle(newId(), { title: `t${random.below(99)}` }) }
      ]
    case 1:
      return some.map((record) => ({
        op: 'put',
        collection: 'articles',
        record: { ...record, tags: [`t${random.below(5)}`] }
      }))
    case 2:
      return [
        { op: 'put', collection: 'annotations', record: anAnnotation(newId(), random.pick(articles).id) }
      ]
    case 3:
      return some.map(({ id }) => ({ op: 'del', collection: 'articles', id }))
    case 4:
      return annotations
        .filter(() => random.chance(0.5))
        .map((record) => ({
          op: 'put',
          collection: 'annotations',
          record: { ...record, note: `n${random.below(9)}` }
        }))
    case 5:
      return [{ op: 'put', collection: 'notes', record: aNote(newId(), 'x'.repeat(random.below(50))) }]
    case 6: {
      const { place: _place, ...rest } = random.pick(articles)
      return [
        {
          op: 'put',
          collection: 'articles',
          record: random.chance(0.5) ? rest : { ...rest, place: random.below(99) }
        }
      ]
    }
    default:
      return [
        { op: 'del', collection: 'articles', id: random.pick(articles).id },
        ...annotations.slice(0, 2).map(({ id }): Op => ({ op: 'del', collection: 'annotations', id }))
      ]
  }
}

test('random actions, undone and redone in any order, over restarts, give back every state in between', async () => {
  const seed = Number(process.env['CARREL_SEED'] ?? 11)
  console.log(`undo property, seed ${seed}`)
  const random = seeded(seed)
  for (let round = 0; round < 12; round++) {
    let desk = await freshDesk()
    /** `states[i]`: the library after i actions. */
    let states = [content(desk.store)]
    let at = 0
    for (let step = 0; step < 60; step++) {
      const what = random.next()
      if (what < 0.5) {
        const before = content(desk.store)
        await desk.history.actions.run(`action ${step}`, randomOps(desk.store, random, desk.newId))
        const after = content(desk.store)
        if (!sameJson(before, after)) {
          states = [...states.slice(0, at + 1), after]
          at++
        }
      } else if (what < 0.75) {
        if (at === 0) continue
        await undo(desk)
        at--
      } else if (what < 0.95) {
        if (at === states.length - 1) continue
        await redo(desk)
        at++
      } else {
        if (random.chance(0.5)) await desk.close()
        desk = await open(random.chance(0.5) ? desk.disk.powerCut('none') : desk.disk, 100 * round + step)
      }
      expect({ round, step, at, ...content(desk.store) }).toEqual({ round, step, at, ...states[at] })
    }
  }
})
