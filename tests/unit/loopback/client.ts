/** An honest client of the loopback host in Node, and raw bytes for the dishonest. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import type { Transport } from '#shared/rpc/protocol'

/** Spends the token and answers with the cookie, ready for a `Cookie` header. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(url)
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`no cookie: ${response.status}`)
  return cookie
}

/** Opens a WebSocket as our page would. `origin: null` sends none. Rejects when refused. */
export function openSocket(
  port: number,
  options: { cookie?: string; origin?: string | null; host?: string; path?: string } = {}
): Promise<{ socket: WebSocket; transport: Transport }> {
  const { cookie, origin = `http://127.0.0.1:${port}`, host, path = '/' } = options
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(origin === null ? {} : { origin }),
      ...(host ? { host } : {})
    }
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () =>
      resolve({
        socket,
        transport: {
          send: (frame) => socket.send(JSON.stringify(frame)),
          onMessage: (listener) =>
            void socket.on('message', (data) => listener(JSON.parse((data as Buffer).toString('utf8')))),
          onClose: (listener) => void socket.once('close', () => listener())
        }
      })
    )
  })
}

export interface RawAnswer {
  /** 0: closed without an answer. */
  status: number
  text: string
}

/** Sends bytes as they are and reads until the other side closes (or `ms` have passed). */
export function sendRaw(port: number, bytes: string, ms = 5_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const done = (): void => {
      socket.destroy()
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text })
    }
    const timer = setTimeout(done, ms)
    const end = (): void => {
      clearTimeout(timer)
      done()
    }
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('close', end)
    socket.on('error', end) // a reset is a refusal too
  })
}
