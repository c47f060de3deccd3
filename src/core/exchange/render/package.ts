/** What the zipped formats share: the one escape of XML, and archives that are the same bytes everywhere. */
import { strToU8, zipSync, type Zippable } from 'fflate'

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
])

/** For text and attributes alike; the text is clean already (see clean-text.ts). */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES.get(c) ?? c)
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** `stored`: names of files that must not be compressed (the type marks of ODF and EPUB, which also come first).
 * Pictures, given as bytes, are compressed already. */
export function zipFiles(
  files: readonly (readonly [string, string | Uint8Array])[],
  stored: readonly string[] = []
): Uint8Array {
  const zip: Zippable = {}
  // fflate writes local time: this is 1980-01-01 00:00 in any time zone.
  const mtime = new Date(1980, 0, 1)
  for (const [name, data] of files)
    zip[name] =
      typeof data === 'string'
        ? [strToU8(data), { level: stored.includes(name) ? 0 : 6, mtime }]
        : [data, { level: 0, mtime }]
  return zipSync(zip)
}

/** BCP 47 with a region, as word processors want it, for the scripts that scripts.ts names. */
export function regionOf(lang: string): string {
  const regions = new Map([
    ['ar', 'ar-SA'],
    ['he', 'he-IL'],
    ['zh', 'zh-CN'],
    ['ja', 'ja-JP'],
    ['ko', 'ko-KR']
  ])
  return regions.get(lang) ?? lang
}

export const isWebLink = (href: string | undefined): href is string =>
  href !== undefined && /^(?:https?:|mailto:)/i.test(href)

/** The border of a quotation, by the colour of its highlight. */
export const QUOTE_COLORS = { amber: 'B8860B', green: '2F7148', blue: '2C6797', rose: 'A13F51' } as const

/** An address that strict readers take too: what RFC 3986 does not know is encoded, what is encoded stays. */
export function strictHref(href: string): string {
  const wellFormed = href.replace(/[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/gu, (c) => encodeURIComponent(c))
  const [before = '', ...fragments] = wellFormed.replace(/%(?![0-9A-Fa-f]{2})/g, '%25').split('#')
  return fragments.length === 0 ? before : `${before}#${fragments.join('%23')}`
}

/** The picture formats that every reader must show (EPUB 3.3, core media types), by the ending of the file. */
export const PICTURES: ReadonlyMap<string, string> = new Map([
  ['.jpg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp']
])
