/** The HTTP server of the door: this computer only, everything bounded in size, number and time. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CarrelError } from '#shared/contract/errors'
import { wrongHost } from './admit'

export interface Answer {
  status: number
  /** An object goes as JSON, a string as it is. */
  body?: unknown
  type?: 'json' | 'html' | 'text'
}

export interface Route {
  method: 'GET' | 'POST'
  /** Of the body, in bytes. */
  most: number
  /** Looks at the head only; an answer here is a refusal. */
  admit(request: IncomingMessage): Answer | undefined
  handle(request: DoorRequest): Promise<Answer>
}

export interface DoorRequest {
  headers: IncomingMessage['headers']
  query: URLSearchParams
  body: Buffer
}

export interface Door {
  readonly port: number
  close(): Promise<void>
}

export interface DoorOptions {
  port: number
  routes: ReadonlyMap<string, Route>
  /** Sent with every answer. */
  headers: Readonly<Record<string, string>>
  log(message: string, error: unknown): void
}

/** More at once are turned away: each may hold a body of `most` bytes. */
const AT_ONCE = 8
const LIMITS = {
  maxHeaderSize: 32 << 10, // X-Metadata carries titles and addresses
  headersTimeout: 8_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000
}
/** Nothing that the door says may run, load or be shown inside another page. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store'
}

/** Listens on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const server = createServer(LIMITS)
  server.maxConnections = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  let busy = 0
  server.on('request', (request, response) => {
    const refuse = (answer: Answer): void => {
      // The body that was announced is never read.
      send(response, answer, { ...options.headers, connection: 'close' })
      request.resume()
    }
    const found = route(request, port, options.routes)
    if ('status' in found) return refuse(found)
    const refusal = found.route.admit(request)
    if (refusal) return refuse(refusal)
    if (busy >= AT_ONCE) return refuse({ status: 503, body: 'Too much at once. Try again in a moment.' })
    busy++
    void respond(found.route, found.query, request, response, options).finally(() => busy--)
  })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function route(
  request: IncomingMessage,
  port: number,
  routes: ReadonlyMap<string, Route>
): Answer | { route: Route; query: URLSearchParams } {
  const host = wrongHost(request.headers, port)
  if (host) return { status: host.status, body: host.message }
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const found = routes.get(`${request.method} ${path}`)
  if (found) return { route: found, query: new URLSearchParams(query) }
  return { status: 404, body: 'There is nothing here.' }
}

/** Never throws: what goes wrong inside is logged, and the sender gets a sentence. */
async function respond(
  { most, handle }: Route,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  { headers, log }: DoorOptions
): Promise<void> {
  let answer: Answer
  try {
    answer = await handle({ headers: request.headers, query, body: await readBody(request, most) })
  } catch (error) {
    if (request.destroyed && !request.complete) return // the sender went away: nobody is there to be told
    answer = answerTo(error)
    if (answer.status === 500) log(`could not answer ${request.url}`, error)
  }
  if (response.destroyed) return
  send(response, answer, request.complete ? headers : { ...headers, connection: 'close' })
}

function answerTo(error: unknown): Answer {
  if (!(error instanceof CarrelError) || error.code === 'INTERNAL')
    return { status: 500, body: { error: 'Something went wrong inside Carrel. Nothing was saved.' } }
  if (error.code === 'READ_ONLY')
    // What the Connector understands as: this library cannot be written to.
    return { status: 503, body: { error: error.message, libraryEditable: false } }
  return { status: error.code === 'TOO_LARGE' ? 413 : 400, body: { error: error.message } }
}

async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = (): CarrelError =>
    new CarrelError('TOO_LARGE', `That is larger than ${Math.round(most / (1 << 20))} MB and was not read.`)
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge()
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > most) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}

const TYPES = {
  json: 'application/json',
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8'
}

function send(response: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>>): void {
  const { body } = answer
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  // Exactly `application/json`: the Connector compares the whole header.
  const type = TYPES[answer.type ?? (typeof body === 'string' ? 'text' : 'json')]
  response.writeHead(answer.status, {
    ...SECURITY,
    ...headers,
    ...(body === undefined ? {} : { 'content-type': type }),
    'content-length': Buffer.byteLength(text)
  })
  response.end(text)
}
