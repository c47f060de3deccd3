/** Whole articles with their pictures, and the first entries of many. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { ExportFormat } from '#shared/contract/exchange'
import type { Article } from '#shared/contract/records'
import { anArticle, recordsOf, T } from './library'

const workers = createWorkers(spawnInline(), 1)
afterAll(() => workers.close())

const picture = `ab${'0'.repeat(62)}.png`
const lost = `cd${'0'.repeat(62)}.png`
const page = `ef${'0'.repeat(62)}.html`
const snapshot: Article['snapshots'][number] = {
  html: page,
  text: `ef${'1'.repeat(62)}.txt`,
  images: [picture, lost],
  captured: T,
  from: 'file',
  words: 3,
  receipt: { words: 3, images: 2, missing: [], removed: [], origins: {} }
}
const withText = anArticle({ title: 'A desk', snapshots: [snapshot] })
const bare = anArticle({ title: 'No text' })
const assets = new Map<string, Uint8Array>([
  [
    page,
    Buffer.from(
      `<!doctype html><html><body><h2>Drawers</h2><p>Three of <em>them</em>.</p><p><img src="../ab/${picture}" alt="The drawers"></p><p><img src="../cd/${lost}" alt="The lamp"></p><script>alert(1)</script></body></html>`
    )
  ],
  [picture, new Uint8Array([1, 2, 3])]
])
const exchange = createExchange({
  store: recordsOf({ articles: [withText, bare] }),
  workers,
  assets: { read: (name) => Promise.resolve(assets.get(name)) },
  matches: async () => [],
  ownStyle: async () => undefined,
  print: async (html) => new TextEncoder().encode(html)
})
const run = (format: ExportFormat, limit?: number) =>
  exchange.handlers['exchange.export'](
    { scope: { kind: 'all' }, format, include: { text: true }, ...(limit === undefined ? {} : { limit }) },
    { signal: new AbortController().signal, progress: () => undefined }
  )

it('puts the text and the pictures into an EPUB, and says what there is none of', async () => {
  const made = await run('epub')
  const files = unzipSync(Buffer.from(made.bytes ?? '', 'base64'))
  expect([...(files[`book/images/${picture}`] ?? [])]).toEqual([1, 2, 3])
  const pages = Object.entries(files)
    .filter(([name]) => name.endsWith('.xhtml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n')
  expect(pages).toContain(`<img src="images/${picture}" alt="The drawers"/>`)
  expect(pages).toContain('Three of <em>them</em>.')
  expect(pages).toContain('The lamp')
  expect(pages).not.toContain(lost)
  expect(pages).not.toContain('alert(1)')
  expect(made.warnings.join(' ')).toMatch(
    /no saved text of “No text”.*1 pictures? (?:is|are) not in the library/
  )
})

it('puts the pictures into the one HTML file, and their descriptions into plain text', async () => {
  const { text } = await run('html')
  expect(text).toContain('src="data:image/png;base64,AQID" alt="The drawers"')
  expect(text).toContain('img-src data:')
  expect((await run('text')).text).toContain('The drawers')
})

it('counts all entries where only the first are shown', async () => {
  expect((await run('html', 1)).text).toContain('2 references')
})
