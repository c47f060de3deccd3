import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTags } from '../../../src/core/tags/tags'
import { openRoom, running, type Room } from './room'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

test('a page of a tag: its articles with those nested, and what is beside it', async () => {
  const tags = createTags(room)
  const a = await room.addArticle({ tags: ['Method/Interviews', 'history'] })
  const b = await room.addArticle({ tags: ['method', 'History', 'books'] })
  await room.addArticle({ tags: ['method'], trashed: room.clock.now() })
  await room.addArticle({ tags: ['methodology'] })
  const page = await tags['tags.page']({ path: 'METHOD', most: 10 }, running())
  expect(page.articles).toEqual([a.id, b.id])
  expect(page.related).toEqual([
    { path: 'history', count: 2 },
    { path: 'books', count: 1 }
  ])
  expect(page.highlights).toEqual({ total: 0, items: [] })
})

test('suggestions follow what is tagged, thrown away and undone', async () => {
  const tags = createTags(room)
  for (let i = 0; i < 10; i++) await room.addArticle({ title: `Else ${i}`, tags: [`x${i}`] })
  const lamps = [
    await room.addArticle({ title: 'Lamps one' }),
    await room.addArticle({ title: 'Lamps two' }),
    await room.addArticle({ title: 'Lamps three' })
  ]
  const fresh = await room.addArticle({ title: 'Lamps again' })
  const suggest = async (): Promise<string[]> =>
    (await tags['tags.suggest']({ articles: [fresh.id], most: 5 }, running())).map((s) => s.path)
  expect(await suggest()).toEqual([])
  await tags['tags.apply']({ articles: lamps.map((l) => l.id), add: ['light'], remove: [] }, running())
  expect(await suggest()).toEqual(['light'])
  await room.history['history.undo']({}, running())
  expect(await suggest()).toEqual([])
  await room.history['history.redo']({}, running())
  expect(await suggest()).toEqual(['light'])
})
