/** The DevTools protocol over a pipe (`--remote-debugging-pipe`): JSON messages that end in NUL, on handles 3 and 4. */
import type { Readable, Writable } from 'node:stream'

export interface DevTools {
  /** Rejects when the browser answers with an error or goes away. `session`: of an attached page. */
  send(method: string, params?: object, session?: string): Promise<Record<string, unknown>>
  /** The next event of that name. Rejects when the browser goes away. */
  next(event: string): Promise<void>
}

interface Message {
  id?: number
  method?: string
  result?: Record<string, unknown>
  error?: { message?: string }
}

export function devTools(to: Writable, from: Readable): DevTools {
  const asked = new Map<
    number,
    { resolve(value: Record<string, unknown>): void; reject(error: Error): void }
  >()
  const waiting = new Map<string, { resolve(): void; reject(error: Error): void }>()
  let ended = false
  let last = 0
  let left = ''
  const gone = (): void => {
    ended = true
    for (const { reject } of [...asked.values(), ...waiting.values()]) reject(wentAway())
    asked.clear()
    waiting.clear()
  }
  from.setEncoding('utf8')
  from.on('data', (piece: string) => {
    const parts = (left + piece).split('\0')
    left = parts.pop() ?? ''
    for (const part of parts) {
      const message = readMessage(part)
      if (!message) return gone()
      const { id, method, result, error } = message
      if (method !== undefined) waiting.get(method)?.resolve()
      if (id === undefined) continue
      const one = asked.get(id)
      asked.delete(id)
      if (error) one?.reject(new Error(error.message ?? 'unknown reason'))
      else one?.resolve(result ?? {})
    }
  })
  from.on('close', gone)
  from.on('error', gone)
  to.on('error', gone)
  return {
    send: (method, params = {}, session) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(wentAway())
        const id = ++last
        asked.set(id, { resolve, reject })
        to.write(
          `${JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`
        )
      }),
    next: (event) =>
      new Promise((resolve, reject) => {
        if (ended) reject(wentAway())
        else waiting.set(event, { resolve, reject })
      })
  }
}

/** It comes from the program that we started. undefined: that is no browser after all. */
function readMessage(text: string): Message | undefined {
  try {
    return (JSON.parse(text) as Message | null) ?? undefined
  } catch {
    return undefined // whoever waits for an answer is told that there will be none
  }
}

const wentAway = (): Error => new Error('the browser went away')
