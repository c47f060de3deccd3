import { describe, expect, it } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import type { CaptureResult } from '#shared/contract/capture'
import type { AddProgress } from '#core/capture/capture'
import type { GuardedFetch } from '#core/capture/guarded-fetch'
import type { AddItem } from '#core/capture/items'
import { bytesOf, harness, page, PNG, prose } from './support'

const file = (name: string, text: string): AddItem => ({ kind: 'file', name, bytes: bytesOf(text) })
const running = (): { signal: AbortSignal; progress(): void } => ({
  signal: new AbortController().signal,
  progress: () => undefined
})

describe('adding', () => {
  it('keeps the text, the file and the source, and says what it found', async () => {
    const library = harness()
    const results = await library.add(
      [file('essay.html', page('Of Studies', { body: '<script>x()</script>' }))],
      {
        tags: ['essay', '#Essay', 'a/b']
      }
    )
    const [article] = library.articles()
    expect(results).toEqual([
      expect.objectContaining({
        input: 'essay.html',
        status: 'added',
        id: article?.id,
        title: 'Of Studies',
        words: article?.words
      })
    ])
    expect(results[0]?.missing).toEqual(['1 script: taken out: scripts of saved pages are never run'])
    expect(library.labels).toEqual(['add “Of Studies”'])
    expect(article).toMatchObject({ state: 'inbox', tags: ['essay', 'a/b'], starred: false, rev: 0 })
    expect(article?.citekey).not.toBe('')
    const snapshot = article?.snapshots[0]
    expect(snapshot).toMatchObject({
      from: 'file',
      origin: 'essay.html',
      captured: '2026-01-02T03:04:05.000Z'
    })
    expect(library.read(snapshot?.source ?? '')).toContain('<script>x()')
    expect(library.read(snapshot?.html ?? '')).not.toContain('<script')
    expect(library.read(snapshot?.text ?? '').split('\n')).toHaveLength(4)
    expect(library.fetched).toEqual([])
  })

  it('writes many in one action, and each into the list', async () => {
    const library = harness()
    const listId = '0000000000000000aa'
    await library.put([
      {
        op: 'put',
        collection: 'lists',
        record: {
          id: listId,
          rev: 0,
          n: 0,
          created: '2026-01-01T00:00:00.000Z',
          updated: '2026-01-01T00:00:00.000Z',
          name: 'Ch. 2',
          entries: [
            {
              article: '0000000000000000bb',
              why: '',
              section: 'Background',
              added: '2026-01-01T00:00:00.000Z'
            }
          ]
        }
      }
    ])
    const items = Array.from({ length: 12 }, (_, i) => file(`${i}.txt`, `Text number ${i}\n\nand its words`))
    const results = await library.add(items, { list: listId })
    expect(results.map((r) => r.status)).toEqual(items.map(() => 'added'))
    expect(library.labels).toEqual(['add 12 articles'])
    const entries = library.store.get('lists', listId)?.entries ?? []
    expect(entries.map((e) => e.section)).toEqual([...items.map(() => ''), 'Background'])
    expect(new Set(library.articles().map((a) => a.citekey)).size).toBe(12)
    await expect(library.add(items, { list: '0000000000000000zz' })).rejects.toThrow(/not in the library/)
  })

  it('goes on after a file that cannot be read', async () => {
    const library = harness()
    const results = await library.add([
      file('a.rtf', '{\\rtf1'),
      file('empty.txt', ''),
      { kind: 'file', name: 'gone.txt', bytes: () => Promise.reject(new Error('EACCES: /secret/path')) },
      file('good.txt', 'Good words'),
      { kind: 'url', url: 'file:///etc/passwd' },
      { kind: 'url', url: 'not an address' }
    ])
    expect(results.map((r) => r.status)).toEqual(['failed', 'failed', 'failed', 'added', 'failed', 'failed'])
    expect(results.map((r) => r.message)).toEqual([
      expect.stringContaining('RTF documents cannot be added yet'),
      expect.stringContaining('It is empty'),
      'It could not be read: something in it is not as it should be. Nothing was added.',
      undefined,
      expect.stringContaining('begin with file:'),
      expect.stringContaining('should look like https://')
    ])
    expect(library.articles()).toHaveLength(1)
  })

  it('reports progress, and after a cancel what was added', async () => {
    const library = harness()
    const stop = new AbortController()
    const progress: AddProgress[] = []
    const items = Array.from({ length: 30 }, (_, i) => file(`${i}.txt`, `Words of number ${i}`))
    let read = 0
    const lazily = items.map((item): AddItem => ({
      ...(item as Extract<AddItem, { kind: 'file' }>),
      bytes: async () => {
        if (++read === 10) stop.abort()
        return (item as { bytes: Uint8Array }).bytes
      }
    }))
    const results = await library.add(lazily, { signal: stop.signal, onProgress: (p) => progress.push(p) })
    const added = results.filter((r) => r.status === 'added')
    expect(results).toHaveLength(30)
    expect(added.length).toBeGreaterThan(5)
    expect(added.length).toBeLessThan(12)
    expect(
      library
        .articles()
        .map((a) => a.id)
        .sort()
    ).toEqual(added.map((r) => r.id).sort())
    expect(results.at(-1)?.message).toBe('Not added: cancelled.')
    expect(progress.filter((p) => p.result).map((p) => p.done)).toEqual(items.map((_, i) => i + 1))
  })

  it('changes nothing when the library cannot be written', async () => {
    await expect(
      harness({ readOnly: 'Another Carrel has it open.' }).add([file('a.txt', 'a b')])
    ).rejects.toMatchObject({ code: 'READ_ONLY' })
    const full = harness({ failing: () => true })
    expect(await full.add([file('a.txt', 'a b')])).toMatchObject([
      { status: 'failed', message: 'The disk is full.' }
    ])
    expect(full.articles()).toEqual([])
  })

  it('marks the sample', async () => {
    const library = harness()
    await library.add([file('tour.md', '# Tour\n\nWords')], { from: 'sample' })
    expect(library.articles()[0]).toMatchObject({
      sample: true,
      title: 'Tour',
      snapshots: [{ from: 'sample' }]
    })
  })

  it('takes pasted HTML whole', async () => {
    const library = harness()
    await library.add([{ kind: 'text', format: 'html', text: '<p>Only this <i>piece</i></p>' }])
    expect(library.articles()[0]).toMatchObject({
      title: 'Only this piece',
      snapshots: [{ from: 'paste', words: 3 }]
    })
  })
})

describe('duplicates', () => {
  const cases: [string, AddItem, AddItem][] = [
    ['the same file', file('a.html', page('Same')), file('b.html', page('Same'))],
    ['the same text', file('a.html', page('Same')), file('b.html', page('Same', { head: '<!-- later -->' }))],
    [
      'the same address',
      file('a.html', page('One', { head: '<link rel=canonical href="https://a.test/x?utm_source=y">' })),
      file('b.html', page('Two', { head: '<link rel=canonical href="http://a.test/x/">' }))
    ]
  ]
  it.each(cases)('%s, later and at once', async (_, first, second) => {
    const later = harness()
    await later.add([first])
    const files = later.assets.size
    const [again] = await later.add([second])
    expect(again).toMatchObject({
      status: 'duplicate',
      id: later.articles()[0]?.id,
      message: expect.stringMatching(/is in the library already\.$/) as string
    })
    expect(later.assets.size).toBe(files)
    const atOnce = harness()
    const results = await Promise.all([atOnce.add([first, second]), atOnce.add([second])])
    expect(
      results
        .flat()
        .map((r) => r.status)
        .sort()
    ).toEqual(['added', 'duplicate', 'duplicate'])
    expect(atOnce.articles()).toHaveLength(1)
  })
  it('in the trash are mentioned', async () => {
    const library = harness()
    await library.add([file('a.txt', 'some words')])
    const [article] = library.articles()
    if (!article) throw new Error('nothing was added')
    await library.put([
      { op: 'put', collection: 'articles', record: { ...article, trashed: '2026-01-01T00:00:00.000Z' } }
    ])
    expect(await library.add([file('a.txt', 'some words')])).toMatchObject([
      { status: 'duplicate', message: expect.stringContaining('trash') as string }
    ])
  })
})

describe('addresses', () => {
  const site: GuardedFetch = ({ url }) => {
    if (url === 'https://site.test/p')
      return Promise.resolve({
        url: 'https://site.test/final',
        bytes: bytesOf(
          page('From the web', {
            body:
              '<p><img src="/ok.png" alt="ok"><img src="/gone.png" alt="gone"><img src="/odd.png" alt="odd"><img src="/ok.png" alt="again"></p>' +
              prose('more', 1)
          })
        ),
        contentType: 'text/html; charset=utf-8',
        private: false
      })
    if (url.endsWith('/ok.png'))
      return Promise.resolve({ url, bytes: PNG, contentType: 'text/plain', private: false })
    if (url.endsWith('/odd.png'))
      return Promise.resolve({
        url,
        bytes: bytesOf('<svg xmlns="x"></svg>'),
        contentType: 'image/png',
        private: false
      })
    return Promise.reject(new CarrelError('NOT_FOUND', 'Answered 404'))
  }

  it('are fetched once, with their images', async () => {
    const library = harness({ fetch: site })
    const [result] = await library.add([{ kind: 'url', url: ' site.test/p ' }])
    expect(result?.status).toBe('added')
    expect(library.fetched.map((f) => f.url)).toEqual([
      'https://site.test/p',
      'https://site.test/ok.png',
      'https://site.test/gone.png',
      'https://site.test/odd.png'
    ])
    expect(library.fetched[0]?.privateHost).toBe('site.test:443')
    expect(library.fetched[1]?.privateHost).toBeUndefined()
    const [article] = library.articles()
    const snapshot = article?.snapshots[0]
    expect(article?.url).toBe('https://site.test/final')
    expect(snapshot?.images).toHaveLength(1)
    const html = library.read(snapshot?.html ?? '')
    const [name = ''] = snapshot?.images ?? []
    expect(html.split(`src="../${name.slice(0, 2)}/${name}"`)).toHaveLength(3)
    expect(html).toContain('<img alt="gone">')
    expect(result?.missing.slice(0, 2)).toEqual([
      '1 image: answered 404 (https://site.test/gone.png)',
      '1 image: an SVG drawing; these are not kept yet (https://site.test/odd.png)'
    ])
    const before = library.fetched.length
    expect(await library.add([{ kind: 'url', url: 'https://site.test/final#part' }])).toMatchObject([
      { status: 'duplicate' }
    ])
    expect(library.fetched).toHaveLength(before)
  })

  it('say what went wrong', async () => {
    const library = harness({ fetch: site })
    expect(await library.add([{ kind: 'url', url: 'https://site.test/none' }])).toMatchObject([
      { status: 'failed', message: 'Answered 404.' }
    ])
    const pdf = harness({
      fetch: ({ url }) =>
        Promise.resolve({ url, bytes: bytesOf('%PDF'), contentType: 'application/pdf', private: false })
    })
    expect(await pdf.add([{ kind: 'url', url: 'https://site.test/x.pdf' }])).toMatchObject([
      { status: 'failed', message: expect.stringContaining('a PDF') as string }
    ])
  })
})

describe('over the contract', () => {
  async function upload(library: ReturnType<typeof harness>, bytes: Uint8Array): Promise<string> {
    const { upload } = await library.handlers['capture.begin']({ size: bytes.length }, running())
    const half = Math.ceil(bytes.length / 2)
    for (const piece of [bytes.subarray(0, half), bytes.subarray(half)])
      await library.handlers['capture.piece'](
        { upload, data: Buffer.from(piece).toString('base64') },
        running()
      )
    return upload
  }

  it('takes a page with the files beside it', async () => {
    const library = harness()
    const html = page('Saved', {
      body:
        '<p><img src="./My%20page_files/a.png" alt="a"><img src="My page_files/none.png" alt="none"><img src="https://x.test/remote.png" alt="remote"></p>' +
        prose('more', 1)
    })
    const item = {
      kind: 'file' as const,
      name: 'My page.html',
      upload: await upload(library, bytesOf(html)),
      companions: [
        { name: 'My page_files/a.png', upload: await upload(library, PNG) },
        { name: 'My page_files/evil.js', upload: await upload(library, bytesOf('x()')) },
        { name: '../../escape.png', upload: await upload(library, PNG) }
      ]
    }
    const [result] = (await library.handlers['capture.add']({ items: [item] }, running())) as CaptureResult[]
    expect(result).toMatchObject({ status: 'added' })
    expect(result?.receipt?.images).toBe(1)
    expect(result?.missing).toEqual([
      '1 image: not among the files that came with the page (My page_files/none.png)',
      '1 image: on the web, and not saved with the page (https://x.test/remote.png)'
    ])
    expect(library.fetched).toEqual([])
    // Every upload is gone now, also those that were not needed.
    const again = (await library.handlers['capture.add']({ items: [item] }, running())) as CaptureResult[]
    expect(again).toMatchObject([
      { status: 'failed', message: expect.stringContaining('Choose it again') as string }
    ])
  })
})
