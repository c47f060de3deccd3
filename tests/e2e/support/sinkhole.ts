/** A server on this computer that swallows whatever reaches it, to prove that nothing does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sinkhole {
  readonly origin: string
  /** Connections and request addresses, in order. */
  readonly heard: string[]
  close(): Promise<void>
}

export async function openSinkhole(): Promise<Sinkhole> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*')
    response.end('x')
  })
  // A bare connection (preconnect) tells on the person as well.
  server.on('connection', () => heard.push('connection'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
