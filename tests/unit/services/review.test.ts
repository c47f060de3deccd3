import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Annotation } from '#shared/contract/records'
import { localDay } from '#shared/domain/days'
import { createArticles } from '../../../src/core/articles/articles'
import { createReview } from '../../../src/core/review/review'
import { openRoom, running, type Room } from './room'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const review = () => createReview(room)
const get = (bare = 10) => review()['review.get']({ bare }, running())

async function highlight(
  article: string,
  created: string,
  fields: Partial<Annotation> = {}
): Promise<string> {
  const id = room.newId()
  const record: Annotation = {
    id,
    rev: 0,
    n: 0,
    created,
    updated: created,
    article,
    text: `${'0'.repeat(64)}.txt`,
    quote: { exact: 'small steps', prefix: '', suffix: '' },
    position: { start: 0, end: 11 },
    color: 'amber',
    note: '',
    tags: [],
    ...fields
  }
  await room.store.commit([{ op: 'put', collection: 'annotations', record }])
  return id
}

test('reading is kept by day, and only what was not read before counts', async () => {
  const a = await room.addArticle({ words: 1000 })
  const articles = createArticles({ ...room, bodyOf: (html) => html })
  await articles['articles.place']({ id: a.id, place: 10, progress: 0.3 }, running())
  await articles['articles.place']({ id: a.id, place: 5, progress: 0.1 }, running())
  await articles['articles.place']({ id: a.id, place: 90, progress: 1 }, running())
  const { week, today } = await get()
  expect(week).toHaveLength(7)
  expect(week[0]).toMatchObject({ day: today, articles: [{ id: a.id, words: 1000, finished: true }] })
})

test('highlights without a note, the newest first, those of the trash left out', async () => {
  const a = await room.addArticle()
  const gone = await room.addArticle({ trashed: room.clock.now() })
  const first = await highlight(a.id, room.clock.now())
  await highlight(a.id, room.clock.now(), { note: 'why' })
  await highlight(gone.id, room.clock.now())
  const last = await highlight(a.id, room.clock.now(), { note: '  ' })
  const { bare } = await get(1)
  expect(bare.total).toBe(2)
  expect(bare.items.map((h) => h.id)).toEqual([last])
  expect((await get()).bare.items.map((h) => h.id)).toEqual([last, first])
})

test('old highlights come when they are switched on; seen ones make way; undo brings one back', async () => {
  const a = await room.addArticle()
  const old = await highlight(a.id, '2025-06-01T12:00:00.000Z')
  expect((await get()).old.items).toEqual([])
  const now = room.clock.now()
  const record = { id: 'review', rev: 0, n: 0, created: now, updated: now, value: { daily: 3 } }
  await room.store.commit([{ op: 'put', collection: 'settings', record }])
  expect((await get()).old.items.map((h) => h.id)).toEqual([old])

  await review()['review.seen']({ id: old }, running())
  await review()['review.seen']({ id: old }, running())
  expect(room.store.get('annotations', old)?.reviewed).toEqual({ n: 1, on: localDay(room.clock.now()) })
  expect((await get()).old).toEqual({ seenToday: 1, items: [] })

  await room.history['history.undo']({}, running())
  expect((await get()).old.items.map((h) => h.id)).toEqual([old])
})
