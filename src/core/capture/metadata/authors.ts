/** Who wrote a page: of all that it says about that, what to believe. */
import type { Name } from '#shared/contract/records'
import { splitName, splitNames } from '#shared/domain/names'
import type { Extracted } from '../html/extract'
import { LIMITS } from '../limits'
import { tidyByline } from './bylines'
import type { Claims } from './claims'
import { clipChars } from './clip'
import { entities, firstText, typesOf, type Entity } from './json-ld'

export interface Authors {
  names: Name[]
  /** The claim they were taken from. */
  origin: string
}

/** In the order of CAPTURE.md; what a page only shows comes after what it states for programs. */
export function pickAuthors(
  claims: Claims,
  work: Entity | undefined,
  extracted: Extracted | undefined
): Authors | undefined {
  const each = (list: readonly string[] | undefined): Name[] =>
    (list ?? []).flatMap((text) => {
      const line = isAddress(text) ? undefined : tidyByline(text)
      return line === undefined ? [] : splitNames(line)
    })
  const meta = (...names: string[]): string[] | undefined => {
    const found = names.map((name) => claims.meta.get(name)).find((list) => list !== undefined)
    return found === undefined ? undefined : [...found]
  }
  // What extraction names is often the first of several that stand together on the page.
  const first = extracted?.byline === undefined ? undefined : tidyByline(extracted.byline)
  const fuller = first !== undefined && claims.byline?.lines.includes(first) ? claims.byline : undefined
  const candidates: readonly (readonly [origin: string, names: () => Name[]])[] = [
    [
      'citation_author',
      () =>
        (meta('citation_author') ?? meta('citation_authors')?.flatMap((l) => l.split(';')) ?? []).flatMap(
          (n) => splitName(n) ?? []
        )
    ],
    ['JSON-LD author', () => jsonLdAuthors(work?.['author'] ?? work?.['creator'], claims.jsonLd)],
    ['dc.creator', () => each(meta('dc.creator', 'dcterms.creator'))],
    ['article:author', () => each(meta('article:author', 'book:author'))],
    ['COinS rft.au', () => coinsNames(claims)],
    ['author', () => each(meta('author'))],
    ['byline meta', () => each(meta('parsely-author', 'sailthru.author', 'byl'))],
    [fuller === undefined ? '' : fuller.origin, () => each(fuller?.lines)],
    ['extraction', () => each(extracted?.byline === undefined ? [] : [extracted.byline])],
    [claims.byline?.origin ?? '', () => each(claims.byline?.lines)]
  ]
  for (const [origin, names] of candidates) {
    if (origin === '') continue
    const found = distinct(names().map(clipName))
    if (found.length > 0) return { names: found, origin }
  }
  return undefined
}

function coinsNames(claims: Claims): Name[] {
  const family = claims.coins.get('rft.aulast')?.[0]
  const given = claims.coins.get('rft.aufirst')?.[0]
  const listed = (claims.coins.get('rft.au') ?? []).flatMap((n) => splitName(n) ?? [])
  if (listed.length > 0) return listed
  return family === undefined ? [] : [given === undefined ? { literal: family } : { family, given }]
}

/** `all`: where an author who is only pointed at (`{"@id": "#jane"}`) is described. */
function jsonLdAuthors(value: unknown, all: readonly Entity[]): Name[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, LIMITS.authors) : [value]
  return list.flatMap((item): Name[] => {
    const [stated] = entities(item)
    const entity = described(stated, all)
    const text = firstText(entity ?? item)
    if (text === undefined || isAddress(text)) return []
    if (entity && typesOf(entity).includes('Organization')) return [{ literal: text }]
    if (entity && typeof entity['familyName'] === 'string' && typeof entity['givenName'] === 'string')
      return [{ family: entity['familyName'], given: entity['givenName'] }]
    const line = tidyByline(text)
    return line === undefined ? [] : splitNames(line)
  })
}

function described(stated: Entity | undefined, all: readonly Entity[]): Entity | undefined {
  if (!stated || stated['name'] !== undefined || typeof stated['@id'] !== 'string') return stated
  return all.find((e) => e['@id'] === stated['@id'] && e['name'] !== undefined) ?? stated
}

const isAddress = (text: string): boolean => /^(https?:)?\/\/|^www\.|^@/i.test(text.trim())

function clipName(name: Name): Name {
  const out: Name = {}
  for (const part of ['family', 'given', 'literal'] as const) {
    const text = name[part]
    if (text !== undefined) out[part] = clipChars(text, LIMITS.author)
  }
  return out
}

function distinct(names: readonly Name[]): Name[] {
  const seen = new Map(names.map((n) => [JSON.stringify([n.family, n.given, n.literal]).toLowerCase(), n]))
  return [...seen.values()]
}
