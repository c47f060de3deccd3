import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settingDefaults } from '#shared/contract/settings'
import { createAnnotations } from '../../../src/core/annotations/annotations'
import { createArticles } from '../../../src/core/articles/articles'
import { createLibrary } from '../../../src/core/library/library'
import { createLists } from '../../../src/core/lists/lists'
import { createNotes } from '../../../src/core/notes/notes'
import { createSettings } from '../../../src/core/settings/settings'
import { createTags } from '../../../src/core/tags/tags'
import { openRoom, running, withText, type Room } from './room'

let room: Room
const services = () => ({
  ...createArticles({ ...room, bodyOf: (document) => document }),
  ...createTags(room),
  ...createLists(room),
  ...createNotes(room),
  ...createAnnotations(room),
  ...createSettings(room),
  ...createLibrary({
    store: room.store,
    folder: room.dir,
    verify: () => room.library.verify(),
    compact: () => room.library.compact()
  }),
  ...room.history
})
let call: ReturnType<typeof services>
const go = running()
const tagsOf = (id: string) => room.store.get('articles', id)?.tags

beforeEach(async () => {
  room = await openRoom()
  call = services()
})
afterEach(() => room.close())

describe('articles', () => {
  it('are listed by view and sorted, with the words left', async () => {
    const a = await room.addArticle({
      title: 'Zebra',
      issued: '1903',
      authors: [{ literal: 'Zed' }],
      words: 100
    })
    const b = await room.addArticle({ title: 'apple', issued: '2001-05', starred: true, progress: 0.5 })
    const c = await room.addArticle({ title: 'Äpfel 10', state: 'archive', authors: [{ family: 'Aa' }] })
    const list = async (
      view: Parameters<(typeof call)['articles.list']>[0]['view'],
      sort = 'own',
      reverse = false
    ) => (await call['articles.list']({ view, sort: sort as 'own', reverse }, go)).ids
    expect(await list({ kind: 'all' })).toEqual([c.id, b.id, a.id])
    expect(await list({ kind: 'all' }, 'added', true)).toEqual([a.id, b.id, c.id])
    expect(await list({ kind: 'all' }, 'title')).toEqual([c.id, b.id, a.id])
    expect(await list({ kind: 'all' }, 'published')).toEqual([b.id, a.id, c.id])
    expect(await list({ kind: 'all' }, 'published', true)).toEqual([a.id, b.id, c.id])
    expect(await list({ kind: 'all' }, 'author')).toEqual([c.id, a.id, b.id])
    expect(await list({ kind: 'state', state: 'archive' })).toEqual([c.id])
    expect(await list({ kind: 'starred' })).toEqual([b.id])
    expect(
      (await call['articles.list']({ view: { kind: 'state', state: 'inbox' }, sort: 'own' }, go)).wordsLeft
    ).toBe(600)
  })

  it('are marked, trashed and restored, each undone in one', async () => {
    const a = await room.addArticle()
    const b = await room.addArticle()
    await call['articles.mark']({ ids: [a.id, b.id], state: 'later' }, go)
    await call['articles.trash']({ ids: [a.id] }, go)
    expect((await call['library.info']({}, go)).counts).toMatchObject({ later: 1, trash: 1, inbox: 0 })
    expect((await call['articles.list']({ view: { kind: 'trash' }, sort: 'own' }, go)).ids).toEqual([a.id])
    expect((await call['history.undo']({}, go)).label).toBe(`move “${a.title}” to the trash`)
    expect((await call['history.undo']({}, go)).label).toBe('move 2 articles to Later')
    expect((await call['library.info']({}, go)).counts).toMatchObject({ later: 0, trash: 0, inbox: 2 })
  })

  it('does not lose a mark made while the place is being saved', async () => {
    const a = await room.addArticle()
    await Promise.all([
      call['articles.place']({ id: a.id, place: 40, progress: 0.4 }, go),
      call['articles.mark']({ ids: [a.id], starred: true }, go),
      call['articles.mark']({ ids: [a.id], state: 'reading' }, go),
      call['tags.apply']({ articles: [a.id], add: ['x'], remove: [] }, go)
    ])
    expect(room.store.get('articles', a.id)).toMatchObject({
      place: 40,
      progress: 0.4,
      starred: true,
      state: 'reading',
      tags: ['x']
    })
  })

  it('keep reading progress when an older action is undone, and are read at the end', async () => {
    const a = await room.addArticle()
    await call['articles.mark']({ ids: [a.id], starred: true }, go)
    await call['articles.place']({ id: a.id, place: 900, progress: 1 }, go)
    await call['history.undo']({}, go)
    const now = room.store.get('articles', a.id)
    expect(now).toMatchObject({ starred: false, progress: 1, place: 900 })
    expect(now?.read).toBeDefined()
    await call['articles.place']({ id: a.id, place: 0, progress: 0 }, go)
    expect(room.store.get('articles', a.id)?.progress).toBe(1)
  })

  it('take corrections, and an empty string removes a field', async () => {
    const a = await room.addArticle({ container: 'Old', doi: '10.1/x' })
    const fields = { title: ' A <b>new</b> title ', container: '', authors: [{ family: 'Roe' }] }
    const edited = await call['articles.edit']({ id: a.id, fields }, go)
    expect(edited).toMatchObject({ title: 'A <b>new</b> title', doi: '10.1/x', authors: [{ family: 'Roe' }] })
    expect(edited).not.toHaveProperty('container')
    await expect(call['articles.edit']({ id: a.id, fields: { title: ' ' } }, go)).rejects.toThrow(
      'needs a title'
    )
  })

  it('say what is missing when a text file is gone', async () => {
    const bare = await room.addArticle()
    await expect(call['articles.body']({ id: bare.id }, go)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await call['articles.text']({ id: bare.id }, go)).toEqual({ text: '' })
    await expect(call['articles.get']({ id: 'zzz' }, go)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('tags', () => {
  it('are counted with those under them, each article once', async () => {
    await room.addArticle({ tags: ['method/case', 'method/survey'] })
    await room.addArticle({ tags: ['Method'] })
    const tags = await call['tags.list']({}, go)
    expect(tags.map((t) => [t.path.toLowerCase(), t.count])).toEqual([
      ['method', 2],
      ['method/case', 1],
      ['method/survey', 1]
    ])
  })

  it('keep the spelling they have, and can be renamed, nested and merged in one undoable action', async () => {
    const a = await room.addArticle({ tags: ['Method/Case'] })
    const b = await room.addArticle({ tags: ['technique'] })
    await call['tags.apply']({ articles: [b.id], add: ['method/case'], remove: [] }, go)
    expect(tagsOf(b.id)).toEqual(['technique', 'Method/Case'])
    await call['tags.color']({ path: 'method', color: 'blue' }, go)
    await call['tags.rename']({ from: 'method', to: 'technique' }, go)
    expect(tagsOf(a.id)).toEqual(['technique/Case'])
    expect(tagsOf(b.id)).toEqual(['technique', 'technique/Case'])
    expect((await call['tags.list']({}, go)).find((t) => t.path === 'technique')).toMatchObject({
      color: 'blue',
      count: 2
    })
    await call['history.undo']({}, go)
    expect(tagsOf(a.id)).toEqual(['Method/Case'])
    expect(tagsOf(b.id)).toEqual(['technique', 'Method/Case'])
  })

  it('cannot be moved into themselves', async () => {
    await room.addArticle({ tags: ['a'] })
    await expect(call['tags.rename']({ from: 'a', to: 'a/b' }, go)).rejects.toMatchObject({
      code: 'BAD_INPUT'
    })
    await expect(call['tags.apply']({ articles: ['x'], add: [' / '], remove: [] }, go)).rejects.toMatchObject(
      {
        code: 'BAD_INPUT'
      }
    )
  })

  it('can be taken off everything and come back', async () => {
    const a = await room.addArticle({ tags: ['x/y', 'z'] })
    expect(await call['tags.remove']({ path: 'x' }, go)).toEqual({ changed: 1 })
    expect(tagsOf(a.id)).toEqual(['z'])
    expect((await call['history.undo']({}, go)).label).toBe('remove the tag x from 1 article')
    expect(tagsOf(a.id)).toEqual(['x/y', 'z'])
  })
})

describe('lists', () => {
  it('keep order, why and sections through a restart', async () => {
    const [a, b, c] = [await room.addArticle(), await room.addArticle(), await room.addArticle()]
    const list = await call['lists.create']({ name: 'Ch. 2' }, go)
    await call['lists.add']({ id: list.id, articles: [a.id, b.id, c.id] }, go)
    await call['lists.move']({ id: list.id, articles: [c.id], before: a.id }, go)
    await call['lists.entry']({ id: list.id, article: b.id, why: 'the counter-example' }, go)
    await call['lists.entry']({ id: list.id, article: a.id, section: 'Later' }, go)
    room = await room.reopen()
    call = services()
    const entries = (await call['lists.get']({ id: list.id }, go)).entries
    expect(entries.map((e) => [e.article, e.why, e.section])).toEqual([
      [c.id, '', ''],
      [b.id, 'the counter-example', ''],
      [a.id, '', 'Later']
    ])
    expect(
      (await call['articles.list']({ view: { kind: 'list', list: list.id }, sort: 'own' }, go)).ids
    ).toEqual([c.id, b.id, a.id])
  })

  it('take every move of several made at once', async () => {
    const ids: string[] = []
    for (let i = 0; i < 6; i++) ids.push((await room.addArticle()).id)
    const list = await call['lists.create']({ name: 'Many' }, go)
    await Promise.all(ids.map((id) => call['lists.add']({ id: list.id, articles: [id] }, go)))
    expect((await call['lists.get']({ id: list.id }, go)).entries.map((e) => e.article)).toEqual(ids)
  })

  it('have one name each, and are trashed and restored', async () => {
    const list = await call['lists.create']({ name: 'Ch. 2' }, go)
    await expect(call['lists.create']({ name: 'ch. 2' }, go)).rejects.toMatchObject({ code: 'CONFLICT' })
    await call['lists.trash']({ id: list.id }, go)
    expect(await call['lists.list']({}, go)).toEqual([])
    await call['lists.restore']({ id: list.id }, go)
    expect(await call['lists.list']({}, go)).toMatchObject([{ name: 'Ch. 2', count: 0 }])
  })
})

describe('notes', () => {
  it('are one per article, even when saved twice at once', async () => {
    const a = await room.addArticle()
    await Promise.all(['one', 'two'].map((text) => call['notes.save']({ article: a.id, text }, go)))
    const notes = await call['notes.list']({ article: a.id }, go)
    expect(notes.map((n) => n.text)).toEqual(['two'])
    await call['notes.remove']({ id: notes[0]?.id ?? '' }, go)
    expect(await call['notes.list']({ article: a.id }, go)).toEqual([])
    await call['history.undo']({}, go)
    expect(await call['notes.list']({ article: a.id }, go)).toHaveLength(1)
  })
})

describe('annotations', () => {
  it('find a quotation by itself, whatever its quotation marks and line breaks', async () => {
    const a = await withText(room, 'He said “keep the place”, and left.\nNothing more.')
    const made = await call['annotations.createFromQuote'](
      { article: a.id, exact: 'said "keep\nthe place"' },
      go
    )
    expect(made.quote.exact).toBe('said “keep the place”')
    expect(made.color).toBe('amber')
    expect((await call['annotations.list']({ article: a.id }, go)).map((x) => x.id)).toEqual([made.id])
  })

  it('refuse words that stand nowhere or twice, and articles without text', async () => {
    const a = await withText(room, 'one word and one word more')
    const quote = (article: string, exact: string) =>
      call['annotations.createFromQuote']({ article, exact }, go)
    await expect(quote(a.id, 'one word')).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(quote(a.id, 'two words')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(quote((await room.addArticle()).id, 'x')).rejects.toMatchObject({ code: 'UNSUPPORTED' })
  })

  it('are recoloured, noted and deleted; rows show their colours in text order', async () => {
    const a = await withText(room, 'alpha beta gamma')
    const beta = await call['annotations.createFromQuote'](
      { article: a.id, exact: 'beta', color: 'rose' },
      go
    )
    await call['annotations.createFromQuote'](
      { article: a.id, exact: 'alpha', color: 'blue', note: 'why?' },
      go
    )
    const colors = async () => (await call['articles.summaries']({ ids: [a.id] }, go))[0]?.colors
    expect(await colors()).toEqual(['blue', 'rose'])
    await call['annotations.update']({ id: beta.id, color: 'green', note: '*so*' }, go)
    expect(await colors()).toEqual(['blue', 'green'])
    await call['annotations.remove']({ ids: [beta.id] }, go)
    expect(await colors()).toEqual(['blue'])
    await call['history.undo']({}, go)
    expect(await colors()).toEqual(['blue', 'green'])
  })
})

describe('settings', () => {
  it('have defaults, keep what is chosen and refuse what cannot be', async () => {
    const { appearance } = settingDefaults
    expect((await call['settings.all']({}, go)).appearance).toEqual(appearance)
    await call['settings.set']({ name: 'appearance', value: { ...appearance, theme: 'sepia' } }, go)
    expect((await call['settings.all']({}, go)).appearance.theme).toBe('sepia')
    await expect(
      call['settings.set']({ name: 'appearance', value: { ...appearance, theme: 'pink' } }, go)
    ).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect((await call['settings.all']({}, go)).appearance.theme).toBe('sepia')
  })
})
