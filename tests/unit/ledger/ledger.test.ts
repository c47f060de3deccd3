/** What Carrel asked of a server on this computer stands in the ledger, and stays there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WebRequest } from '#shared/contract/ledger'
import { createCore, type Core } from '#core/app'
import { createLedger } from '#core/ledger/ledger'
import type { Store } from '#core/ports'
import { spawnInline } from '#core/workers/inline'
import { inProcessSpawn } from '../search/helpers/in-process-thread'

let dir = ''
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'carrel-ledger-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const running = { signal: new AbortController().signal, progress: () => undefined }
const jobs = spawnInline()
const search = inProcessSpawn()
const open = (): Promise<Core> =>
  createCore({
    libraryDir: dir,
    owner: 'test',
    spawn: (entry) => (entry === 'search' ? search(entry) : jobs(entry))
  })
const list = (core: Core): Promise<WebRequest[]> => core.handlers['ledger.list']({}, running)

it('has every request, hop and image with its outcome, after a restart too, until it is cleared', async () => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    if (request.url === '/old') return void response.writeHead(302, { location: '/page' }).end()
    if (request.url !== '/page') return void response.writeHead(404).end()
    const words = 'The orchard beside the copper held many records that nobody could explain. '.repeat(20)
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Orchard</title><article><h1>Orchard</h1><p>${words}</p><img src="/gone.png"><p>${words}</p></article>`
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let core = await open()
  try {
    await core.capture([{ kind: 'url', url: origin.replace('//', '//me:secret@') + '/old' }])
    await core.capture([{ kind: 'url', url: 'ftp://example.org/' }])
    const seen = (await list(core)).map((r) => [r.why, r.url.replace(origin, ''), r.outcome, r.message])
    expect(seen).toEqual([
      ['image', '/gone.png', 'failed', 'Answered 404'],
      ['page', '/page', 'answered', undefined],
      ['page', '/old', 'redirected', undefined]
    ])
    // The ledger and the server agree about what was asked.
    expect(seen.map(([, path]) => path).reverse()).toEqual(heard)
    await core.close()
    core = await open()
    expect((await list(core)).map((r) => r.outcome)).toEqual(['failed', 'answered', 'redirected'])
    expect((await list(core))[1]?.bytes).toBeGreaterThan(1000)
    await core.handlers['ledger.clear']({}, running)
    expect(await list(core)).toEqual([])
    await core.close()
    core = await open()
    expect(await list(core)).toEqual([])
  } finally {
    await core.close()
    server.closeAllConnections()
    server.close()
  }
})

it('keeps the last thousand, whenever they were written', async () => {
  const records = new Map<string, { id: string; value: unknown }>()
  const store = {
    get: (_: string, id: string) => records.get(id),
    commit: (ops: { op: string; id: string; record: { id: string; value: unknown } }[]) => {
      for (const op of ops)
        if (op.op === 'put') records.set(op.record.id, structuredClone(op.record))
        else records.delete(op.id)
      return Promise.resolve([])
    },
    readOnly: undefined
  } as unknown as Store
  const make = (): ReturnType<typeof createLedger> =>
    createLedger({
      store,
      clock: { now: () => '2026-01-01T00:00:00Z' },
      log: (_, error) => {
        throw error
      }
    })
  let n = 0
  for (const many of [7, 50, 693, 249, 1, 2, 1049, 3, 2500, 49]) {
    const ledger = make()
    for (let i = 0; i < many; i++)
      ledger.record({
        at: '2026-01-01T00:00:00Z',
        url: `https://example.org/${n++}`,
        why: 'image',
        outcome: 'answered',
        bytes: 1
      })
    await ledger.close()
    const kept = (await make().handlers['ledger.list']({}, running)).map((r) =>
      Number(r.url.split('/').pop())
    )
    expect(kept).toEqual(Array.from({ length: Math.min(n, 1000) }, (_, i) => n - 1 - i))
    expect(records.size).toBeLessThanOrEqual(21)
  }
})
