/**
 * Guards the HTML parser against sources made to exhaust it. The standard's tree building looks through all open
 * elements for many tags, and through all attributes of a tag for each one more, so both are quadratic in what
 * the source says. This looks at the tags alone, in one pass, and takes out those beyond the limits: a page that a
 * person would want to read never meets them.
 */
import { LIMITS } from '../limits'

/** Elements whose end tag may be left out, and those without content: they say nothing about depth. */
const UNCOUNTED = new Set(
  (
    'p li dt dd tr td th tbody thead tfoot option optgroup rt rp html head body colgroup caption area base br col ' +
    'embed hr img input link meta source track wbr param frame !doctype'
  ).split(' ')
)
/** A slash at the end of these closes nothing. Elsewhere (SVG) it does. */
const NESTING = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote button center cite code del details dfn dialog dir div dl ' +
    'em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i ins kbd label legend main map ' +
    'mark menu nav object ol picture pre q ruby s samp section select small span strike strong sub summary sup table ' +
    'template time tt u ul var'
  ).split(' ')
)
/** What stands inside is text to the parser. */
const RAW = new Set('script style textarea title xmp iframe noembed noframes plaintext'.split(' '))

export interface Shallow {
  html: string
  /** Elements that lay too deep; their text is kept. */
  flattened: number
  /** Attributes beyond the limit. */
  attributes: number
}

export function shallow(html: string): Shallow {
  const out: string[] = []
  let kept = 0
  let depth = 0
  let skipped = 0
  let flattened = 0
  let attributes = 0
  /** Replaces html[from, to) by `by`. */
  const cut = (from: number, to: number, by: string): void => {
    out.push(html.slice(kept, from), by)
    kept = to
  }

  for (let at = html.indexOf('<'); at >= 0 && at < html.length; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 2)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const start = at
    const closing = html.charCodeAt(at + 1) === 47
    const nameAt = at + (closing ? 2 : 1)
    if (!isLetter(html.charCodeAt(nameAt))) {
      at += 1
      continue
    }
    const tag = readTag(html, nameAt)
    if (tag.cutAt !== undefined) {
      attributes += tag.attributes - LIMITS.sourceAttributes
      // Both cuts of one tag must not overlap: one that is taken out whole needs no other.
      if (depth < LIMITS.sourceDepth) cut(tag.cutAt, tag.end, '>')
    }
    at = tag.end
    if (RAW.has(tag.name)) {
      if (!closing) at = endOfRaw(html, at, tag.name)
    } else if (UNCOUNTED.has(tag.name)) continue
    else if (closing) {
      if (skipped > 0) {
        skipped -= 1
        cut(start, tag.end, ' ')
      } else if (depth > 0) depth -= 1
    } else if (!tag.selfClosing || NESTING.has(tag.name)) {
      if (depth >= LIMITS.sourceDepth) {
        skipped += 1
        flattened += 1
        cut(start, tag.end, ' ')
      } else depth += 1
    }
  }
  if (kept === 0) return { html, flattened, attributes }
  out.push(html.slice(kept))
  return { html: out.join(''), flattened, attributes }
}

/** Where the end tag of a raw-text element ends. */
function endOfRaw(html: string, from: number, name: string): number {
  const close = html.slice(from).search(new RegExp(`</${name}[\\s/>]`, 'i'))
  return close < 0 ? html.length : readTag(html, from + close + 2).end
}

interface Tag {
  name: string
  /** After the `>`. */
  end: number
  selfClosing: boolean
  attributes: number
  /** Where the first attribute too many begins. */
  cutAt?: number
}

function readTag(html: string, nameAt: number): Tag {
  let i = nameAt
  while (
    i < html.length &&
    !isSpace(html.charCodeAt(i)) &&
    html.charCodeAt(i) !== 47 &&
    html.charCodeAt(i) !== 62
  )
    i++
  const name = html.slice(nameAt, Math.min(i, nameAt + 40)).toLowerCase()
  let attributes = 0
  let cutAt: number | undefined
  let afterEquals = false
  let inAttribute = false
  for (; i < html.length; i++) {
    const c = html.charCodeAt(i)
    if (c === 62) break
    if (isSpace(c) || c === 47) {
      if (inAttribute && c !== 47) inAttribute = false
      continue
    }
    if ((c === 34 || c === 39) && afterEquals) {
      const close = html.indexOf(c === 34 ? '"' : "'", i + 1)
      i = close < 0 ? html.length : close
      afterEquals = false
      inAttribute = false
      continue
    }
    if (c === 61) {
      afterEquals = true
      inAttribute = true
      continue
    }
    if (!inAttribute && !afterEquals) {
      attributes += 1
      if (attributes === LIMITS.sourceAttributes + 1) cutAt = i
    }
    inAttribute = true
    afterEquals = false
  }
  const end = Math.min(i + 1, html.length)
  const tag: Tag = { name, end, selfClosing: html.charCodeAt(end - 2) === 47, attributes }
  if (cutAt !== undefined) tag.cutAt = cutAt
  return tag
}

function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90)
}
function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13)
}
