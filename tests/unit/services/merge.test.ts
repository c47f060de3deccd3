/** Two articles become one; nothing that a person put into either is lost, and undo gives both back. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Article } from '#shared/contract/records'
import { createAnnotations } from '../../../src/core/annotations/annotations'
import { createArticles } from '../../../src/core/articles/articles'
import { createLists } from '../../../src/core/lists/lists'
import { followingLinks } from '../../../src/core/notes/follow'
import { createNotes } from '../../../src/core/notes/notes'
import { openRoom, running, type Room } from './room'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())
const go = running()

async function withText(text: string, fields: Partial<Article>): Promise<Article> {
  const name = await room.assets.put(new TextEncoder().encode(text), 'txt')
  const html = await room.assets.put(new TextEncoder().encode(`<p>${text}</p>`), 'html')
  const receipt = { words: 0, images: 0, missing: [], removed: [], origins: {} }
  const captured = room.clock.now()
  return room.addArticle({
    snapshots: [{ html, text: name, images: [], captured, from: 'file', words: 5, receipt }],
    ...fields
  })
}

it('keeps tags, notes, highlights and list entries of both, and can be undone', async () => {
  const call = {
    ...createArticles({ ...room, bodyOf: (document) => document }),
    ...createLists(room),
    ...createNotes(room),
    ...createAnnotations(room)
  }
  const a = await withText('The words of the first text', { title: 'First', tags: ['method'] })
  const b = await withText('The words of the second text', {
    title: 'Second',
    tags: ['Method', 'theory'],
    starred: true,
    doi: '10.1000/x'
  })
  await call['annotations.createFromQuote']({ article: a.id, exact: 'first text' }, go)
  await call['annotations.createFromQuote']({ article: b.id, exact: 'second text', note: 'why' }, go)
  await call['notes.save']({ article: a.id, text: 'On the first' }, go)
  await call['notes.save']({ article: b.id, text: 'On the second' }, go)
  const both = await call['lists.create']({ name: 'Both' }, go)
  await call['lists.add']({ id: both.id, articles: [b.id, a.id] }, go)
  await call['lists.entry']({ id: both.id, article: b.id, why: 'its method' }, go)
  const one = await call['lists.create']({ name: 'One' }, go)
  await call['lists.add']({ id: one.id, articles: [b.id] }, go)
  const before = {
    articles: [...room.store.all('articles')],
    annotations: [...room.store.all('annotations')],
    notes: [...room.store.all('notes')],
    lists: [...room.store.all('lists')]
  }

  const merged = await call['articles.merge']({ ids: [a.id, b.id] }, go)
  expect(merged).toMatchObject({
    id: a.id,
    title: 'First',
    tags: ['method', 'theory'],
    starred: true,
    doi: '10.1000/x'
  })
  expect(merged.snapshots.map((s) => s.text)).toEqual([b.snapshots[0]?.text, a.snapshots[0]?.text])
  expect(room.store.get('articles', b.id)?.trashed).toBeDefined()
  const highlights = await call['annotations.list']({ article: a.id }, go)
  expect(highlights.map((h) => h.quote.exact).sort()).toEqual(['first text', 'second text'])
  expect((await call['notes.list']({ article: a.id }, go)).map((n) => n.text)).toEqual([
    'On the first\n\nOn the second'
  ])
  const entries = (id: string): unknown =>
    room.store.get('lists', id)?.entries.map(({ article, why }) => ({ article, why }))
  expect(entries(both.id)).toEqual([{ article: a.id, why: 'its method' }])
  expect(entries(one.id)).toEqual([{ article: a.id, why: '' }])

  expect(await room.history['history.undo']({}, go)).toEqual({ label: 'merge 2 articles into “First”' })
  const plain = (records: Iterable<{ id: string }>): unknown =>
    [...records].map((r) => ({ ...r, rev: 0, updated: '' })).sort((x, y) => (x.id < y.id ? -1 : 1))
  for (const collection of ['articles', 'annotations', 'notes', 'lists'] as const)
    expect(plain(room.store.all(collection))).toEqual(plain(before[collection]))
})

it('gives a bare reference the text of the other', async () => {
  const call = createArticles({ ...room, bodyOf: (document) => document })
  const reference = await room.addArticle({ title: 'A reference', snapshots: [], words: 0 })
  const text = await withText('Words', { title: 'Its text' })
  const merged = await call['articles.merge']({ ids: [reference.id, text.id] }, go)
  expect(merged).toMatchObject({ title: 'A reference', snapshots: text.snapshots, words: 5 })
  await expect(call['articles.merge']({ ids: [text.id, text.id] }, go)).rejects.toThrow(/two articles/)
})

it('links in notes lead to the article that is left, by its title and its key, and back again by undo', async () => {
  const actions = followingLinks(room.actions, room.store)
  const call = { ...createArticles({ ...room, actions, bodyOf: (d) => d }), ...createNotes(room) }
  const a = await room.addArticle({ title: 'First', citekey: 'first1990' })
  const b = await room.addArticle({ title: 'Second', citekey: 'second1991' })
  const text = 'See [[Second]], [[second|shown]], [[@second1991]] and [[First]]; `[[Second]]` is code.'
  const free = await call['notes.save']({ title: 'Mine', text }, go)
  const own = await call['notes.save']({ article: b.id, text: 'As in [[Second]].' }, go)
  await call['articles.merge']({ ids: [a.id, b.id] }, go)
  expect(room.store.get('notes', free.id)?.text).toBe(
    'See [[First]], [[First|shown]], [[@first1990]] and [[First]]; `[[Second]]` is code.'
  )
  expect(room.store.get('notes', own.id)).toMatchObject({ article: a.id, text: 'As in [[First]].' })
  await room.history['history.undo']({}, go)
  expect(room.store.get('notes', free.id)?.text).toBe(text)
  expect(room.store.get('notes', own.id)).toMatchObject({ article: b.id, text: 'As in [[Second]].' })
})

it('a title that another note has too still means that one', async () => {
  const actions = followingLinks(room.actions, room.store)
  const call = { ...createArticles({ ...room, actions, bodyOf: (d) => d }), ...createNotes(room) }
  const a = await room.addArticle({ title: 'First' })
  const b = await room.addArticle({ title: 'Second' })
  await call['notes.save']({ title: 'Second', text: 'A note of that name.' }, go)
  const free = await call['notes.save']({ title: 'Mine', text: '[[Second]]' }, go)
  await call['articles.merge']({ ids: [a.id, b.id] }, go)
  expect(room.store.get('notes', free.id)?.text).toBe('[[Second]]')
})
