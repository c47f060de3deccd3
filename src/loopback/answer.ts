/** HTTP: the exchange of the token, the files of the page, the library's assets. Only GET and HEAD, no bodies. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { securityHeaders } from '#shared/host/headers'
import { resourceAt, type Resource } from '#shared/host/resources'
import { fromElsewhere, withoutSession, wrongHost, type Refusal } from './refusals'
import type { Session } from './session'

export interface AnswerOptions {
  authority: string
  session: Session
  /** The folder of the built renderer. */
  root: string
  readAsset(name: string): Promise<Uint8Array | undefined>
  /** Called when a request has shown the session. */
  onKnown(request: IncomingMessage): void
}

/** Answers one request. Throws what the disk says, except that a file is absent. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions
): Promise<void> {
  const { authority, session } = options
  const refusal = wrongHost(request, authority)
  if (refusal) return refuse(response, refusal)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, { status: 405, message: 'Carrel only hands out its page.' })

  const [pathname = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const token = new URLSearchParams(query).get('token')
  if (pathname === '/' && token !== null && request.method === 'GET') {
    const cookie = session.redeem(token)
    if (cookie !== undefined) return welcome(response, cookie)
    // A page that is signed in already may be reloaded with the old address.
    if (!session.admits(request.headers.cookie))
      return refuse(response, {
        status: 401,
        message: 'This address was used before, or is not right. Start Carrel again for a new one.'
      })
  }
  const stranger = withoutSession(request, session) ?? fromElsewhere(request)
  if (stranger) return refuse(response, stranger)
  options.onKnown(request)

  const resource = resourceAt(pathname)
  const bytes = resource && (await read(resource, options))
  if (!resource || !bytes) return refuse(response, { status: 404, message: 'There is nothing here.' })
  response.writeHead(200, {
    ...securityHeaders(resource.kind, { socket: `ws://${authority}` }),
    'content-type': resource.type,
    'content-length': bytes.byteLength
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

async function read(resource: Resource, options: AnswerOptions): Promise<Uint8Array | undefined> {
  if (resource.kind === 'asset') return options.readAsset(resource.name)
  try {
    return await readFile(join(options.root, ...resource.parts))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}

/**
 * Hands the cookie over and goes on without the token in the address. By a page, not a redirection: after a click
 * in another page (a web terminal), a redirection would still count as theirs and carry no SameSite=Strict cookie.
 */
function welcome(response: ServerResponse, cookie: string): void {
  response.writeHead(200, {
    ...securityHeaders(undefined),
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': cookie,
    'cache-control': 'no-store'
  })
  response.end('<!doctype html><meta http-equiv="refresh" content="0;url=./"><title>Carrel</title>')
}

/** Says why, and ends the connection: a body that was announced is never read. */
export function refuse(response: ServerResponse, { status, message }: Refusal): void {
  response.writeHead(status, {
    ...securityHeaders(undefined),
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close'
  })
  response.end(`${message}\n`)
}
