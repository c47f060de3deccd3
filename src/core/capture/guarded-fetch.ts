/**
 * The one way out to the network: http and https, five redirects, time and size limits on what comes out of
 * decompression, and no address of this machine or its network unless the person typed that very host. The
 * address that was checked is the one connected to, so a name cannot point elsewhere in between.
 */
import { CarrelError } from '#shared/contract/errors'
import type { WebRequest } from '#shared/contract/ledger'
import { isIP } from 'node:net'
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isPublicAddress } from './fetch/ip'
import { readAnswer } from './fetch/read-answer'
import { LIMITS } from './limits'
import { readUrl } from './links'

export interface FetchRequest {
  url: string
  /** For the ledger. */
  why: WebRequest['why']
  accept: string
  maxBytes: number
  ms: number
  signal?: AbortSignal
  /** Host and port that may lie in a private network: what the person typed (`host:port` of their address). */
  privateHost?: string
  /** Told of each address just before it is asked: the first, and where it redirects to. */
  asked?(url: string): void
}

export interface Fetched {
  /** After redirects. */
  url: string
  bytes: Uint8Array
  contentType: string | undefined
  /** Whether it was answered from a private network. */
  private: boolean
}

/** Throws CarrelError with a sentence that begins with what happened: `answered 404`. */
export type GuardedFetch = (request: FetchRequest) => Promise<Fetched>

export type Resolve = (host: string) => Promise<LookupAddress[]>

const resolveName: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

/** `host:port` with the port always there. */
export function hostAndPort(url: URL): string {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return `${url.hostname.toLowerCase()}:${port}`
}

export function createGuardedFetch(resolve: Resolve = resolveName): GuardedFetch {
  return async (request) => {
    const limit = AbortSignal.timeout(request.ms)
    const stop = new AbortController()
    const end = (): void => stop.abort()
    limit.addEventListener('abort', end)
    request.signal?.addEventListener('abort', end)
    try {
      if (request.signal?.aborted) throw new CarrelError('CANCELLED', 'Cancelled.')
      return await follow(request, stop.signal, resolve)
    } catch (error) {
      if (request.signal?.aborted) throw new CarrelError('CANCELLED', 'Cancelled.')
      if (limit.aborted)
        throw new CarrelError('OFFLINE', `No complete answer within ${Math.round(request.ms / 1000)} seconds`)
      throw asSentence(error)
    } finally {
      limit.removeEventListener('abort', end)
      request.signal?.removeEventListener('abort', end)
      stop.abort()
    }
  }
}

export const guardedFetch: GuardedFetch = createGuardedFetch()

async function follow(request: FetchRequest, signal: AbortSignal, resolve: Resolve): Promise<Fetched> {
  let url = readUrl(request.url)
  for (let hop = 0; hop <= LIMITS.redirects; hop++) {
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
      throw new CarrelError('BAD_INPUT', 'Only addresses that begin with http:// or https:// can be fetched')
    const target = await checkedAddress(url, request.privateHost, resolve)
    request.asked?.(url.href)
    const answer = await ask(url, target, request.accept, signal)
    const status = answer.statusCode ?? 0
    const location = answer.headers.location
    if (status >= 300 && status < 400 && status !== 304 && location !== undefined) {
      answer.destroy()
      url = readUrl(location, url.href)
      continue
    }
    if (status < 200 || status >= 300) {
      answer.destroy()
      throw new CarrelError(
        status === 404 || status === 410 ? 'NOT_FOUND' : 'OFFLINE',
        `Answered ${status}`,
        { status }
      )
    }
    const bytes = await readAnswer(answer, request.maxBytes, signal)
    url.username = ''
    url.password = ''
    return {
      url: url.href,
      bytes,
      contentType: answer.headers['content-type'],
      private: !isPublicAddress(target.address)
    }
  }
  throw new CarrelError('OFFLINE', `Redirected more than ${LIMITS.redirects} times`)
}

/** Resolves a host and refuses private addresses, unless they were asked for by name. */
async function checkedAddress(
  url: URL,
  privateHost: string | undefined,
  resolve: Resolve
): Promise<LookupAddress> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }]
  const allowed = hostAndPort(url) === privateHost
  const [usable] = addresses.filter((a) => allowed || isPublicAddress(a.address))
  if (usable) return usable
  if (addresses.length === 0) throw new CarrelError('OFFLINE', `There is no site named ${host}`)
  throw new CarrelError(
    'BAD_INPUT',
    `Not fetched: ${host} is on this computer or in its network, not on the web`
  )
}

function ask(url: URL, target: LookupAddress, accept: string, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'GET',
    agent: false,
    signal,
    headers: {
      accept,
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en;q=0.5, *;q=0.1',
      // Many sites refuse what does not look like a browser.
      'user-agent': 'Mozilla/5.0 (compatible; Carrel)'
    },
    // Whatever the name means by now: connect to what was checked.
    lookup: (_host, options, callback) => {
      if (options.all === true) (callback as unknown as LookupAll)(null, [target])
      else callback(null, target.address, target.family)
    }
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const sent = send(url, options, resolve)
    sent.on('error', reject)
    sent.end()
  })
}
type LookupAll = (error: null, addresses: LookupAddress[]) => void

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'There is no site of that name, or this computer is offline'],
  ['EAI_AGAIN', 'The name could not be looked up; this computer may be offline'],
  ['ENETUNREACH', 'This computer is offline'],
  ['EHOSTUNREACH', 'The site cannot be reached'],
  ['ECONNREFUSED', 'Nothing answers at that address'],
  ['ECONNRESET', 'The connection broke off'],
  ['ETIMEDOUT', 'The site does not answer'],
  ['CERT_HAS_EXPIRED', 'Its certificate has expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'Its certificate is not one that this computer trusts'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Its certificate is not one that this computer trusts'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is for another site']
])

function asSentence(error: unknown): CarrelError {
  if (error instanceof CarrelError) return error
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  return new CarrelError(
    'OFFLINE',
    CAUSES.get(code) ?? `It could not be fetched (${code || 'the connection failed'})`,
    undefined,
    error
  )
}
