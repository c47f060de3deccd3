import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BrowserStatus } from '#shared/contract/browser'
import type { Arrival } from '#shared/contract/events'
import type { Article } from '#shared/contract/records'
import type { Core } from '#core/app'
import { bookmarklet } from '#core/browser/pages'
import { openCore } from '../cli/real-core'
import { extension, send } from './extension'

const prose = (topic: string): string =>
  Array.from(
    { length: 8 },
    (_, i) =>
      `<p>Paragraph ${i + 1} about ${topic} goes on long enough to be told from a menu, with commas, and with a full stop.</p>`
  ).join('')
const page = (title: string, topic: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${prose(topic)}</article></body></html>`

/** As a translator sends it. */
const ITEM = {
  id: 'k3jd9',
  itemType: 'journalArticle',
  title: 'The <b>Colour</b> of Margins',
  creators: [
    { firstName: 'Ada', lastName: 'Brandt', creatorType: 'author' },
    { firstName: 'Ed', lastName: 'Itor', creatorType: 'editor' },
    { name: 'Margin Society', creatorType: 'author' }
  ],
  date: 'March 4, 2021',
  publicationTitle: 'Journal of Margins',
  volume: '12',
  issue: '3',
  pages: '101-119',
  DOI: 'https://doi.org/10.5555/margins.12',
  url: 'https://example.org/margins',
  language: 'en',
  tags: [{ tag: 'margins' }, 'colour'],
  notes: [],
  attachments: []
}

let dir: string
let core: Core
let status: BrowserStatus
let came: Arrival[]
const go = { signal: new AbortController().signal, progress: () => undefined }
const articles = async (): Promise<Article[]> => {
  const { ids } = await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'added' }, go)
  return Promise.all(ids.map((id) => core.handlers['articles.get']({ id }, go)))
}
const open = async (): Promise<void> => {
  core = await openCore(dir)
  came = []
  core.on('arrived', (arrival) => came.push(arrival))
}
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-browser-'))
  await open()
  status = await core.handlers['browser.switch']({ on: true }, go)
})
afterEach(async () => {
  await core.close()
  await rm(dir, { recursive: true, force: true })
})

describe('the switch', () => {
  it('is off at first: nothing listens and there is no token', async () => {
    const other = await mkdtemp(join(tmpdir(), 'carrel-browser-'))
    const fresh = await openCore(other)
    expect(await fresh.handlers['browser.status']({}, go)).toEqual({
      on: false,
      open: false,
      address: 'http://127.0.0.1:0'
    })
    await fresh.close()
    await rm(other, { recursive: true, force: true })
  })
  it('is remembered, and closes the door when it is turned off', async () => {
    const token = status.singleFile?.token
    await core.close()
    await open()
    status = await core.handlers['browser.status']({}, go)
    expect(status).toMatchObject({ on: true, open: true })
    expect(status.singleFile?.token).toBe(token)
    expect((await core.handlers['browser.switch']({ on: false }, go)).open).toBe(false)
    await expect(extension(status.address).call('ping', {})).rejects.toThrow('ECONNREFUSED')
  })
  it('says so when another program is there already', async () => {
    const { createBrowser } = await import('#core/browser/browser')
    const zotero = createServer()
    await new Promise<void>((resolve) => zotero.listen(0, '127.0.0.1', resolve))
    const { port } = zotero.address() as { port: number }
    const records = new Map<string, unknown>()
    const store = {
      readOnly: undefined,
      notices: [],
      get: (_: string, id: string) => records.get(id),
      all: () => [].values(),
      count: () => 0,
      onCommit: () => () => undefined,
      commit: (ops: { record: { id: string } }[]) => {
        for (const { record } of ops) records.set(record.id, record)
        return Promise.resolve([])
      }
    }
    const second = createBrowser({
      store,
      port,
      clock: { now: () => '2026-01-01T00:00:00.000Z' },
      log() {}
    } as never)
    const said = await second.handlers['browser.switch']({ on: true }, go)
    expect(said).toMatchObject({ on: true, open: false })
    expect(said.problem).toContain('Zotero perhaps')
    await second.close()
    zotero.close()
  })
})

describe('the Zotero Connector', () => {
  it('is told what it asks before it saves', async () => {
    const said = await extension(status.address).call('ping', {})
    expect(said.status).toBe(200)
    expect(said.headers['content-type']).toBe('application/json')
    expect(said.headers['x-zotero-version']).toBeDefined()
    expect(said.json()).toMatchObject({ prefs: { supportsAttachmentUpload: true, automaticSnapshots: true } })
    const list = await core.handlers['lists.create']({ name: 'Chapter 2' }, go)
    const selected = await extension(status.address).call('getSelectedCollection', {})
    expect(selected.json()).toMatchObject({
      filesEditable: true,
      targets: [
        { id: 'L1', level: 0 },
        { id: `C${list.id}`, name: 'Chapter 2', level: 1 }
      ]
    })
  })

  it('saves a reference, its PDF and its page as one article, files it, and all of it is said', async () => {
    const connector = extension(status.address)
    const list = await core.handlers['lists.create']({ name: 'Chapter 2' }, go)
    const saved = await connector.call('saveItems', {
      sessionID: 's1',
      uri: 'https://example.org/margins',
      items: [ITEM]
    })
    expect(saved.status).toBe(201)
    let [article] = await articles()
    expect(article).toMatchObject({
      type: 'article-journal',
      title: 'The <b>Colour</b> of Margins',
      authors: [{ family: 'Brandt', given: 'Ada' }, { literal: 'Margin Society' }],
      issued: '2021-03-04',
      container: 'Journal of Margins',
      pages: '101–119',
      doi: '10.5555/margins.12',
      tags: ['margins', 'colour'],
      snapshots: []
    })
    expect(article?.citekey).toContain('brandt')

    const about = {
      id: 'a1',
      url: 'https://example.org/m.pdf',
      contentType: 'text/plain',
      parentItemID: 'k3jd9',
      title: 'Full Text'
    }
    const words = 'Margins are where readers answer. '.repeat(40)
    expect((await connector.attach('s1', about, 'text/plain', Buffer.from(words))).status).toBe(201)
    const html = await connector.call('saveSingleFile', {
      sessionID: 's1',
      url: 'https://example.org/margins',
      title: 'Snapshot',
      items: [ITEM],
      snapshotContent: page('Colours of Margins', 'margins')
    })
    expect(html.status).toBe(201)
    ;[article] = await articles()
    // The full text is what is read; the page lies behind it. What the translator said stays.
    expect(article?.snapshots).toHaveLength(2)
    expect(article?.title).toBe('The <b>Colour</b> of Margins')
    const { text } = await core.handlers['articles.text']({ id: article?.id ?? '' }, go)
    expect(text).toContain('where readers answer')

    const filed = await connector.call('updateSession', {
      sessionID: 's1',
      target: `C${list.id}`,
      tags: 'draft, to read'
    })
    expect(filed.status).toBe(200)
    ;[article] = await articles()
    expect(article?.tags).toEqual(['margins', 'colour', 'draft', 'to read'])
    const onList = await core.handlers['lists.get']({ id: list.id }, go)
    expect(onList.entries.map((e) => e.article)).toEqual([article?.id])
    expect(came).toEqual([
      { from: 'browser', status: 'added', title: 'The <b>Colour</b> of Margins', id: article?.id }
    ])
    // Each step can be taken back.
    for (let i = 0; i < 4; i++) await core.handlers['history.undo']({}, go)
    expect(await articles()).toEqual([])
  })

  it('saves a page that no translator knows', async () => {
    const connector = extension(status.address)
    const about = { sessionID: 's2', url: 'https://example.org/diary', title: 'A diary' }
    expect((await connector.call('saveSnapshot', about)).status).toBe(201)
    const said = await connector.call('saveSingleFile', {
      ...about,
      snapshotContent: page('A diary', 'rain')
    })
    expect(said.status).toBe(201)
    const [article] = await articles()
    expect(article).toMatchObject({ title: 'A diary', url: 'https://example.org/diary' })
    expect(article?.snapshots[0]).toMatchObject({ from: 'url', origin: 'https://example.org/diary' })
    expect(came).toEqual([{ from: 'browser', status: 'added', title: 'A diary', id: article?.id }])
  })

  it('does not double what is there, and says which it is', async () => {
    const connector = extension(status.address)
    await connector.call('saveItems', { sessionID: 'a', uri: ITEM.url, items: [ITEM] })
    const again = { ...ITEM, title: 'Another title', DOI: '10.5555/MARGINS.12' }
    expect(
      (await connector.call('saveItems', { sessionID: 'b', uri: ITEM.url, items: [again] })).status
    ).toBe(201)
    expect(await articles()).toHaveLength(1)
    expect(came.map((c) => c.status)).toEqual(['added', 'duplicate'])
    expect((await connector.call('saveItems', { sessionID: 'b', uri: ITEM.url, items: [ITEM] })).status).toBe(
      409
    )
  })

  it('gets a sentence for what is wrong, and nothing is saved', async () => {
    const connector = extension(status.address)
    const bad = await connector.call('saveItems', { sessionID: 'x', uri: '', items: 'none' })
    expect([bad.status, bad.json()]).toEqual([
      400,
      { error: 'Something is missing or not as it should be (items). Nothing was saved.' }
    ])
    const empty = await connector.call('saveSingleFile', {
      sessionID: 'y',
      url: '',
      title: '',
      snapshotContent: ' '
    })
    expect(empty.status).toBe(400)
    const lost = await connector.attach(
      'none',
      { url: '', title: 'x' },
      'application/pdf',
      Buffer.from('%PDF-')
    )
    expect(lost.status).toBe(400)
    expect(await articles()).toEqual([])
  })
})

describe('strangers', () => {
  const ping = (headers: Record<string, string>) =>
    send(status.address, '/connector/ping', '{}', { 'content-type': 'application/json', ...headers })
  const API = { 'x-zotero-connector-api-version': '3' }

  it.each<[string, Record<string, string>]>([
    ['a page of the web', { ...API, origin: 'https://evil.example' }],
    ['a page without an origin', { ...API, 'sec-fetch-site': 'cross-site' }],
    ['an opaque origin', { ...API, origin: 'null' }],
    ['another name of this computer', { ...API, host: 'evil.example:23119' }],
    ['a program that does not say it is a connector', {}]
  ])('%s is turned away', async (_, headers) => {
    expect((await ping(headers)).status).toBe(403)
  })
  it('get no leave to send what they may not send unasked', async () => {
    const said = await send(
      status.address,
      '/connector/saveItems',
      '',
      {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-zotero-connector-api-version'
      },
      'OPTIONS'
    )
    expect(said.status).toBe(404)
    expect(said.headers['access-control-allow-origin']).toBeUndefined()
  })
  it('cannot fill the memory', async () => {
    const said = send(status.address, '/connector/ping', Buffer.alloc(9 << 20, 32), {
      ...API,
      'content-type': 'application/json'
    })
    // Answered before everything was sent: the rest may then be refused by the connection.
    await expect(
      said.then(
        (s) => s.status,
        () => 413
      )
    ).resolves.toBe(413)
  })
})

/** A form as browsers send it. */
function form(fields: Record<string, string | { name: string; text: string }>): {
  type: string
  body: Buffer
} {
  const mark = '----carrel7d93b1'
  const parts = Object.entries(fields).map(([name, value]) => {
    const file = typeof value === 'string' ? '' : `; filename="${value.name}"\r\nContent-Type: text/html`
    return `--${mark}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${typeof value === 'string' ? value : value.text}\r\n`
  })
  return {
    type: `multipart/form-data; boundary=${mark}`,
    body: Buffer.from(`${parts.join('')}--${mark}--\r\n`, 'utf8')
  }
}

describe('SingleFile', () => {
  const upload = (token: string) => {
    const { type, body } = form({
      archive: { name: 'Über den Rand.html', text: page('Über den Rand', 'Ränder') },
      address: 'https://example.org/rand'
    })
    return send(status.address, '/singlefile', body, {
      origin: 'moz-extension://0b7f',
      authorization: `Bearer ${token}`,
      'content-type': type
    })
  }
  it('saves with the token', async () => {
    const said = await upload(status.singleFile?.token ?? '')
    expect(said.status).toBe(201)
    const [article] = await articles()
    expect(article).toMatchObject({ title: 'Über den Rand', url: 'https://example.org/rand' })
    expect(said.json()).toEqual({ id: article?.id })
  })
  it('saves nothing with another, or with one that was renewed', async () => {
    expect((await upload('guess')).status).toBe(401)
    const old = status.singleFile?.token ?? ''
    await core.handlers['browser.renew']({}, go)
    expect((await upload(old)).status).toBe(401)
    expect(await articles()).toEqual([])
  })
})

describe('the bookmarklet', () => {
  const sent = (token: string) => {
    const { type, body } = form({
      token,
      url: 'https://example.org/<now>',
      title: '<script>alert(1)</script>',
      html: page('Seen now', 'clouds')
    })
    return send(status.address, '/page', body, { origin: 'https://example.org', 'content-type': type })
  }
  it('saves the page one looks at and answers with a page that can do nothing', async () => {
    const said = await sent(status.singleFile?.token ?? '')
    expect(said.status).toBe(201)
    expect(said.text).toContain('Saved in Carrel')
    expect(said.text).not.toContain('<script')
    expect(said.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await articles())[0]?.title).toBe('Seen now')
  })
  it('saves nothing without the token', async () => {
    const said = await sent('x')
    expect([said.status, await articles()]).toEqual([401, []])
  })
  it('is one line of script that a bookmark can hold', () => {
    const text = bookmarklet('http://127.0.0.1:23119', 'abc')
    expect(text).toMatch(/^javascript:[^\s"<>]+$/)
    expect(() => new Script(decodeURIComponent(text.slice('javascript:'.length)))).not.toThrow()
  })
})
