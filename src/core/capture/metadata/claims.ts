/** What a page claims about itself, before anyone decides what to believe. */
import { attr, byTag, elements, hasClass, textOf, tidyText, word, type Document } from '../html/nodes'
import { LIMITS } from '../limits'
import { shownByline, type ShownByline } from './bylines'
import { readCoins } from './coins'
import { readJsonLd, type Entity } from './json-ld'

export interface Claims {
  /** Values of meta tags by lower-case name or property, in order. */
  meta: ReadonlyMap<string, readonly string[]>
  jsonLd: readonly Entity[]
  /** Key-encoded bibliographic values (`rft.au`). */
  coins: ReadonlyMap<string, readonly string[]>
  titleTag?: string
  h1?: string
  /** Who the page shows as its authors, where it is marked up. */
  byline?: ShownByline
  /** The first `<time>` that says when the page was published. */
  time?: string
  lang?: string
  dir?: string
}

export function readClaims(page: Document): Claims {
  const meta = new Map<string, string[]>()
  const stated = new Set<string>()
  const jsonLd: Entity[] = []
  const claims: { -readonly [K in keyof Claims]: Claims[K] } = { meta, jsonLd, coins: new Map() }
  let anyTime: string | undefined
  for (const e of elements(page)) {
    switch (e.tagName) {
      case 'meta': {
        const content = word(e, 'content')
        if (content === undefined) break
        const value = content.slice(0, LIMITS.abstract)
        for (const name of ['name', 'property', 'itemprop', 'http-equiv'])
          for (const key of (attr(e, name) ?? '').toLowerCase().split(/\s+/).map(oneSpelling)) {
            if (key === '') continue
            // A term of a vocabulary in both its syntaxes is one claim made twice: RDFa's stands, not the sum of them.
            const rdfa = name === 'property' && VOCABULARY.test(key)
            if (rdfa && !stated.has(key)) {
              stated.add(key)
              meta.set(key, [value])
            } else if (rdfa || !stated.has(key)) {
              const list = meta.get(key)
              if (list) list.push(value)
              else meta.set(key, [value])
            }
          }
        break
      }
      case 'script':
        if (/^application\/ld\+json/i.test(word(e, 'type') ?? ''))
          jsonLd.push(...readJsonLd(e.childNodes.map((n) => ('value' in n ? n.value : '')).join('')))
        break
      case 'title':
        if (e.namespaceURI.endsWith('xhtml')) claims.titleTag ??= textOf(e).replace(/\s+/g, ' ').trim()
        break
      case 'h1':
        claims.h1 ??= tidyText(e, LIMITS.title)
        break
      case 'time': {
        const stated = word(e, 'datetime') ?? tidyText(e, 64)
        if (
          /publish/i.test(attr(e, 'itemprop') ?? '') ||
          attr(e, 'pubdate') !== undefined ||
          hasClass(e, /publish/i)
        )
          claims.time ??= stated
        else anyTime ??= stated
        break
      }
      case 'span':
        if (claims.coins.size === 0 && hasClass(e, /^Z3988$/))
          claims.coins = readCoins(attr(e, 'title') ?? '')
        break
      case 'html':
      case 'body':
        setIfStated(claims, 'lang', word(e, 'lang') ?? word(e, 'xml:lang'))
        setIfStated(claims, 'dir', word(e, 'dir')?.toLowerCase())
        break
    }
  }
  setIfStated(claims, 'time', anyTime)
  const body = byTag(page, 'body')
  const byline = body && shownByline(body)
  if (byline) claims.byline = byline
  return claims
}

const VOCABULARY = /^(dc|dcterms)\.|^(og|article|book|profile):/

/** Dublin Core is written `DC.title`, `dc:title`, `dcterm:title`. */
function oneSpelling(key: string): string {
  return key.replace(/^dc[.:]/, 'dc.').replace(/^dcterms?[.:]/, 'dcterms.')
}

function setIfStated(
  claims: { lang?: string; dir?: string; time?: string },
  key: 'lang' | 'dir' | 'time',
  value: string | undefined
): void {
  if (value !== undefined) claims[key] ??= value
}
