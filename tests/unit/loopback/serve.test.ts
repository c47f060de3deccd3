/** Attacks on the loopback host with raw bytes: each is refused, nothing leaks, and the honest are served on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Transport } from '#shared/rpc/protocol'
import { serveLoopback, type Served } from '../../../src/loopback/serve'
import { openSocket, sendRaw, signIn } from './client'

const ASSET = `${'a'.repeat(64)}.png`
const PAGE = '<!doctype html><title>the page</title>'

let served: Served
let base: string
let cookie: string
let windows: number[]
let transports: Transport[]

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'carrel-loopback-'))
  const root = mkdtempSync(join(base, 'renderer-'))
  writeFileSync(join(root, 'index.html'), PAGE)
  writeFileSync(join(root, 'notes.secret'), 'not for serving')
  writeFileSync(join(base, 'library.json'), 'outside of the root')
  windows = []
  transports = []
  served = await serveLoopback({
    root,
    readAsset: async (name) => (name === ASSET ? Buffer.from('picture') : undefined),
    onConnection: (transport) => {
      transports.push(transport)
      transport.onMessage((message) => transport.send({ t: 'ok', id: 1, output: message }))
    },
    onWindows: (count) => windows.push(count),
    log: () => undefined
  })
  cookie = await signIn(served.url)
})
afterEach(async () => {
  await served.close()
  rmSync(base, { recursive: true })
})

/** A request's bytes; `headers` replaces the honest Host and Cookie when given. */
function bytes(line: string, headers?: string[]): string {
  const honest = [`Host: 127.0.0.1:${served.port}`, `Cookie: ${cookie}`]
  return `${line} HTTP/1.1\r\n${(headers ?? honest).join('\r\n')}\r\nConnection: close\r\n\r\n`
}
const get = (path: string, headers?: string[]): ReturnType<typeof sendRaw> =>
  sendRaw(served.port, bytes(`GET ${path}`, headers))

async function expectAlive(): Promise<void> {
  const started = Date.now()
  const response = await fetch(`http://127.0.0.1:${served.port}/`, { headers: { cookie } })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe(PAGE)
  expect(Date.now() - started).toBeLessThan(1000)
}

describe('who is let in', () => {
  it('serves the page and assets to the holder of the cookie, with headers', async () => {
    const page = await get('/')
    expect(page.status).toBe(200)
    expect(page.text).toContain(PAGE)
    expect(page.text).toContain(`connect-src 'self' ws://127.0.0.1:${served.port}`)
    expect(page.text).toMatch(/x-content-type-options: nosniff/i)
    expect(page.text).not.toMatch(/access-control/i)
    const asset = await get(`/asset/${ASSET}`)
    expect(asset.text).toContain('content-type: image/png')
    expect(asset.text).toContain('sandbox')
  })

  it('sets a cookie that scripts and other sites do not get', async () => {
    const fresh = await serveLoopback({
      root: base,
      readAsset: async () => undefined,
      onConnection: () => undefined,
      log: () => undefined
    })
    const set = (await fetch(fresh.url)).headers.get('set-cookie')
    await fresh.close()
    expect(set).toMatch(/^carrel-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  it('takes the token once, and lets a signed-in page reload with the old address', async () => {
    expect((await fetch(served.url)).status).toBe(401)
    expect((await fetch(served.url, { headers: { cookie } })).status).toBe(200)
  })

  it.each([
    ['another name (DNS rebinding)', (p: number) => [`Host: evil.test:${p}`]],
    ['no Host', () => []],
    ['two Hosts', (p: number) => [`Host: 127.0.0.1:${p}`, 'host: evil.test']],
    ['the same Host twice', (p: number) => [`Host: 127.0.0.1:${p}`, `Host: 127.0.0.1:${p}`]],
    ['another port', () => ['Host: 127.0.0.1:1']],
    ['a name that starts like ours', (p: number) => [`Host: 127.0.0.1.evil.test:${p}`]],
    ['localhost, which can be made to mean anything', (p: number) => [`Host: localhost:${p}`]]
  ])('refuses %s', async (_name, host) => {
    const answer = await get('/', [...host(served.port), `Cookie: ${cookie}`])
    expect([400, 421]).toContain(answer.status)
    expect(answer.text).not.toContain(PAGE)
    await expectAlive()
  })

  it('refuses an absolute address that contradicts Host', async () => {
    expect((await get('http://evil.test/')).status).toBe(400)
    expect((await get('//evil.test/')).status).toBe(400)
  })

  it('refuses whoever has no cookie, a wrong one, or that of another port', async () => {
    const host = `Host: 127.0.0.1:${served.port}`
    const [name = '', value = ''] = cookie.split('=')
    for (const wrong of [
      '',
      `${name}=`,
      `${name}=${value}x`,
      `${name}=${value.slice(1)}`,
      `carrel-1=${value}`
    ])
      expect((await get('/', [host, `Cookie: ${wrong}`])).status).toBe(401)
    expect((await get('/', [host])).status).toBe(401)
  })

  it('refuses what a page of another origin embeds or fetches, but not a visit', async () => {
    const from = (...more: string[]): string[] => [
      `Host: 127.0.0.1:${served.port}`,
      `Cookie: ${cookie}`,
      ...more
    ]
    expect((await get('/', from('Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors'))).status).toBe(403)
    expect((await get('/', from('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: cors'))).status).toBe(403)
    const visit = from('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document')
    expect((await get('/', visit)).status).toBe(200)
  })

  it('refuses other methods, forms and preflights without a CORS header', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) {
      const answer = await sendRaw(served.port, bytes(`${method} /`))
      expect(answer.status, method).toBe(405)
      expect(answer.text).not.toMatch(/access-control/i)
    }
  })

  it('refuses 2,000 guessed tokens and stays quick', async () => {
    for (let round = 0; round < 20; round++) {
      const guesses = Array.from({ length: 100 }, (_, i) =>
        get(`/?token=${round}x${i}`, [`Host: 127.0.0.1:${served.port}`])
      )
      for (const answer of await Promise.all(guesses)) expect(answer.status).toBe(401)
    }
    await expectAlive()
  })
})

describe('paths', () => {
  it.each([
    '/../library.json',
    '/..%2flibrary.json',
    '/..%252flibrary.json',
    '/..\\library.json',
    '/%2e%2e/library.json',
    '/index.html%00.js',
    '/%E0%A4%A',
    '/notes.secret',
    '/.hidden.html',
    '/asset/../library.json',
    '/asset/library.json',
    `/asset/${'b'.repeat(64)}.png`,
    `/asset/${'a'.repeat(64)}.js`,
    `/asset/x/${ASSET}`,
    '/assets',
    '/no-such.html'
  ])('%s is not there', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toMatch(/outside of the root|not for serving/)
  })
})

describe('sockets', () => {
  it('opens for our own page and speaks', async () => {
    const { socket, transport } = await openSocket(served.port, { cookie })
    const heard = new Promise((resolve) => transport.onMessage(resolve))
    transport.send({ t: 'cancel', id: 5 })
    expect(await heard).toMatchObject({ output: { t: 'cancel', id: 5 } })
    expect(windows).toEqual([1])
    socket.close()
    await expect.poll(() => windows).toEqual([1, 0])
  })

  it.each([
    ['no Origin', { origin: null }],
    ['a foreign Origin', { origin: 'http://evil.test' }],
    ['Origin null', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['another Host', { host: 'evil.test' }],
    ['another path', { path: '/rpc' }]
  ])('refuses %s', async (_name, options) => {
    await expect(openSocket(served.port, { cookie, ...options })).rejects.toThrow(/40[34]|421/)
    expect(transports).toEqual([])
  })

  it('refuses without a cookie', async () => {
    await expect(openSocket(served.port)).rejects.toThrow(/401/)
  })

  it.each([
    ['text that is not JSON', '{', 1007],
    ['an empty message', '', 1007],
    ['100,000 brackets', '['.repeat(100_000), 1007],
    ['a message of 64 MB', 'x'.repeat(64 << 20), 1009],
    ['bytes', Buffer.from([1, 2, 3]), 1003]
  ])('cuts %s off', async (_name, message, code) => {
    const { socket } = await openSocket(served.port, { cookie })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined) // the cut may also show as a reset while we are still sending
    socket.send(message)
    expect([code, 1006]).toContain(await closed)
    await expectAlive()
  })
})

describe('limits', () => {
  it('refuses headers of 1 MB, a body, and two lengths', async () => {
    const big = await get('/', [`Host: 127.0.0.1:${served.port}`, `X-A: ${'x'.repeat(1 << 20)}`])
    expect([0, 431]).toContain(big.status) // 0: cut off while still sending
    const body = bytes('POST /', [
      `Host: 127.0.0.1:${served.port}`,
      `Cookie: ${cookie}`,
      'Content-Length: 1073741824'
    ])
    expect((await sendRaw(served.port, `${body}x`)).status).toBe(405)
    const smuggled = bytes('POST /', [
      `Host: 127.0.0.1:${served.port}`,
      `Cookie: ${cookie}`,
      'Content-Length: 4',
      'Transfer-Encoding: chunked'
    ])
    expect((await sendRaw(served.port, `${smuggled}0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`)).status).toBe(400)
    await expectAlive()
  })

  it('closes a request that is sent a byte a second within 15 s, serving others meanwhile', async () => {
    const started = Date.now()
    const socket = connect(served.port, '127.0.0.1')
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    const slow = bytes('GET /')
    let sent = 0
    const timer = setInterval(() => socket.write(slow.charAt(sent++)), 1000)
    await expectAlive()
    socket.resume()
    await closed
    clearInterval(timer)
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  it('keeps serving the honest while thousands of idle connections come', async () => {
    const idle: Socket[] = []
    for (let i = 0; i < 4000; i++) {
      const socket = connect(served.port, '127.0.0.1')
      socket.on('error', () => undefined)
      idle.push(socket)
      if (i % 500 === 499) await expectAlive()
    }
    await expectAlive()
    for (const socket of idle) socket.destroy()
  })
})
