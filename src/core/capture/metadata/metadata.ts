/**
 * Decides what to believe of a page's claims. The order is that of CAPTURE.md: citation_* → JSON-LD → Dublin Core →
 * OpenGraph → COinS → `<time>` → what extraction guessed. Every field remembers which claim it came from.
 */
import type { Bibliographic } from '#shared/contract/records'
import { parseDate } from '#shared/domain/dates'
import type { Extracted } from '../html/extract'
import { LIMITS } from '../limits'
import { pickAuthors } from './authors'
import type { Claims } from './claims'
import { clipChars } from './clip'
import { itemTypeOf } from './item-type'
import { entities, firstText, texts, typesOf, type Entity } from './json-ld'
import { readLanguage } from './language'

export interface Metadata {
  fields: Bibliographic
  origins: Record<string, string>
  /** Fields that had to be shortened, for the receipt. */
  shortened: string[]
}

type Claim<T> = readonly [origin: string, value: T | undefined]

const WORK =
  /^(\w*Article|BlogPosting|Report|Book|Chapter|Thesis|CreativeWork|WebPage|LiveBlogPosting|Review|Recipe|HowTo)$/

export function decideMetadata(
  claims: Claims,
  extracted: Extracted | undefined,
  url: string | undefined
): Metadata {
  const work = mainWork(claims.jsonLd)
  const meta = (name: string): Claim<string> => [name, claims.meta.get(name)?.[0]]
  const coins = (name: string): Claim<string> => [`COinS ${name}`, claims.coins.get(name)?.[0]]
  const ld = (name: string, value: unknown = work?.[name]): Claim<string> => [
    `JSON-LD ${name}`,
    firstText(value)
  ]
  const origins: Record<string, string> = {}
  const shortened: string[] = []
  const pick = (field: string, max: number, list: readonly Claim<string>[]): string | undefined => {
    for (const [origin, value] of list) {
      const tidy = value?.replace(/\s+/g, ' ').trim()
      if (tidy === undefined || tidy === '') continue
      if (tidy.length > max) shortened.push(field)
      origins[field] = origin
      return clipChars(tidy, max)
    }
    return undefined
  }

  const type = itemTypeOf(claims, work)
  const paper = type === 'article-journal' || type === 'paper-conference' || type === 'chapter'
  const container = pick('container', LIMITS.container, [
    meta('citation_journal_title'),
    meta('citation_conference_title'),
    meta('citation_inbook_title'),
    ld('isPartOf', paper ? work?.['isPartOf'] : undefined),
    meta('prism.publicationname'),
    ...(paper ? [] : [meta('og:site_name')]),
    coins('rft.jtitle'),
    coins('rft.btitle'),
    ...(paper ? [meta('og:site_name')] : []),
    meta('application-name'),
    ld('publisher'),
    ['extraction', extracted?.site]
  ])
  const title = pick('title', LIMITS.title, [
    meta('citation_title'),
    ld('headline'),
    ld('name', work && !typesOf(work).includes('WebPage') ? work['name'] : undefined),
    meta('dc.title'),
    meta('dcterms.title'),
    ['og:title', withoutSite(claims.meta.get('og:title')?.[0], container)],
    coins('rft.atitle'),
    coins('rft.title'),
    ['extraction', extracted?.title],
    ['title', withoutSite(claims.titleTag, container)],
    ['first heading', claims.h1]
  ])
  const fields: Bibliographic = { type, title: title ?? '', authors: [] }

  const authors = pickAuthors(claims, work, extracted)
  if (authors) {
    fields.authors = authors.names.slice(0, LIMITS.authors)
    origins['authors'] = authors.origin
  }
  const date = pickDate([
    meta('citation_publication_date'),
    meta('citation_date'),
    meta('citation_online_date'),
    meta('citation_year'),
    ld('datePublished'),
    meta('dc.date.issued'),
    meta('dcterms.issued'),
    meta('dc.date'),
    meta('dcterms.date'),
    meta('dcterms.created'),
    meta('prism.publicationdate'),
    meta('article:published_time'),
    meta('og:published_time'),
    meta('parsely-pub-date'),
    meta('sailthru.date'),
    meta('datepublished'),
    coins('rft.date'),
    ['time', claims.time],
    meta('date'),
    ['extraction', extracted?.published],
    ld('dateCreated')
  ])
  if (date) {
    fields.issued = date.value
    origins['issued'] = date.origin
  }
  const set = (field: SimpleField, max: number, list: readonly Claim<string>[]): void => {
    const value = pick(field, max, list)
    if (value !== undefined) fields[field] = value
  }
  if (container !== undefined) fields.container = container
  set('publisher', LIMITS.container, [
    meta('citation_publisher'),
    meta('citation_dissertation_institution'),
    meta('citation_technical_report_institution'),
    [
      'JSON-LD publisher',
      paper || container !== firstText(work?.['publisher']) ? firstText(work?.['publisher']) : undefined
    ],
    meta('dc.publisher'),
    meta('dcterms.publisher'),
    coins('rft.pub')
  ])
  set('volume', 64, [meta('citation_volume'), meta('prism.volume'), coins('rft.volume')])
  set('issue', 64, [meta('citation_issue'), meta('prism.number'), coins('rft.issue')])
  set('pages', 64, [
    ['citation_firstpage', pageRange(claims, 'citation_firstpage', 'citation_lastpage')],
    coins('rft.pages'),
    ['COinS rft.spage', coinsPages(claims)]
  ])
  set('doi', 500, [
    ['citation_doi', readDoi(claims.meta.get('citation_doi'))],
    [
      'JSON-LD identifier',
      readDoi(texts(work?.['identifier'])) ??
        readDoi(entities(work?.['identifier']).flatMap((e) => texts(e['value']))) ??
        readDoi(texts(work?.['sameAs']))
    ],
    ['dc.identifier', readDoi(claims.meta.get('dc.identifier'))],
    ['prism.doi', readDoi(claims.meta.get('prism.doi'))],
    ['COinS rft_id', readDoi(claims.coins.get('rft_id'))],
    [
      'address',
      url === undefined ? undefined : /^https?:\/\/(dx\.)?doi\.org\/(10\.\d{4,9}\/.+)$/.exec(url)?.[2]
    ]
  ])
  set('isbn', 64, [meta('citation_isbn'), ld('isbn'), meta('book:isbn'), coins('rft.isbn')])
  set('abstract', LIMITS.abstract, [
    meta('citation_abstract'),
    ...(paper ? [ld('abstract'), ld('description'), meta('dc.description'), meta('description')] : [])
  ])
  const lang = pickLanguage(claims, work, extracted)
  if (lang) {
    fields.lang = lang.value
    origins['lang'] = lang.origin
  }
  if (url !== undefined && url.length <= LIMITS.address) {
    fields.url = url
    origins['url'] = 'address'
  }
  return { fields, origins, shortened }
}

type SimpleField = 'publisher' | 'volume' | 'issue' | 'pages' | 'doi' | 'isbn' | 'abstract'

/** The entity that is the article, not the site around it: the most specific type first. */
function mainWork(all: readonly Entity[]): Entity | undefined {
  const works = all.filter((e) => typesOf(e).some((t) => WORK.test(t)))
  return works.find((e) => !typesOf(e).some((t) => t === 'WebPage' || t === 'CreativeWork')) ?? works[0]
}

function pickDate(list: readonly Claim<string>[]): { value: string; origin: string } | undefined {
  for (const [origin, text] of list) {
    const value = text === undefined ? undefined : parseDate(text)
    if (value !== undefined && value.length <= 64) return { value, origin }
  }
  return undefined
}

function pickLanguage(
  claims: Claims,
  work: Entity | undefined,
  extracted: Extracted | undefined
): { value: string; origin: string } | undefined {
  const list: readonly Claim<string>[] = [
    ['lang', claims.lang],
    ['citation_language', claims.meta.get('citation_language')?.[0]],
    ['JSON-LD inLanguage', firstText(work?.['inLanguage'])],
    ['dc.language', claims.meta.get('dc.language')?.[0] ?? claims.meta.get('dcterms.language')?.[0]],
    ['content-language', claims.meta.get('content-language')?.[0]],
    ['og:locale', claims.meta.get('og:locale')?.[0]],
    ['extraction', extracted?.lang]
  ]
  for (const [origin, text] of list) {
    const value = readLanguage(text)
    if (value !== undefined) return { value, origin }
  }
  return undefined
}

/** "Of Studies | The Site" → "Of Studies", when the page says that this is its name. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (title === undefined || site === undefined) return title
  for (const separator of [' | ', ' - ', ' – ', ' — ', ' · ', ' :: ', ' » ']) {
    if (title.toLowerCase().endsWith(separator + site.toLowerCase()))
      return title.slice(0, -(separator + site).length)
  }
  return title
}

function pageRange(claims: Claims, first: string, last: string): string | undefined {
  const from = claims.meta.get(first)?.[0]
  const to = claims.meta.get(last)?.[0]
  return from === undefined ? undefined : to === undefined || to === from ? from : `${from}–${to}`
}
function coinsPages(claims: Claims): string | undefined {
  const from = claims.coins.get('rft.spage')?.[0]
  const to = claims.coins.get('rft.epage')?.[0]
  return from === undefined ? undefined : to === undefined ? from : `${from}–${to}`
}

function readDoi(values: readonly string[] | undefined): string | undefined {
  for (const value of values ?? []) {
    const doi = /(?:^|doi:\s*|doi\.org\/|info:doi\/)(10\.\d{4,9}\/[^\s"<>]+)/i.exec(value.trim())?.[1]
    if (doi !== undefined) return doi
  }
  return undefined
}
