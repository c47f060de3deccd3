/** Who is turned away at the door, before anything is read or answered. Pure checks of a request's head. */
import type { IncomingMessage } from 'node:http'
import type { Session } from './session'

/** The status to refuse with, and why in a sentence. */
export interface Refusal {
  status: number
  message: string
}

/** `authority`: `127.0.0.1:port`, the only name by which this host answers (no DNS rebinding). */
export function wrongHost(request: IncomingMessage, authority: string): Refusal | undefined {
  if (only(request, 'host') !== authority)
    return { status: 421, message: `Carrel answers only at http://${authority}/.` }
  // An absolute address in the request line could contradict Host; `//x` would be read as another host.
  if (!/^\/(?!\/)/.test(request.url ?? '')) return { status: 400, message: 'Not an address of Carrel.' }
  return undefined
}

export function withoutSession(request: IncomingMessage, session: Session): Refusal | undefined {
  if (session.admits(request.headers.cookie)) return undefined
  return {
    status: 401,
    message: 'This page is not signed in to Carrel. Start Carrel again and open the new address it prints.'
  }
}

/**
 * A page of another origin that makes the browser send our cookie: other ports of this computer count as the same
 * site. Going to Carrel by a link is harmless, embedding or fetching it is not.
 */
export function fromElsewhere(request: IncomingMessage): Refusal | undefined {
  const site = only(request, 'sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined
  const visit =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document'
  return visit ? undefined : { status: 403, message: 'Carrel does not answer other pages.' }
}

/** A WebSocket must come from our own page: browsers always say where from. */
export function wrongOrigin(request: IncomingMessage, authority: string): Refusal | undefined {
  if (only(request, 'origin') === `http://${authority}`) return undefined
  return { status: 403, message: 'Carrel does not answer other pages.' }
}

/** The header's value when it was sent exactly once. */
function only(request: IncomingMessage, name: string): string | undefined {
  const raw = request.rawHeaders
  const values = raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.toLowerCase() === name)
  return values.length === 1 ? values[0] : undefined
}
