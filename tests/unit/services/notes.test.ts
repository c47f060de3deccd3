import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArticles } from '../../../src/core/articles/articles'
import { createAnnotations } from '../../../src/core/annotations/annotations'
import { followingLinks } from '../../../src/core/notes/follow'
import { createNotes } from '../../../src/core/notes/notes'
import { createTags } from '../../../src/core/tags/tags'
import { openRoom, running, type Room } from './room'

let room: Room
const services = () => ({
  ...createArticles({ ...room, actions: followingLinks(room.actions, room.store), bodyOf: (d) => d }),
  ...createTags(room),
  ...createNotes(room),
  ...createAnnotations(room),
  ...room.history
})
let call: ReturnType<typeof services>
const go = running()
const textOf = (id: string) => room.store.get('notes', id)?.text

beforeEach(async () => {
  room = await openRoom()
  call = services()
})
afterEach(() => room.close())

describe('links in notes', () => {
  it('follow the title of an article and of a note, in one undo', async () => {
    const article = await room.addArticle({ title: 'Of Studies' })
    const idea = await call['notes.save']({ title: 'An idea', text: 'From [[of studies|Bacon]].' }, go)
    const other = await call['notes.save']({ title: 'Two', text: '[[An idea]] and [[Of Studies]]' }, go)
    await call['articles.edit']({ id: article.id, fields: { title: 'Of Study' } }, go)
    expect(textOf(idea.id)).toBe('From [[Of Study|Bacon]].')
    expect(textOf(other.id)).toBe('[[An idea]] and [[Of Study]]')
    await call['notes.save']({ id: idea.id, title: 'The idea', text: textOf(idea.id) ?? '' }, go)
    expect(textOf(other.id)).toBe('[[The idea]] and [[Of Study]]')
    await call['history.undo']({}, go)
    await call['history.undo']({}, go)
    expect(textOf(other.id)).toBe('[[An idea]] and [[Of Studies]]')
    expect(textOf(idea.id)).toBe('From [[of studies|Bacon]].')
  })

  it('stay where another article has the name too', async () => {
    const first = await room.addArticle({ title: 'Preface' })
    await room.addArticle({ title: 'Preface' })
    const note = await call['notes.save']({ title: 'N', text: '[[Preface]]' }, go)
    await call['articles.edit']({ id: first.id, fields: { title: 'Foreword' } }, go)
    expect(textOf(note.id)).toBe('[[Preface]]')
  })

  it('follow a tag, in the running text too', async () => {
    const article = await room.addArticle({ tags: ['method/x'] })
    const note = await call['notes.save']({ title: 'N', text: '#method/x and [[#method]]' }, go)
    await call['tags.rename']({ from: 'method', to: 'how' }, go)
    expect(textOf(note.id)).toBe('#how/x and [[#how]]')
    expect(room.store.get('articles', article.id)?.tags).toEqual(['how/x'])
    await call['history.undo']({}, go)
    expect(textOf(note.id)).toBe('#method/x and [[#method]]')
  })

  it('lead to what they name', async () => {
    const a = await room.addArticle({ title: 'Of Studies', citekey: 'bacon1597' })
    const n = await call['notes.save']({ title: 'An idea', text: '' }, go)
    expect(
      await call['notes.resolve'](
        { targets: ['of  STUDIES', '@bacon1597', 'An idea', '#t/u', 'nothing'] },
        go
      )
    ).toEqual([
      { kind: 'article', id: a.id },
      { kind: 'article', id: a.id },
      { kind: 'note', id: n.id },
      { kind: 'tag', path: 't/u' },
      null
    ])
  })

  it('are offered by their beginnings, tags after #', async () => {
    await room.addArticle({ title: 'Of Studies', tags: ['essays'] })
    await room.addArticle({ title: 'A study of essays' })
    await call['notes.save']({ title: 'Studious', text: '' }, go)
    const offered = async (query: string) => (await call['notes.targets']({ query }, go)).map((o) => o.insert)
    expect(await offered('stud')).toEqual(['[[Studious]]', '[[A study of essays]]', '[[Of Studies]]'])
    expect(await offered('#')).toEqual(['[[#essays]]'])
  })
})

describe('mentions', () => {
  it('are linked and unlinked, and one becomes the other', async () => {
    const a = await room.addArticle({ title: 'Of Studies' })
    const n = await call['notes.save'](
      { title: 'N', text: 'Read [[Of Studies]].\nAgain of studies, twice.' },
      go
    )
    const of = { kind: 'article', id: a.id } as const
    const before = await call['notes.mentions']({ of }, go)
    expect(before.linked).toHaveLength(1)
    expect(before.unlinked.map((m) => m.excerpt)).toEqual(['Again of studies, twice.'])
    const [mention] = before.unlinked
    if (!mention) throw new Error('no mention')
    await call['notes.linkMention']({ of, mention }, go)
    expect(textOf(n.id)).toBe('Read [[Of Studies]].\nAgain [[Of Studies|of studies]], twice.')
    await expect(call['notes.linkMention']({ of, mention }, go)).rejects.toThrow(/do not stand there/)
  })
})

describe('notes', () => {
  it('go to the trash; the list finds by beginnings of words', async () => {
    const n = await call['notes.save']({ title: 'Kindness', text: 'A **reading** condition' }, go)
    const titles = async (query?: string) =>
      (await call['notes.summaries']({ query }, go)).map((s) => s.title)
    expect(await titles('read kind')).toEqual(['Kindness'])
    expect(await titles('unkind')).toEqual([])
    await call['notes.remove']({ id: n.id }, go)
    expect(await titles()).toEqual([])
  })

  it('begin as a literature note with quotations that lead back, or as one’s own template', async () => {
    const a = await room.addArticle({
      title: 'Of Studies',
      citekey: 'bacon',
      authors: [{ family: 'Bacon' }],
      issued: '1597'
    })
    const now = room.clock.now()
    const id = room.newId()
    const base = {
      rev: 0,
      n: 0,
      created: now,
      updated: now,
      text: `${'a'.repeat(64)}.txt`,
      color: 'amber' as const,
      tags: []
    }
    await room.actions.run('x', [
      {
        op: 'put',
        collection: 'annotations',
        record: {
          ...base,
          id,
          article: a.id,
          note: 'Why?',
          quote: { exact: 'Reading maketh a full man', prefix: '', suffix: '' },
          position: { start: 0, end: 25 }
        }
      }
    ])
    const made = await call['notes.fromTemplate']({ template: null, article: a.id }, go)
    expect(made.text).toContain(
      `> Reading maketh a full man\n>\n> — [[Of Studies#^${id}|Bacon 1597]]\n\nWhy?`
    )
    const own = await call['notes.save'](
      { title: 'Template: Short', text: '{{citekey}} {{year}} {{nothing}}' },
      go
    )
    expect(await call['notes.templates']({}, go)).toEqual([
      { id: null, name: 'Literature note' },
      { id: own.id, name: 'Short' }
    ])
    expect((await call['notes.fromTemplate']({ template: own.id, article: a.id }, go)).text).toBe(
      'bacon 1597 {{nothing}}'
    )
  })

  it('become files that any program opens, under names that every system takes', async () => {
    for (const title of ['CON', 'a/b: c?', 'same', 'Same', ''])
      await call['notes.save']({ title, text: `about ${title}` }, go)
    const files = await call['notes.files']({}, go)
    expect(files.map((f) => f.name)).toEqual(['_CON.md', 'a b c.md', 'same.md', 'Same (2).md', 'Untitled.md'])
    expect(files[0]?.text).toMatch(/^---\ntitle: "CON"\ncreated: .*\nupdated: .*\n---\n\nabout CON\n$/)
  })
})
