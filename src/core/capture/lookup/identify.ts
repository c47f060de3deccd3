/** By which identifier an article can be looked up, and where. */
import type { LookupKind } from '#shared/contract/lookup'
import type { Article } from '#shared/contract/records'
import { webUrl } from '../links'
import { isbnIn } from '../packed/isbn'

export interface Identifier {
  kind: LookupKind
  /** A DOI as it is written, an arXiv number without its version, an ISBN of digits. */
  value: string
}

/** DOI Handbook 2.2: a prefix `10.` and digits, a slash, any characters (those of Wiley have `<1::AID>` in them); no spaces, no half letters. */
const DOI = /\b10\.\d{4,9}(?:\.\d+)*\/[^\s"\p{Cs}]{1,300}$/u
/** arXiv numbers since 2007, and before: `2101.00001`, `hep-th/9901001`, `math.GT/0309136`; `v2` names a version. */
const ARXIV = /^(?:(\d{4}\.\d{4,5})|([a-z-]+)(?:\.[A-Z]{2})?(\/\d{7}))(?:v\d+)?(?:\.pdf)?$/
const ARXIV_DOI = /^10\.48550\/arxiv\./i

/** A DOI says most of a work; one that arXiv gave, and a page of arXiv, are asked for there; else the ISBN. */
export function identify(article: Readonly<Pick<Article, 'doi' | 'isbn' | 'url'>>): Identifier | undefined {
  const address = webUrl(article.url)
  const doi = readDoi(article.doi ?? '') ?? (address && doiOfAddress(address))
  if (doi !== undefined) {
    const number = ARXIV_DOI.test(doi) ? readArxiv(doi.replace(ARXIV_DOI, '')) : undefined
    return number === undefined ? { kind: 'doi', value: doi } : { kind: 'arxiv', value: number }
  }
  const number = address && arxivOfAddress(address)
  if (number !== undefined) return { kind: 'arxiv', value: number }
  const isbn = isbnIn(article.isbn ?? '')
  return isbn === undefined ? undefined : { kind: 'isbn', value: isbn }
}

function readDoi(text: string): string | undefined {
  return DOI.exec(text.trim().replace(/[.,;]+$/, ''))?.[0]
}

/** As arXiv's own answers name it: without version, and without the subject class of old numbers. */
function readArxiv(text: string): string | undefined {
  const [, number, archive = '', rest = ''] = ARXIV.exec(text) ?? []
  return number ?? (archive === '' ? undefined : `${archive}${rest}`)
}

function doiOfAddress(url: URL): string | undefined {
  return /^(dx\.|www\.)?doi\.org$/.test(url.hostname) ? readDoi(decoded(url.pathname)) : undefined
}

function arxivOfAddress(url: URL): string | undefined {
  if (!/^([a-z]+\.)?arxiv\.org$/.test(url.hostname)) return undefined
  const path = /^\/(?:abs|pdf|html)\/(.+)$/.exec(decoded(url.pathname))?.[1]
  return path === undefined ? undefined : readArxiv(path)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // A stray percent sign: it stands as it is.
    return path
  }
}
