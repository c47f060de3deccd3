/** Who is asked for what, at which address, and how an answer is read. */
import type { LookupKind } from '#shared/contract/lookup'
import { CarrelError } from '#shared/contract/errors'
import { hostAndPort } from '../guarded-fetch'
import { readUrl } from '../links'
import { readArxivFeed } from './arxiv'
import { readCslJson } from './csl-json'
import type { Found } from './found'
import { readOpenLibrary } from './open-library'

export interface LookupHost {
  /** The host that the person is told of before it is asked. */
  name: string
  /** How it is named as the source of a field. */
  known: string
  accept: string
  /** How many identifiers go into one request. */
  atOnce: number
  path(values: readonly string[]): string
  /** By identifier. undefined: the bytes are no such answer. */
  read(text: string, values: readonly string[]): ReadonlyMap<string, Found> | undefined
}

export const HOSTS: Readonly<Record<LookupKind, LookupHost>> = {
  // Content negotiation (crosscite.org/docs.html): doi.org sends on to the agency that registered the DOI.
  doi: {
    name: 'doi.org',
    known: 'doi.org',
    accept: 'application/vnd.citationstyles.csl+json',
    atOnce: 1,
    path: ([doi = '']) => `/${doi.split('/').map(encodeURIComponent).join('/')}`,
    read(text, [doi = '']) {
      const found = readCslJson(json(text))
      return found && new Map([[doi, found]])
    }
  },
  // One request for all: its terms ask for three seconds between requests.
  arxiv: {
    name: 'export.arxiv.org',
    known: 'arXiv',
    accept: 'application/atom+xml',
    atOnce: 100,
    path: (numbers) =>
      `/api/query?id_list=${numbers.map(encodeURIComponent).join(',')}&max_results=${numbers.length}`,
    read: readArxivFeed
  },
  isbn: {
    name: 'openlibrary.org',
    known: 'Open Library',
    accept: 'application/json',
    atOnce: 50,
    path: (isbns) =>
      `/api/books?bibkeys=${isbns.map((isbn) => `ISBN:${isbn}`).join(',')}&jscmd=data&format=json`,
    read: (text) => readOpenLibrary(json(text))
  }
}

/** Agencies that doi.org sends on to, by the host that answered. */
const AGENCIES: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)crossref\.org$/, 'Crossref'],
  [/(^|\.)(datacite|crosscite)\.org$/, 'DataCite'],
  [/(^|\.)medra\.org$/, 'mEDRA'],
  [/(^|\.)(jalc\.japanlinkcenter|japanlinkcenter)\.org$/, 'JaLC'],
  [/(^|\.)istic\.ac\.cn$/, 'ISTIC']
]

/** Who answered, from the address after redirects. */
export function sourceOf(host: LookupHost, address: string): string {
  const name = readUrl(address)?.hostname ?? ''
  return AGENCIES.find(([pattern]) => pattern.test(name))?.[1] ?? host.known
}

/**
 * Where a host is asked. For tests `CARREL_LOOKUP_BASE` names a server on this machine that stands for all of them,
 * each below its own name; only that one server may then be asked there.
 */
export function addressOf(
  host: LookupHost,
  values: readonly string[],
  base: string | undefined
): { url: string; privateHost?: string } {
  const stand = base === undefined ? undefined : readUrl(base)
  if (stand?.protocol !== 'http:' || stand.hostname !== '127.0.0.1')
    return { url: `https://${host.name}${host.path(values)}` }
  return { url: `${stand.origin}/${host.name}${host.path(values)}`, privateHost: hostAndPort(stand) }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever asked says so in a sentence: it is no record of a work.
    return undefined
  }
}

/** What went wrong in asking, as a whole sentence about `what` (`the DOI 10.1000/1`). */
export function problemOf(error: unknown, host: LookupHost, what: string): string {
  if (!(error instanceof CarrelError) || error.code === 'INTERNAL') throw error
  const status = error.data?.['status']
  if (status === 404 || status === 410)
    return `${host.name} does not know ${what}. Compare it with the source, and correct it under Edit details.`
  if (status === 406) return `${host.name} has no record of ${what} that Carrel can read.`
  if (status === 429)
    return `${host.name} asks to be left alone for a while (it answered 429). Try again later.`
  if (typeof status === 'number' && status >= 500)
    return `${host.name} has a fault of its own at the moment (it answered ${status}). Try again later.`
  if (error.code === 'TOO_LARGE')
    return `${host.name} sent far more than a record of ${what}; it was not read.`
  return `${host.name} could not be asked. ${error.message.replace(/([^.!?…])$/, '$1.')}`
}

/** The sentence for an answer that is something else, such as a page that asks for a password. */
export function notARecord(host: LookupHost, what: string): string {
  return `${host.name} answered, but not with a record of ${what}. Some networks put a page of their own in between.`
}
