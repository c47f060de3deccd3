/**
 * Who may speak at the door. Pure checks of a request's head, before any of its body is read.
 * The rules of the Zotero Connector protocol, made stricter: a page of the web never passes without the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Refusal {
  status: number
  message: string
}

/** Names of this computer under which the door answers. Any other name may be a page's trick (DNS rebinding). */
export function wrongHost(headers: IncomingHttpHeaders, port: number): Refusal | undefined {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  if (names.includes(headers.host ?? '')) return undefined
  return { status: 403, message: `Carrel answers here only as 127.0.0.1:${port}.` }
}

const EXTENSION = /^(?:chrome-extension|moz-extension|safari-web-extension):\/\//

/** Pages of the web announce where they come from; extensions and programs on this computer are not pages. */
function fromPage(headers: IncomingHttpHeaders): boolean {
  const { origin } = headers
  if (origin !== undefined) return !EXTENSION.test(origin)
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'none' && site !== 'same-origin'
}

/**
 * The Connector names its protocol in a header that no page can send without being asked first, which Carrel never
 * answers with yes.
 */
export function notConnector(headers: IncomingHttpHeaders): Refusal | undefined {
  if (fromPage(headers)) return { status: 403, message: 'Pages of the web may not save here.' }
  if (
    headers['x-zotero-connector-api-version'] !== undefined ||
    headers['zotero-allowed-request'] !== undefined
  )
    return undefined
  return { status: 403, message: 'Only a browser extension that says so may save here.' }
}

/** `Authorization: Bearer …`, compared in constant time. */
export function wrongBearer(headers: IncomingHttpHeaders, token: string): Refusal | undefined {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (given !== undefined && sameToken(given, token)) return undefined
  return { status: 401, message: 'The token is missing or not the one that Carrel shows in its settings.' }
}

export function sameToken(a: string, b: string): boolean {
  const hash = (s: string): Buffer => createHash('sha256').update(s).digest()
  return timingSafeEqual(hash(a), hash(b))
}
