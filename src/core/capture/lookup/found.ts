/** What a catalogue says of a work → fields that fit an article: plain text, within their limits, or left out. */
import { bibliographic, type Bibliographic } from '#shared/contract/records'
import type { Patch } from '#shared/domain/patch'
import { clipChars } from '../metadata/clip'
import { LIMITS } from '../limits'

export type Found = Partial<Bibliographic>

/** Markup that catalogues write into titles and abstracts: HTML's faces, JATS (`jats:p`), MathML (`mml:mi`). */
const MARKUP =
  /<\/?(?:(?:jats|mml):[\w-]+|i|b|u|em|strong|sub|sup|scp|sc|tt|br|p|span|title|sec|italic|bold)(?:\s[^<>]*)?\/?>/gi
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' '
}

/** One line of text without markup. Only known tags go: a title may hold `a < b`. */
export function plainText(text: string): string {
  // Twice, as some records have their markup escaped.
  return opened(text.replace(MARKUP, '')).replace(MARKUP, '').replace(/\s+/g, ' ').trim()
}

/** An abstract: the paragraphs of JATS on lines of their own, its own heading "Abstract" gone. */
export function plainAbstract(text: string): string {
  return text
    .replace(/<(?:jats:)?title>\s*(abstract|summary)\s*<\/(?:jats:)?title>/gi, '')
    .split(/<\/(?:jats:)?(?:p|title)>/i)
    .map(plainText)
    .filter((paragraph) => paragraph !== '')
    .join('\n')
}

/** Once: `&amp;lt;` is `&lt;`, which is what its author wrote. */
function opened(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, hex, dec, name) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec)
      return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : ' '
    }
  )
}

/** Leaves out what is empty or does not fit; a title or abstract that is too long is cut, and shows it. */
export function fitting(fields: Patch<Bibliographic>): Found {
  const out: Found = {}
  for (const [key, value] of Object.entries(fields)) {
    if (!isField(key) || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      continue
    const cut =
      typeof value === 'string' && (key === 'title' || key === 'abstract')
        ? clipChars(value, LIMITS[key])
        : value
    if (bibliographic.shape[key].safeParse(cut).success) Object.assign(out, { [key]: cut })
  }
  return out
}

function isField(key: string): key is keyof Bibliographic {
  return Object.hasOwn(bibliographic.shape, key)
}
