/** The HTTP and WebSocket server: 127.0.0.1 only, everything bounded in size, number and time. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Transport } from '#shared/rpc/protocol'
import type { Log } from '#shared/rpc/server'
import { answer, refuse } from './answer'
import { createCrowd } from './crowd'
import { withoutSession, wrongHost, wrongOrigin, type Refusal } from './refusals'
import { createSession } from './session'
import { socketTransport } from './socket-transport'

/** Uploads come in pieces of 4 MiB (5.4 MiB as base64); pasted text is the largest single message. */
const LARGEST_MESSAGE = 32 << 20
const MOST_WINDOWS = 64
const limits = {
  maxHeaderSize: 16 << 10,
  headersTimeout: 8_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 1_000
}

export interface ServeOptions {
  /** The folder of the built renderer. */
  root: string
  /** 0 or absent: any free one. */
  port?: number
  readAsset(name: string): Promise<Uint8Array | undefined>
  onConnection(transport: Transport): void
  /** How many windows are connected, whenever that changes. */
  onWindows?(count: number): void
  log: Log
}

export interface Served {
  readonly port: number
  /** The address with its one-time token. */
  readonly url: string
  close(): Promise<void>
}

/** Listens. Rejects when the port is taken. */
export async function serveLoopback(options: ServeOptions): Promise<Served> {
  const crowd = createCrowd()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false // nothing to win on one computer, and no way to blow up a message
  })
  const server = createServer(limits)
  server.on('connection', (socket) => crowd.enter(socket))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const authority = `127.0.0.1:${port}`
  const session = createSession(port)

  server.on('request', (request, response) => {
    answer(request, response, {
      authority,
      session,
      root: options.root,
      readAsset: options.readAsset,
      onKnown: ({ socket }) => crowd.vouch(socket)
    }).catch((error: unknown) => {
      options.log(`could not answer ${request.url}`, error)
      if (response.headersSent) response.destroy()
      else refuse(response, { status: 500, message: 'Something went wrong inside Carrel.' })
    })
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy()) // reset by the other side: there is nobody to tell
    const refusal =
      wrongHost(request, authority) ??
      wrongOrigin(request, authority) ??
      withoutSession(request, session) ??
      (request.url === '/' ? undefined : { status: 404, message: 'There is nothing here.' }) ??
      (sockets.clients.size < MOST_WINDOWS ? undefined : { status: 403, message: 'Too many open windows.' })
    if (refusal) return refuseUpgrade(socket, refusal)
    crowd.vouch(request.socket)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => options.log('a window broke the protocol and was cut off', error))
      webSocket.once('close', () => options.onWindows?.(sockets.clients.size))
      options.onConnection(socketTransport(webSocket))
      options.onWindows?.(sockets.clients.size)
    })
  })

  return {
    port,
    url: `http://${authority}/?token=${session.token}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function refuseUpgrade(socket: Duplex, { status, message }: Refusal): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${message}\n`
  )
}
