/** The look-up over a real library and a real server on this computer that stands for the three hosts. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebRequest } from '#shared/contract/ledger'
import type { LookupAnswer } from '#shared/contract/lookup'
import { recordedFetch } from '../../../src/core/capture/fetch/recorded'
import { guardedFetch } from '../../../src/core/capture/guarded-fetch'
import { createLookup } from '../../../src/core/capture/lookup/lookup'
import { openRoom, running, type Room } from '../services/room'
import { ARXIV_FEED, CROSSREF } from './answers'

let room: Room
let server: Server
let heard: { url: string; accept: string }[]
let asked: WebRequest[]
let answer: (url: string, response: ServerResponse) => void
let lookup: ReturnType<typeof createLookup>

beforeEach(async () => {
  room = await openRoom()
  heard = []
  asked = []
  answer = (_, response) => void response.writeHead(404).end()
  server = createServer((request, response) => {
    heard.push({ url: request.url ?? '', accept: request.headers.accept ?? '' })
    answer(request.url ?? '', response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  lookup = make(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await room.close()
})

const make = (base: string | undefined): typeof lookup =>
  createLookup({
    store: room.store,
    actions: room.actions,
    clock: { now: () => '2026-11-24T23:30:00.000Z' },
    fetch: recordedFetch(guardedFetch, (request) => asked.push(request), room.clock),
    base
  })
const ask = (...ids: string[]): Promise<LookupAnswer[]> => lookup['lookup.ask']({ ids }, running())
const json = (response: ServerResponse, value: unknown): void =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
const problem = async (id: string): Promise<string> => (await ask(id))[0]?.problem ?? 'no problem'

describe('looking up', () => {
  it('says whom it would ask for what, and asks nobody', async () => {
    const paper = await room.addArticle({ doi: '10.1000/orchard.12' })
    const bare = await room.addArticle({ title: 'Bare' })
    expect(await lookup['lookup.plan']({ ids: [paper.id, bare.id] }, running())).toEqual([
      {
        article: paper.id,
        title: paper.title,
        ask: { kind: 'doi', value: '10.1000/orchard.12', host: 'doi.org' }
      },
      { article: bare.id, title: 'Bare' }
    ])
    expect(heard).toEqual([])
  })

  it('asks each host once where it can, follows doi.org, names who answered, and stands in the ledger', async () => {
    const paper = await room.addArticle({ doi: '10.1000/orchard 12'.replace(' ', '.') })
    const twice = await room.addArticle({ doi: '10.1000/orchard.12' })
    const first = await room.addArticle({ url: 'https://arxiv.org/abs/2101.00001v1' })
    const second = await room.addArticle({ url: 'https://arxiv.org/abs/hep-th/9901001' })
    const book = await room.addArticle({ isbn: '978-0-306-40615-7' })
    const chapter = await room.addArticle({ isbn: '9780306406157', type: 'chapter' })
    answer = (url, response) => {
      if (url === '/doi.org/10.1000/orchard.12')
        return void response.writeHead(302, { location: '/agency/x' }).end()
      if (url === '/agency/x') return json(response, CROSSREF)
      if (url.startsWith('/export.arxiv.org/')) return void response.end(ARXIV_FEED)
      return json(response, { 'ISBN:9780306406157': { title: 'Codes', authors: [{ name: 'Ann Writer' }] } })
    }
    const seen: string[] = []
    const answers = await lookup['lookup.ask'](
      { ids: [paper, twice, first, second, book, chapter].map((a) => a.id) },
      {
        signal: new AbortController().signal,
        progress: ({ done, total, host }) => seen.push(`${done}/${total} ${host}`)
      }
    )
    expect(answers.map((a) => [a.fields?.title ?? a.fields?.container, a.source, a.problem])).toEqual([
      ['On Orchards & H2O: A Study of a < b', 'doi.org, 24 Nov 2026', undefined],
      ['On Orchards & H2O: A Study of a < b', 'doi.org, 24 Nov 2026', undefined],
      ['Orchards of many colours & a < b', 'arXiv, 24 Nov 2026', undefined],
      ['Old strings', 'arXiv, 24 Nov 2026', undefined],
      ['Codes', 'Open Library, 24 Nov 2026', undefined],
      ['Codes', 'Open Library, 24 Nov 2026', undefined]
    ])
    expect(answers[5]?.fields?.title).toBeUndefined()
    expect(seen).toEqual(['0/3 doi.org', '1/3 export.arxiv.org', '2/3 openlibrary.org'])
    expect(heard.map((h) => h.url)).toEqual([
      '/doi.org/10.1000/orchard.12',
      '/agency/x',
      '/export.arxiv.org/api/query?id_list=2101.00001,hep-th%2F9901001&max_results=2',
      '/openlibrary.org/api/books?bibkeys=ISBN:9780306406157&jscmd=data&format=json'
    ])
    expect(heard[0]?.accept).toBe('application/vnd.citationstyles.csl+json')
    expect(asked.map((r) => [r.why, r.outcome])).toEqual([
      ['details', 'redirected'],
      ['details', 'answered'],
      ['details', 'answered'],
      ['details', 'answered']
    ])
  })

  it('changes nothing by asking, and takes over only what is given, as one action with its source', async () => {
    const paper = await room.addArticle({
      doi: '10.1000/1',
      title: 'Ours',
      volume: '1',
      corrected: ['title', 'volume']
    })
    const other = await room.addArticle({ doi: '10.1000/2' })
    answer = (_, response) => json(response, CROSSREF)
    const [found] = await ask(paper.id)
    expect(room.store.get('articles', paper.id)).toEqual(paper)
    const source = 'Crossref, 24 Nov 2026'
    const { changed } = await lookup['lookup.apply'](
      {
        changes: [
          {
            article: paper.id,
            fields: { volume: found?.fields?.volume, issued: found?.fields?.issued },
            source
          },
          { article: other.id, fields: { container: 'Journal' }, source },
          { article: other.id, fields: {}, source }
        ]
      },
      running()
    )
    expect(changed).toBe(2)
    expect(room.store.get('articles', paper.id)).toMatchObject({
      title: 'Ours',
      volume: '12',
      issued: '2019-04-02',
      corrected: ['title'],
      found: { volume: source, issued: source }
    })
    await room.history['history.undo']({}, running())
    expect(room.store.get('articles', paper.id)).toMatchObject({
      volume: '1',
      corrected: ['title', 'volume']
    })
    expect(room.store.get('articles', paper.id)?.found).toBeUndefined()
    expect(room.store.get('articles', other.id)?.container).toBeUndefined()
  })
})

describe('what goes wrong is said in a sentence', () => {
  it('nothing to look up by', async () => {
    const bare = await room.addArticle()
    expect(await problem(bare.id)).toMatch(/no DOI, arXiv number or ISBN/)
    expect(heard).toEqual([])
  })
  it.each([
    [404, /^doi\.org does not know the DOI 10\.1000\/1\./],
    [406, /^doi\.org has no record of the DOI 10\.1000\/1 that Carrel can read\.$/],
    [429, /answered 429.*Try again later/],
    [503, /fault of its own.*503/],
    [403, /^doi\.org could not be asked\. Answered 403\.$/]
  ])('answered %i', async (status, sentence) => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    answer = (_, response) => void response.writeHead(status).end()
    expect(await problem(paper.id)).toMatch(sentence)
  })
  it('who asks to be left alone is asked nothing more; the others are', async () => {
    const papers = [await room.addArticle({ doi: '10.1000/1' }), await room.addArticle({ doi: '10.1000/2' })]
    const book = await room.addArticle({ isbn: '9780306406157' })
    answer = (url, response) =>
      url.startsWith('/doi.org')
        ? void response.writeHead(429).end()
        : json(response, { 'ISBN:9780306406157': { title: 'Codes' } })
    const answers = await ask(...papers.map((a) => a.id), book.id)
    for (const { problem: why } of answers.slice(0, 2)) expect(why).toMatch(/left alone.*Try again later/)
    expect(answers[2]?.fields?.title).toBe('Codes')
    expect(heard).toHaveLength(2)
  })
  it('a page instead of a record', async () => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    const preprint = await room.addArticle({ url: 'https://arxiv.org/abs/2101.00001' })
    answer = (_, response) => void response.end('<!doctype html><p>Log in to this network</p>')
    for (const { id } of [paper, preprint])
      expect(await problem(id)).toMatch(/answered, but not with a record of/)
  })
  it('unknown there: an empty answer', async () => {
    const book = await room.addArticle({ isbn: '9780306406157' })
    answer = (_, response) => json(response, {})
    expect(await problem(book.id)).toBe('openlibrary.org does not know the ISBN 9780306406157.')
  })
  it('far too much, packed small', async () => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    answer = (_, response) => void response.end(Buffer.alloc((4 << 20) + 1, 'a'))
    expect(await problem(paper.id)).toMatch(/sent far more than a record/)
  })
  it('the server is gone; the others are asked all the same', async () => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    const book = await room.addArticle({ isbn: '9780306406157' })
    answer = (url, response) =>
      url.startsWith('/doi.org')
        ? void response.destroy()
        : json(response, { 'ISBN:9780306406157': { title: 'Codes' } })
    const answers = await ask(paper.id, book.id)
    expect(answers[0]?.problem).toBe('doi.org could not be asked. The connection broke off.')
    expect(answers[1]?.fields?.title).toBe('Codes')
  })
  it('a redirect into the private network is not followed, and no other address on this machine is asked', async () => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    answer = (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
    expect(await problem(paper.id)).toMatch(/Not fetched: 127\.0\.0\.1 is on this computer/)
    expect(heard).toHaveLength(1)
  })
  it('cancelled', async () => {
    const paper = await room.addArticle({ doi: '10.1000/1' })
    const stop = new AbortController()
    answer = () => stop.abort()
    await expect(
      lookup['lookup.ask']({ ids: [paper.id] }, { signal: stop.signal, progress: () => undefined })
    ).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
