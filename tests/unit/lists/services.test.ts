/** Sections, days, what is said of a list, copies, merging and the archive: over a real library on disk. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArticles } from '../../../src/core/articles/articles'
import { createLists } from '../../../src/core/lists/lists'
import { openRoom, running, type Room } from '../services/room'

let room: Room
const services = () => ({
  ...createArticles({ ...room, bodyOf: (document) => document }),
  ...createLists(room),
  ...room.history
})
let call: ReturnType<typeof services>
const go = running()
beforeEach(async () => {
  room = await openRoom()
  call = services()
})
afterEach(() => room.close())

async function listOf(name: string, count: number): Promise<{ id: string; articles: string[] }> {
  const articles: string[] = []
  for (let i = 0; i < count; i++) articles.push((await room.addArticle({ title: `${name} ${i + 1}` })).id)
  const { id } = await call['lists.create']({ name }, go)
  await call['lists.add']({ id, articles }, go)
  return { id, articles }
}
const get = (id: string) => call['lists.get']({ id }, go)
const undo = async () => (await call['history.undo']({}, go)).label
const reopen = async () => {
  room = await room.reopen()
  call = services()
}

describe('a section', () => {
  it('is set for many in one action', async () => {
    const { id, articles } = await listOf('Ch. 2', 4)
    await call['lists.section']({ id, articles: articles.slice(0, 3), section: 'Theory' }, go)
    expect((await get(id)).entries.map((e) => e.section)).toEqual(['', 'Theory', 'Theory', 'Theory'])
    expect(await undo()).toBe('put 3 articles into the section “Theory” on the list “Ch. 2”')
    expect((await get(id)).entries.map((e) => e.article)).toEqual(articles)
    expect((await get(id)).entries.every((e) => e.section === '')).toBe(true)
  })
  it('refuses an article that is not on the list', async () => {
    const { id } = await listOf('Ch. 2', 1)
    const other = await room.addArticle({ title: 'Elsewhere' })
    await expect(call['lists.section']({ id, articles: [other.id], section: 'x' }, go)).rejects.toMatchObject(
      { code: 'NOT_FOUND', message: '“Elsewhere” is not on the list “Ch. 2”.' }
    )
  })
})

describe('days and what is said', () => {
  it('are kept through a restart, moves and sections, and taken away again', async () => {
    const { id, articles } = await listOf('Ch. 2', 3)
    await call['lists.due']({ id, articles: articles.slice(0, 2), due: '2026-12-01' }, go)
    await call['lists.about']({ id, description: '# For *chapter two*', due: '2027-01-15' }, go)
    await call['lists.section']({ id, articles: articles.slice(0, 1), section: 'Theory' }, go)
    await call['lists.move']({ id, articles: articles.slice(1, 2), before: null }, go)
    await call['lists.entry']({ id, article: articles[0] ?? '', why: 'first' }, go)
    await reopen()
    const list = await get(id)
    expect(list).toMatchObject({ description: '# For *chapter two*', due: '2027-01-15' })
    expect(new Map(list.entries.map((e) => [e.article, e.due]))).toEqual(
      new Map(articles.map((a, i) => [a, i < 2 ? '2026-12-01' : undefined]))
    )
    await call['lists.due']({ id, articles, due: null }, go)
    await call['lists.about']({ id, description: ' ', due: null }, go)
    const bare = await get(id)
    expect(bare.entries.some((e) => 'due' in e)).toBe(false)
    expect('due' in bare || 'description' in bare).toBe(false)
    expect(await undo()).toBe('change what is said of the list “Ch. 2”')
    expect(await get(id)).toMatchObject({ description: '# For *chapter two*', due: '2027-01-15' })
  })
  it('setting the day leaves the words, and the same again is no action', async () => {
    const { id } = await listOf('Ch. 2', 1)
    await call['lists.about']({ id, description: 'words' }, go)
    await call['lists.about']({ id, due: '2027-01-15' }, go)
    await call['lists.about']({ id, description: 'words', due: '2027-01-15' }, go)
    expect(await get(id)).toMatchObject({ description: 'words', due: '2027-01-15' })
    await undo()
    expect((await get(id)).due).toBeUndefined()
    expect((await get(id)).description).toBe('words')
  })
})

describe('a copy', () => {
  it('has all entries and a name of its own; one undo takes it away', async () => {
    const { id, articles } = await listOf('Ch. 2', 2)
    await call['lists.entry']({ id, article: articles[0] ?? '', why: 'why', section: 'S' }, go)
    await call['lists.archive']({ id, archived: true }, go)
    const copy = await call['lists.duplicate']({ id }, go)
    expect(copy.name).toBe('Ch. 2 (copy)')
    expect(copy.entries).toEqual((await get(id)).entries)
    expect(copy.archived).toBeUndefined()
    expect((await call['lists.duplicate']({ id }, go)).name).toBe('Ch. 2 (copy 2)')
    expect(await undo()).toBe('duplicate the reading list “Ch. 2”')
    expect((await call['lists.list']({}, go)).map((l) => l.name)).toEqual(['Ch. 2', 'Ch. 2 (copy)'])
  })
})

describe('merging', () => {
  it('appends by section, gives what was lacking, and is one undo', async () => {
    const a = await listOf('A', 2)
    const b = await listOf('B', 2)
    const [first = '', second = ''] = a.articles
    await call['lists.section']({ id: a.id, articles: [second], section: 'Late' }, go)
    await call['lists.section']({ id: b.id, articles: b.articles.slice(1), section: 'Late' }, go)
    await call['lists.add']({ id: b.id, articles: [first], why: 'from B' }, go)
    await call['lists.due']({ id: b.id, articles: [first, ...b.articles], due: '2026-12-01' }, go)
    await call['lists.about']({ id: a.id, description: 'of A' }, go)
    await call['lists.about']({ id: b.id, description: 'of B' }, go)
    const before = await get(a.id)
    const merged = await call['lists.merge']({ id: b.id, into: a.id }, go)
    expect(merged.entries.map((e) => [e.article, e.section, e.why, e.due])).toEqual([
      [first, '', 'from B', '2026-12-01'],
      [b.articles[0], '', '', '2026-12-01'],
      [second, 'Late', '', undefined],
      [b.articles[1], 'Late', '', '2026-12-01']
    ])
    expect(merged.description).toBe('of A\n\nof B')
    expect((await call['lists.list']({}, go)).map((l) => l.name)).toEqual(['A'])
    expect(await undo()).toBe('merge the list “B” into “A”')
    expect((await call['lists.list']({}, go)).map((l) => l.name)).toEqual(['A', 'B'])
    expect((await get(a.id)).entries).toEqual(before.entries)
  })
  it('refuses itself and a list in the trash', async () => {
    const a = await listOf('A', 1)
    const b = await listOf('B', 1)
    await expect(call['lists.merge']({ id: a.id, into: a.id }, go)).rejects.toMatchObject({
      code: 'BAD_INPUT'
    })
    await call['lists.trash']({ id: b.id }, go)
    await expect(call['lists.merge']({ id: a.id, into: b.id }, go)).rejects.toMatchObject({
      code: 'CONFLICT'
    })
    expect((await get(a.id)).trashed).toBeUndefined()
  })
})

describe('the archive', () => {
  it('marks the list and takes it out again, through a restart and an undo', async () => {
    const { id } = await listOf('Ch. 2', 1)
    await call['lists.archive']({ id, archived: true }, go)
    await reopen()
    expect(await call['lists.list']({}, go)).toMatchObject([{ name: 'Ch. 2', archived: true }])
    await call['lists.archive']({ id, archived: false }, go)
    expect((await call['lists.list']({}, go))[0]?.archived).toBeUndefined()
    expect(await undo()).toBe('take out of the archive the list “Ch. 2”')
    expect((await call['lists.list']({}, go))[0]?.archived).toBe(true)
  })
})

it('the view of a list says how many of it are read', async () => {
  const { id, articles } = await listOf('Ch. 2', 3)
  await call['articles.mark']({ ids: articles.slice(0, 2), read: true }, go)
  const view = { kind: 'list', list: id } as const
  expect(await call['articles.list']({ view, sort: 'own' }, go)).toMatchObject({ read: 2 })
})
