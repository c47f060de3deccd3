import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress } from '#core/capture/fetch/ip'
import { createGuardedFetch, type FetchRequest } from '#core/capture/guarded-fetch'

let server: Server
let port = 0
const asked: string[] = []

function answer(request: IncomingMessage, response: ServerResponse): void {
  asked.push(request.url ?? '')
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`)
  const to = url.searchParams.get('to')
  if (to !== null) return void response.writeHead(302, { location: to }).end()
  if (url.pathname === '/loop') return void response.writeHead(302, { location: '/loop' }).end()
  if (url.pathname === '/bomb')
    return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 << 20)))
  if (url.pathname === '/packed')
    return void response
      .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' })
      .end(gzipSync('packed'))
  if (url.pathname === '/endless') {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(1000)), 5)
    response.on('close', () => clearInterval(timer))
    return
  }
  if (url.pathname === '/slow') return
  if (url.pathname === '/missing') return void response.writeHead(404).end('no')
  response.writeHead(200, { 'content-type': 'text/html' }).end(`hello ${request.headers.host ?? ''}`)
}

beforeAll(async () => {
  server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Every name leads to this machine: what a hostile name server would answer. */
const fetch = createGuardedFetch(() => Promise.resolve([{ address: '127.0.0.1', family: 4 }]))
const ask = (path: string, more: Partial<FetchRequest> = {}, host = '127.0.0.1'): ReturnType<typeof fetch> =>
  fetch({
    url: `http://${host}:${port}${path}`,
    why: 'page',
    accept: '*/*',
    maxBytes: 1 << 20,
    ms: 5000,
    privateHost: `127.0.0.1:${port}`,
    ...more
  })
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

describe('guarded fetch', () => {
  it('fetches what was typed, also on this machine', async () => {
    const got = await ask('/page')
    expect(text(got.bytes)).toBe(`hello 127.0.0.1:${port}`)
    expect(got).toMatchObject({
      contentType: 'text/html',
      private: true,
      url: `http://127.0.0.1:${port}/page`
    })
    expect(text((await ask('/packed')).bytes)).toBe('packed')
  })
  it('refuses this machine and its network under any name', async () => {
    const before = asked.length
    await expect(ask('/x', {}, 'evil.test')).rejects.toThrow(/evil\.test is on this computer/)
    for (const host of [
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0x7f.1',
      '2130706433',
      '10.0.0.1',
      '169.254.169.254'
    ])
      await expect(ask('/x', { privateHost: 'site.test:80' }, host)).rejects.toMatchObject({
        code: 'BAD_INPUT'
      })
    expect(asked).toHaveLength(before)
  })
  it('follows redirects, checking each', async () => {
    expect((await ask(`/?to=/page`)).url).toBe(`http://127.0.0.1:${port}/page`)
    await expect(ask(`/?to=${encodeURIComponent(`http://evil.test:${port}/`)}`)).rejects.toThrow(/evil\.test/)
    await expect(ask(`/?to=${encodeURIComponent('http://127.0.0.1:1/')}`)).rejects.toThrow(/on this computer/)
    await expect(ask('/?to=file:///etc/passwd')).rejects.toThrow(/http:\/\/ or https:\/\//)
    await expect(ask('/loop')).rejects.toThrow(/more than 5 times/)
  })
  it('counts what comes out of compression, and stops', async () => {
    const before = process.memoryUsage().arrayBuffers
    await expect(ask('/bomb')).rejects.toThrow(/Larger than 1 MB/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 << 20)
    await expect(ask('/endless', { maxBytes: 50_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })
  it('gives up after its time, and at once when cancelled', async () => {
    await expect(ask('/slow', { ms: 100 })).rejects.toThrow(/No complete answer/)
    await expect(ask('/endless', { ms: 200, maxBytes: 1 << 30 })).rejects.toThrow(/No complete answer/)
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    await expect(ask('/slow', { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
  it('says what was answered', async () => {
    await expect(ask('/missing')).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'Answered 404' })
    await expect(
      fetch({
        url: 'http://127.0.0.1:1/',
        accept: '*/*',
        maxBytes: 10,
        ms: 5000,
        why: 'page',
        privateHost: '127.0.0.1:1'
      })
    ).rejects.toThrow(/Nothing answers/)
    await expect(
      fetch({ url: 'ftp://x.test/', accept: '*/*', maxBytes: 10, ms: 5000, why: 'page' })
    ).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})

describe('isPublicAddress', () => {
  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
    ['64:ff9b::5db8:d822', true],
    ['::ffff:93.184.216.34', true],
    ['127.0.0.1', false],
    ['0.0.0.0', false],
    ['100.64.0.1', false],
    ['172.31.255.255', false],
    ['192.168.1.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['64:ff9b::a00:1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['2001:db8::1', false],
    ['2002:7f00:1::', false],
    ['ff02::1', false],
    ['localhost', false]
  ])('%s: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))
})
