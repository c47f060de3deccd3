import { describe, expect, it } from 'vitest'
import { type SearchProgress } from '#core/search/search'
import type { SpawnedThread } from './helpers/in-process-thread'
import { MemoryLibrary } from './helpers/memory-library'
import { ask, clock, lit, running, start } from './helpers/service'

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const denial = 'They were small steps away from denial, taken one evening after another.'

describe('search.query', () => {
  it('answers with the passage, its number, and ranges in the original text', async () => {
    const library = new MemoryLibrary()
    const article = await library.save(['First of all.', 'Vergiß Émile und die Straße nicht!', denial], {
      title: 'On Habit',
      authors: [{ family: 'James', given: 'William' }],
      issued: '1890'
    })
    const search = start(library)
    await search.ready()
    const [hit] = await ask(search, 'smal stepps denile')
    expect(hit).toMatchObject({
      id: article.id,
      title: 'On Habit',
      authors: 'William James',
      issued: '1890',
      field: 'body',
      paragraph: 2,
      text: denial
    })
    expect(lit(hit)).toEqual(['small', 'steps', 'denial'])
    expect(lit((await ask(search, 'vergiss emile strasse'))[0])).toEqual(['Vergiß', 'Émile', 'Straße'])
  })

  it('tells title, author, tag, note and highlight apart', async () => {
    const library = new MemoryLibrary()
    const article = await library.save([denial], {
      title: 'The Varieties of Religious Experience',
      authors: [{ family: 'James', given: 'William' }],
      tags: ['method/close reading'],
      abstract: 'Lectures held at Edinburgh.'
    })
    const note = library.note({ article: article.id, text: 'Something.\n\nSee also Kierkegaard on despair.' })
    const free = library.note({ title: 'Chapter plan', text: 'Begin with Spinoza.' })
    const mark = library.mark(article, { note: 'Freudian slip?', position: { start: 5, end: 9 } })
    await library.put('notes', note)
    await library.put('notes', free)
    await library.put('annotations', mark)
    const search = start(library)
    await search.ready()
    const first = async (query: string): Promise<unknown> => {
      const [hit] = await ask(search, query)
      return { ...hit, lit: lit(hit) }
    }
    const here = { id: article.id }
    expect(await first('variteis religious')).toMatchObject({
      ...here,
      field: 'title',
      text: 'The Varieties of Religious Experience',
      lit: ['Varieties', 'Religious']
    })
    expect(await first('wiliam jmaes')).toMatchObject({
      ...here,
      field: 'author',
      text: 'William James',
      lit: ['William', 'James']
    })
    expect(await first('close reading')).toMatchObject({ ...here, field: 'tag', lit: ['close', 'reading'] })
    expect(await first('kirkegaard despair')).toMatchObject({
      ...here,
      field: 'note',
      target: note.id,
      text: 'See also Kierkegaard on despair.',
      lit: ['Kierkegaard', 'despair']
    })
    expect(await first('freudain slip')).toMatchObject({
      ...here,
      field: 'note',
      target: mark.id,
      paragraph: 0,
      text: 'Freudian slip?'
    })
    const notes = { field: 'note', id: free.id, target: free.id, title: 'Chapter plan', authors: '' }
    expect(await first('begin spinosa')).toMatchObject({ ...notes, text: 'Begin with Spinoza.' })
    expect(await first('chapter plan')).toMatchObject({ ...notes, text: 'Chapter plan' })
    expect(await first('lectures edinburg')).toMatchObject({ ...here, field: 'body' })
  })

  it('puts exact titles and tags first', async () => {
    const library = new MemoryLibrary()
    for (let i = 0; i < 20; i++)
      await library.save(['Emma, Emma, and Emma again. Emma!'], { title: `Letter ${i} on Emma` })
    const emma = await library.save(['A novel.'], { title: 'Emma' })
    const tagged = await library.save(['Unrelated.'], { title: 'Unrelated', tags: ['novels/emma'] })
    const search = start(library)
    await search.ready()
    const hits = await ask(search, 'emma', 10)
    expect(hits.slice(0, 2).map((h) => [h.id, h.field])).toEqual([
      [emma.id, 'title'],
      [tagged.id, 'tag']
    ])
    expect(hits).toHaveLength(10)
    const scores = hits.map((h) => h.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    const whole = await ask(search, 'leter 7 on ema')
    expect(whole[0]?.title).toBe('Letter 7 on Emma')
  })

  it('answers nothing to nothing, and takes 10,000 characters', async () => {
    const library = new MemoryLibrary()
    await library.save([denial])
    const search = start(library)
    await search.ready()
    expect(await ask(search, '')).toEqual([])
    expect(await ask(search, ' \n\t ')).toEqual([])
    expect((await ask(search, denial.repeat(150).slice(0, 10_000)))[0]?.text).toBe(denial)
    for (const odd of ['"', '-', '\ud800', '!^$|\'"', '('.repeat(10_000)])
      expect(await ask(search, odd)).toEqual([])
  })
})

describe('following the library', () => {
  it('hears of new, changed, trashed, restored and deleted records', async () => {
    const library = new MemoryLibrary()
    const search = start(library)
    await search.ready()
    expect(await ask(search, 'denial')).toEqual([])
    const article = await library.save([denial], { title: 'On Habit' })
    const mark = library.mark(article, { note: 'marginal remark' })
    const note = library.note({ article: article.id, text: 'pencilled thought' })
    await library.put('annotations', mark)
    await library.put('notes', note)
    const found = async (query: string): Promise<number> => {
      await search.ready()
      return (await ask(search, query)).length
    }
    expect(await found('denial')).toBe(1)
    expect(await found('marginal')).toBe(1)
    expect(await found('pencilled')).toBe(1)

    await library.put('articles', { ...article, title: 'On Custom', tags: ['psychology'] })
    expect(await found('psychology')).toBe(1)
    expect(await found('custom')).toBe(1)
    expect(await found('habit')).toBe(0)
    expect(await found('denial')).toBe(1)

    await library.put('articles', { ...article, trashed: clock.now() })
    for (const gone of ['denial', 'marginal', 'pencilled', 'psychology']) expect(await found(gone)).toBe(0)
    await library.put('articles', article)
    for (const back of ['denial', 'marginal', 'pencilled', 'habit']) expect(await found(back)).toBe(1)

    await library.put('annotations', { ...mark, note: 'scribbled' })
    expect(await found('marginal')).toBe(0)
    await library.put('notes', { ...note, trashed: clock.now() })
    expect(await found('pencilled')).toBe(0)

    const again = await library.article(['Another capture of it.'])
    await library.put('articles', { ...article, snapshots: [...article.snapshots, ...again.snapshots] })
    expect(await found('denial')).toBe(0)
    expect(await found('another capture')).toBe(1)

    await library.store.commit([{ op: 'del', collection: 'articles', id: article.id }])
    expect(await found('another capture')).toBe(0)
    expect(await search.handlers['search.status']({}, running)).toEqual({
      state: 'ready',
      indexed: 0,
      total: 0
    })
  })

  it('keeps highlighted words findable when the text has changed under them', async () => {
    const library = new MemoryLibrary()
    const article = await library.save([denial])
    await library.put(
      'annotations',
      library.mark(article, { quote: { exact: 'steps away', prefix: '', suffix: '' } })
    )
    const again = await library.article(['Rewritten.'])
    await library.put('articles', { ...article, snapshots: [...article.snapshots, ...again.snapshots] })
    const search = start(library)
    await search.ready()
    expect(await ask(search, 'steps away')).toMatchObject([{ field: 'highlight', text: 'steps away' }])
  })

  it('moves a note with the article it belongs to', async () => {
    const library = new MemoryLibrary()
    const a = await library.save(['One.'], { title: 'Alpha' })
    const b = await library.save(['Two.'], { title: 'Beta' })
    const note = library.note({ text: 'quincunx' })
    await library.put('notes', note)
    const search = start(library)
    const where = async (): Promise<string[]> => {
      await search.ready()
      return (await ask(search, 'quincunx')).map((h) => h.id)
    }
    expect(await where()).toEqual([note.id])
    await library.put('notes', { ...note, article: a.id })
    expect(await where()).toEqual([a.id])
    await library.put('notes', { ...note, article: b.id })
    expect(await where()).toEqual([b.id])
    await library.put('notes', note)
    expect(await where()).toEqual([note.id])
  })

  it('says how far it is, and answers meanwhile', async () => {
    const library = new MemoryLibrary()
    for (let i = 0; i < 200; i++) await library.save([`Paragraph ${i}.`, denial], { title: `Article ${i}` })
    const search = start(library)
    const seen: SearchProgress[] = []
    search.onProgress((p) => seen.push(p))
    const early = await search.handlers['search.query']({ query: 'denial' }, running)
    expect(early.complete).toBe(false)
    await search.ready()
    expect(seen.at(-1)).toEqual({ state: 'ready', indexed: 200, total: 200 })
    const late = await search.handlers['search.query']({ query: 'denial' }, running)
    expect(late.complete).toBe(true)
    expect(late.hits.length).toBeGreaterThan(early.hits.length)
  })

  it('lives with a text that cannot be read', async () => {
    const library = new MemoryLibrary()
    await library.save([denial], { title: 'Lost' })
    library.files.clear()
    const search = start(library)
    await search.ready()
    expect(await ask(search, 'denial')).toEqual([])
    expect(await ask(search, 'lost')).toHaveLength(1)
  })
})

describe('typing', () => {
  it('drops older questions of the same box, not those of others', async () => {
    const library = new MemoryLibrary()
    await library.save([denial])
    const search = start(library)
    await search.ready()
    const typed = ['d', 'de', 'den', 'deni', 'denial'].map((query) =>
      search.handlers['search.query']({ query, caller: 'palette' }, running)
    )
    const other = search.handlers['search.query']({ query: 'steps', caller: 'page' }, running)
    const results = await Promise.allSettled(typed)
    expect(results.map((r) => r.status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled'
    ])
    expect(results[0]).toMatchObject({ reason: { code: 'CANCELLED' } })
    expect((await other).hits).toHaveLength(1)
  })

  it('stops at the signal', async () => {
    const library = new MemoryLibrary()
    await library.save([denial])
    const search = start(library)
    await search.ready()
    const controller = new AbortController()
    const asked = search.handlers['search.query'](
      { query: 'steps' },
      { ...running, signal: controller.signal }
    )
    controller.abort()
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await ask(search, 'steps')).toHaveLength(1)
  })
})

describe('a thread that dies', () => {
  it('is started again once and rebuilt; a question on its way is answered', async () => {
    const library = new MemoryLibrary()
    await library.save([denial])
    const threads: SpawnedThread[] = []
    const search = start(library, threads)
    await search.ready()
    const asked = ask(search, 'denial')
    threads[0]?.crash()
    expect(threads).toHaveLength(2)
    expect(await search.handlers['search.status']({}, running)).toMatchObject({ state: 'building' })
    await asked
    await search.ready()
    expect(await ask(search, 'denial')).toHaveLength(1)
  })

  it('a second time leaves titles, authors and tags to be found, misspelt too', async () => {
    const library = new MemoryLibrary()
    const article = await library.save([denial], {
      title: 'On Habit',
      authors: [{ family: 'James', given: 'William' }],
      tags: ['psychology']
    })
    const threads: SpawnedThread[] = []
    const search = start(library, threads)
    const seen: SearchProgress[] = []
    search.onProgress((p) => seen.push(p))
    await search.ready()
    threads[0]?.crash()
    const asked = ask(search, 'habbit')
    threads[1]?.crash()
    expect(seen.at(-1)?.state).toBe('failed')
    expect(await asked).toMatchObject([{ id: article.id, field: 'title', text: 'On Habit' }])
    await search.ready()
    expect((await ask(search, 'psycholgy'))[0]?.id).toBe(article.id)
    expect(lit((await ask(search, 'habit'))[0])).toEqual(['Habit'])
    await library.save(['New.'], { title: 'Quincunx' })
    expect(await ask(search, 'quincunx')).toHaveLength(1)
    expect(await search.handlers['search.query']({ query: 'x' }, running)).toMatchObject({ complete: false })
  })

  it('is not started again when search was closed', async () => {
    const threads: SpawnedThread[] = []
    const search = start(new MemoryLibrary(), threads)
    await search.close()
    threads[0]?.crash()
    await pause()
    expect(threads).toHaveLength(1)
  })
})
