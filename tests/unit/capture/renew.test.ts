/** A text made anew: what follows, what stays, what is left alone. */
import { describe, expect, it } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import type { Annotation, Article } from '#shared/contract/records'
import { describe as selectors } from '#shared/domain/anchor'
import { makeId } from '#shared/domain/ids'
import type { GuardedFetch } from '#core/capture/guarded-fetch'
import { bytesOf, harness, page, PNG, type Harness } from './support'

const ADDRESS = 'https://site.test/p'
const running = (): { signal: AbortSignal; progress(): void } => ({
  signal: new AbortController().signal,
  progress: () => undefined
})

/** A site whose page and images can be changed. */
function site(): { html: string; down: boolean; images: Set<string>; fetch: GuardedFetch } {
  const it = {
    html: page('Of Studies'),
    down: false,
    images: new Set<string>(),
    fetch: (({ url }) => {
      if (it.down) return Promise.reject(new CarrelError('NOT_FOUND', 'Answered 404'))
      if (url === ADDRESS)
        return Promise.resolve({ url, bytes: bytesOf(it.html), contentType: 'text/html', private: false })
      if (it.images.has(new URL(url).pathname))
        return Promise.resolve({ url, bytes: PNG, contentType: 'image/png', private: false })
      return Promise.reject(new CarrelError('NOT_FOUND', 'Answered 404'))
    }) as GuardedFetch
  }
  return it
}

async function captured(library: Harness): Promise<Article> {
  const [result] = await library.add([{ kind: 'url', url: ADDRESS }])
  expect(result?.status).toBe('added')
  return only(library)
}
const only = (library: Harness): Article => {
  const [article] = library.articles()
  if (!article) throw new Error('there is no article')
  return article
}

let made = 0
async function highlight(library: Harness, exact: string): Promise<string> {
  const article = only(library)
  const text = article.snapshots.at(-1)?.text ?? ''
  const at = library.read(text).indexOf(exact)
  const found = selectors(library.read(text), at, at + exact.length)
  if (!found || at < 0) throw new Error(`“${exact}” is not in the text`)
  const time = '2026-01-02T03:04:05.000Z'
  const record: Annotation = {
    id: makeId(1_768_000_000_000 + ++made, [8, 7, 6, 5, 4, 3, 2, 1]),
    rev: 0,
    n: 0,
    created: time,
    updated: time,
    article: article.id,
    text,
    ...found,
    color: 'amber',
    note: '',
    tags: []
  }
  await library.put([{ op: 'put', collection: 'annotations', record }])
  return record.id
}

describe('capturing again', () => {
  it('adds a snapshot; highlights follow where their words are, the others stay and are named', async () => {
    const web = site()
    const library = harness({ fetch: web.fetch })
    const before = await captured(library)
    const [old] = before.snapshots
    const kept = await highlight(library, 'Of Studies 1. Studies serve for delight')
    const lost = await highlight(library, 'Of Studies 3. Studies serve for delight, for ornament')
    web.html = page('Of Studies', { head: '<!-- later -->' })
      .replace(
        '<p>Of Studies 0.',
        '<p>A paragraph that was not there before, on quite another matter.</p><p>Of Studies 0.'
      )
      .replace(/<p>Of Studies 3\.[^]*?<\/p>/, '')
    const renewed = await library.handlers['capture.again']({ id: before.id }, running())
    expect(renewed).toMatchObject({ same: false, followed: 1, result: { status: 'added' } })
    expect(renewed.left).toEqual([
      { id: lost, quote: 'Of Studies 3. Studies serve for delight, for ornament' }
    ])
    expect(library.labels.at(-1)).toBe('capture “Of Studies” again')
    const now = only(library)
    expect(now.snapshots).toHaveLength(2)
    expect(now.snapshots[0]).toEqual(old)
    const text = library.read(now.snapshots[1]?.text ?? '')
    const moved = library.store.get('annotations', kept)
    expect(moved?.text).toBe(now.snapshots[1]?.text)
    expect(text.slice(moved?.position.start, moved?.position.end)).toBe(moved?.quote.exact)
    expect(library.store.get('annotations', lost)?.text).toBe(old?.text)

    const [from = '', to = ''] = now.snapshots.map((s) => s.html)
    const { differences } = await library.handlers['capture.compare']({ id: now.id, from, to }, running())
    expect(differences.map((d) => [d.kind, d.items.length])).toEqual([
      ['added', 1],
      ['same', 3],
      ['removed', 1]
    ])
  })

  it('changes nothing when the page is as it was, is gone, or is empty', async () => {
    const web = site()
    const library = harness({ fetch: web.fetch })
    const before = await captured(library)
    const again = async (): Promise<Awaited<ReturnType<typeof library.again>>> =>
      library.again(before.id, undefined, undefined)
    expect(await again()).toMatchObject({
      same: true,
      result: { message: 'It is as it was: nothing was changed.' }
    })
    web.html = '<html><body><script>app()</script></body></html>'
    expect((await again()).result).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('The article is as it was.') as string
    })
    web.down = true
    expect((await again()).result).toMatchObject({
      status: 'failed',
      message: 'Answered 404. The article is as it was.'
    })
    expect(only(library)).toEqual(before)
  })

  it('takes a newer file, and says so when there is no address', async () => {
    const library = harness()
    await library.add([{ kind: 'file', name: 'a.txt', bytes: bytesOf('The first text of it') }])
    const { id } = only(library)
    expect((await library.again(id, undefined, undefined)).result.status).toBe('failed')
    const file = { kind: 'file' as const, name: 'a.txt', bytes: bytesOf('The second text of it') }
    expect((await library.again(id, file, undefined)).result.status).toBe('added')
    expect(only(library).snapshots.map((s) => library.read(s.text))).toEqual([
      'The first text of it',
      'The second text of it'
    ])
  })
})

describe('another reading', () => {
  it('of the same source, without the network and with the images that are there', async () => {
    const web = site()
    web.images.add('/ok.png')
    web.html = page('Of Studies', {
      body: '<p><img src="/ok.png" alt="ok"> A picture, and words beside it.</p>'
    }).replace('</article>', '</article><footer class="footer">Words at the foot of the page</footer>')
    const library = harness({ fetch: web.fetch })
    const before = await captured(library)
    expect(before.snapshots[0]).toMatchObject({ view: 'readability', images: [expect.any(String)] })
    expect(library.read(before.snapshots[0]?.text ?? '')).not.toContain('Words at the foot')
    const asked = library.fetched.length

    const preview = await library.handlers['capture.preview']({ id: before.id, view: 'whole' }, running())
    expect(preview.html).toContain('Words at the foot of the page')
    expect(preview.html).toMatch(/<img src="\.\.\/[0-9a-f]{2}\//)
    expect(only(library)).toEqual(before)

    await library.handlers['capture.useView']({ id: before.id, view: 'whole' }, running())
    const now = only(library)
    expect(now.snapshots).toHaveLength(1)
    expect(now.snapshots[0]).toMatchObject({
      view: 'whole',
      images: before.snapshots[0]?.images,
      captured: before.snapshots[0]?.captured
    })
    expect(library.read(now.snapshots[0]?.text ?? '')).toContain('Words at the foot of the page')
    expect(library.labels.at(-1)).toBe('read “Of Studies” as the whole page')
    expect(library.fetched).toHaveLength(asked)
    await expect(
      library.handlers['capture.preview']({ id: 'x'.repeat(18), view: 'whole' }, running())
    ).rejects.toThrow(/not in the library/)
  })

  it('fetches images that were missing, and leaves all as it was when there are none', async () => {
    const web = site()
    web.html = page('Of Studies', {
      body: '<p><img src="/late.png" alt="late"> A picture, and words beside it.</p>'
    })
    const library = harness({ fetch: web.fetch })
    const before = await captured(library)
    expect(before.snapshots[0]?.receipt.missing).toMatchObject([{ what: 'image', reason: 'answered 404' }])
    expect(await library.handlers['capture.retry']({ id: before.id }, running())).toMatchObject({
      same: true
    })
    expect(only(library)).toEqual(before)
    web.images.add('/late.png')
    expect(await library.handlers['capture.retry']({ id: before.id }, running())).toMatchObject({
      same: false,
      result: { message: '1 image more' }
    })
    expect(only(library).snapshots).toMatchObject([
      { images: [expect.any(String)], receipt: { missing: [] } }
    ])
    expect(only(library).snapshots[0]?.text).toBe(before.snapshots[0]?.text)
  })
})

describe('recognising', () => {
  const file = (name: string, text: string): Parameters<Harness['add']>[0][number] => ({
    kind: 'file',
    name,
    bytes: bytesOf(text)
  })
  it('asks before a second with the same DOI, or nearly the same text of the same title', async () => {
    const doi = '<meta name="citation_doi" content="10.1000/XYZ">'
    const library = harness()
    await library.add([file('a.html', page('One', { head: doi }))])
    const other = page('Two', { head: doi.toLowerCase(), body: '<p>Quite other words in here.</p>' })
    expect(await library.add([file('b.html', other)])).toMatchObject([{ status: 'duplicate', by: 'doi' }])
    const near = page('One').replace('Crafty men', 'Clever men')
    expect(await library.add([file('c.html', near)])).toMatchObject([{ status: 'duplicate', by: 'near' }])
    expect(library.articles()).toHaveLength(1)
    expect(await library.add([file('c.html', near)], { anyway: true })).toMatchObject([{ status: 'added' }])
    expect(library.articles()).toHaveLength(2)
  })

  it('keeps nearly the same text under another title, and says so', async () => {
    const library = harness()
    await library.add([file('a.html', page('One'))])
    const renamed = page('One')
      .replaceAll('<title>One</title>', '<title>A reprint</title>')
      .replace('<h1>One</h1>', '<h1>A reprint</h1>')
    const [result] = await library.add([file('b.html', renamed.replace('Crafty men', 'Clever men'))])
    expect(result).toMatchObject({ status: 'added', title: 'A reprint', like: { title: 'One' } })
  })
})
