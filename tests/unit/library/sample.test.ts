import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '#core/app'
import { readManifest, sampleText } from '#core/library/sample-content'
import { openCore } from '../cli/real-core'

const running = { signal: new AbortController().signal, progress: () => undefined }

describe('the texts', () => {
  it('are our own, of readable length, and all on the list', () => {
    const { articles, list } = readManifest()
    expect(articles.length).toBeGreaterThanOrEqual(6)
    expect(list.entries.map((e) => e.file).sort()).toEqual(articles.map((a) => a.file).sort())
    for (const { file } of articles) {
      const { format, text } = sampleText(file)
      const words = (format === 'html' ? text.replace(/<[^>]*>/g, ' ') : text).split(/\s+/).length
      expect(words).toBeGreaterThan(250)
      expect(words).toBeLessThan(650)
    }
  })
})

describe('in a library', () => {
  let dir: string
  let core: Core
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'carrel-sample-'))
    core = await openCore(dir)
  })
  afterEach(async () => {
    await core.close()
    await rm(dir, { recursive: true, force: true })
  })
  const call = (): Core['handlers'] => core.handlers
  const info = () => call()['library.info']({}, running)

  it('is set out whole: fields, states, notes, highlights on their words, one list', async () => {
    const { articles: ids } = await call()['library.addSample']({}, running)
    const { articles, list } = readManifest()
    expect(ids).toHaveLength(articles.length)
    const keys = new Set<string>()
    for (const [i, id] of ids.entries()) {
      const of = articles[i]
      const article = await call()['articles.get']({ id }, running)
      expect(article).toMatchObject({
        sample: true,
        title: of?.title,
        authors: of?.authors,
        issued: of?.issued,
        tags: of?.tags,
        state: of?.state
      })
      expect(article.snapshots[0]?.from).toBe('sample')
      keys.add(article.citekey)
      const { text } = await call()['articles.text']({ id }, running)
      const highlights = await call()['annotations.list']({ article: id }, running)
      expect(highlights.map((h) => h.quote.exact).sort()).toEqual(of?.highlights.map((h) => h.exact).sort())
      for (const h of highlights) expect(text.slice(h.position.start, h.position.end)).toBe(h.quote.exact)
      expect(await call()['notes.list']({ article: id }, running)).toHaveLength(
        of?.note === undefined ? 0 : 1
      )
    }
    expect(keys.size).toBe(ids.length)
    expect([...keys]).toContain('ilvesReadingPencil2026')
    const [only] = await call()['lists.list']({}, running)
    expect(only).toMatchObject({ name: list.name, count: ids.length, sample: true })
    expect(await info()).toMatchObject({ sample: true, articles: ids.length })
    expect((await call()['library.verify']({}, running)).problems).toEqual([])
  })

  it('keeps the table, the figure, the code, both directions, and loads nothing', async () => {
    const { articles: ids } = await call()['library.addSample']({}, running)
    const at = readManifest().articles.findIndex((a) => a.file.endsWith('.html'))
    const id = ids[at] ?? ''
    const { html, snapshot } = await call()['articles.body']({ id }, running)
    for (const part of [
      '<table',
      '<caption',
      '<img ',
      '<pre',
      'dir="rtl"',
      'lang="zh"',
      '<sup',
      '<figcaption'
    ])
      expect(html).toContain(part)
    expect(snapshot.receipt.missing).toEqual([])
    expect(snapshot.images).toHaveLength(1)
    expect(html).not.toMatch(/src="(?:https?|data):/)
  })

  it('is not added twice, and comes back from the trash', async () => {
    const first = await call()['library.addSample']({}, running)
    const again = await call()['library.addSample']({}, running)
    expect(again).toEqual(first)
    expect((await call()['annotations.list']({}, running)).length).toBe(
      readManifest().articles.flatMap((a) => a.highlights).length
    )
    await call()['articles.trash']({ ids: first.articles }, running)
    expect((await info()).sample).toBe(false)
    await call()['library.addSample']({}, running)
    expect(await info()).toMatchObject({ sample: true, articles: first.articles.length })
    expect(await call()['lists.list']({}, running)).toHaveLength(1)
  })

  it('goes to the trash where the person wrote something in it', async () => {
    const { articles: ids } = await call()['library.addSample']({}, running)
    const [first = '', second = ''] = ids
    await call()['notes.save']({ article: first, text: 'my own words' }, running)
    const [light] = await call()['annotations.list']({ article: second }, running)
    if (light) await call()['annotations.update']({ id: light.id, note: 'my own thought' }, running)
    const mine = light ? 2 : 1
    expect(await call()['library.removeSample']({}, running)).toEqual({ articles: ids.length })
    expect(await info()).toMatchObject({ sample: false, articles: 0, counts: { trash: mine } })
    expect((await call()['articles.get']({ id: first }, running)).trashed).toBeDefined()
    expect(await call()['library.removeSample']({}, running)).toEqual({ articles: 0 })
    await call()['articles.restore']({ ids: [first] }, running)
    expect((await call()['notes.list']({ article: first }, running))[0]?.text).toBe('my own words')
  })

  it('goes in one action with all that hung on it, leaves the rest, and one undo brings it back', async () => {
    const { articles: ids } = await call()['library.addSample']({}, running)
    const [mine] = await core.capture([{ kind: 'text', format: 'md', text: '# Mine\n\nMy own text.' }])
    const own = mine?.id ?? ''
    const list = await call()['lists.create']({ name: 'Mixed' }, running)
    await call()['lists.add']({ id: list.id, articles: [own, ids[0] ?? ''] }, running)
    await call()['notes.save']({ article: own, text: 'kept' }, running)
    const before = await info()
    expect(await call()['library.removeSample']({}, running)).toEqual({ articles: ids.length })
    expect(await info()).toMatchObject({
      sample: false,
      articles: 1,
      counts: { highlights: 0, notes: 1, trash: 0 }
    })
    const lists = await call()['lists.list']({}, running)
    expect(lists).toMatchObject([{ name: 'Mixed', count: 1 }])
    expect(await call()['library.removeSample']({}, running)).toEqual({ articles: 0 })
    await call()['history.undo']({}, running)
    expect(await info()).toEqual(before)
    expect((await call()['lists.get']({ id: list.id }, running)).entries).toHaveLength(2)
  })
})
