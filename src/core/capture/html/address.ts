/** Where a page says it came from, and what its relative links are relative to. */
import { webUrl } from '../links'
import { attr, elements, find, word, type Document, type Node } from './nodes'

export interface PageAddress {
  /** The page's own address: given, noted in the file by the program that saved it, or stated by the page. */
  url?: string
  /** What relative links resolve against; undefined for a file that does not say where it is from. */
  base?: string
  /** A base address of another host, which was not followed. */
  foreignBase?: string
}

/** `given`: where it was fetched from. */
export function pageAddress(document: Document, given: string | undefined): PageAddress {
  const own = given ?? savedFrom(document)
  const canonical = canonicalAddress(document, own)
  const url = canonical ?? own
  const base = own ?? canonical
  const result: PageAddress = {}
  if (url !== undefined) result.url = url
  if (base !== undefined) result.base = base
  const stated = find(document, (e) => e.tagName === 'base' && word(e, 'href') !== undefined)
  const statedHref = stated && word(stated, 'href')
  if (statedHref === undefined) return result
  const resolved = webUrl(statedHref, base)
  // A page may move its links about on its own host only: elsewhere they would silently point to a stranger.
  if (resolved && base !== undefined && resolved.host === new URL(base).host) result.base = resolved.href
  else result.foreignBase = statedHref
  return result
}

/** SingleFile's comment, and the one browsers write into what they save (Mark of the Web). */
function savedFrom(document: Document): string | undefined {
  for (const comment of leadingComments(document)) {
    const singleFile = /Page saved with SingleFile\s+url:\s*(\S+)/.exec(comment)?.[1]
    const browser = /saved from url=\(\d{4}\)(\S+)/.exec(comment)?.[1]
    const url = webUrl(singleFile ?? browser)
    if (url) return withoutFragment(url)
  }
  return undefined
}

function* leadingComments(document: Document): Generator<string> {
  const places: Node[] = [document, ...document.childNodes, ...elementsOfHead(document)]
  for (const place of places.slice(0, 50)) {
    if ('data' in place) yield place.data
    if ('childNodes' in place)
      for (const child of place.childNodes.slice(0, 50)) if ('data' in child) yield child.data
  }
}
function elementsOfHead(document: Document): Node[] {
  const head = find(document, (e) => e.tagName === 'head')
  return head ? [head] : []
}

/** What the page calls itself. A canonical address that names only the site says nothing about this page. */
function canonicalAddress(document: Document, own: string | undefined): string | undefined {
  let shared: URL | undefined
  for (const e of elements(document)) {
    if (e.tagName === 'body') break
    if (e.tagName === 'link' && /(^|\s)canonical(\s|$)/i.test(attr(e, 'rel') ?? '')) {
      const url = usable(webUrl(word(e, 'href'), own), own)
      if (url) return withoutFragment(url)
    }
    if (e.tagName === 'meta' && attr(e, 'property')?.toLowerCase() === 'og:url')
      shared ??= usable(webUrl(word(e, 'content'), own), own)
  }
  return shared && withoutFragment(shared)
}

function usable(url: URL | undefined, own: string | undefined): URL | undefined {
  if (!url || own === undefined) return url
  const page = new URL(own)
  const bare = (host: string): string => host.replace(/^(www|m|amp|mobile)\./, '')
  if (bare(url.host) !== bare(page.host)) return undefined
  return url.pathname === '/' && url.search === '' && page.pathname !== '/' ? undefined : url
}

function withoutFragment(url: URL): string {
  const copy = new URL(url)
  if (!/^#[!/]/.test(copy.hash)) copy.hash = ''
  copy.username = ''
  copy.password = ''
  return copy.href
}
