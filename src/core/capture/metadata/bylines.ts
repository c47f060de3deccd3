/** Names as pages show them: the marked-up places, and what stands around a name in a line. */
import { attr, elements, find, hasClass, isElement, tidyText, type Element } from '../html/nodes'
import { LIMITS } from '../limits'

export interface ShownByline {
  origin: string
  lines: string[]
}

/** Places that name an author of something else, or the reader. */
const ELSEWHERE =
  /comment|respond|related|recommend|sidebar|widget|teaser|promo|newsletter|footer|share|most-?read|more-?from|avatar|login|follow/i
const PLAIN_CLASS =
  /^(byline|by-line|author|authors|p-author|author-?name|byline-?names?|entry-author|post-author|article-?author|article__byline|story-?byline|contributor-?name|writtenby|dateline-author)$/i
const MANY = 12

/**
 * Who a page shows as its authors, by the strongest markup that names anyone: `rel=author`, `itemprop=author`
 * (schema.org microdata), hCard's `p-author`, then blocks whose class says that they are a byline.
 */
export function shownByline(body: Element): ShownByline | undefined {
  const rel: Element[] = []
  const prop: Element[] = []
  const plain: Element[] = []
  const skipped = new Set<unknown>()
  for (const e of elements(body)) {
    if (skipped.has(e.parentNode) || isElsewhere(e)) {
      skipped.add(e)
      continue
    }
    if (words(e, 'rel').includes('author')) rel.push(e)
    else if (words(e, 'itemprop').some((p) => p === 'author' || p === 'creator')) prop.push(e)
    else if (hasClass(e, PLAIN_CLASS) && !plain.some((p) => contains(p, e))) plain.push(e)
  }
  for (const [origin, found] of [
    ['rel=author', rel],
    ['itemprop author', prop],
    ['byline on the page', plain]
  ] as const) {
    const [first] = found
    if (!first) continue
    // Several names stand together; those further away belong to another article.
    const near =
      first.parentNode && isElement(first.parentNode)
        ? (first.parentNode.parentNode ?? first.parentNode)
        : first.parentNode
    const together = found.filter((e) => near && contains(near, e)).slice(0, MANY)
    const lines = [...new Set(together.flatMap((e) => nameIn(e) ?? []))]
    if (lines.length > 0) return { origin, lines }
  }
  return undefined
}

function isElsewhere(e: Element): boolean {
  return (
    /^(aside|footer|nav|form)$/.test(e.tagName) ||
    hasClass(e, ELSEWHERE) ||
    ELSEWHERE.test(attr(e, 'id') ?? '')
  )
}

const words = (e: Element, name: string): string[] => (attr(e, name) ?? '').toLowerCase().split(/\s+/, 20)

function contains(outer: unknown, e: Element): boolean {
  for (let at: unknown = e; at !== null && at !== undefined; at = (at as Element).parentNode)
    if (at === outer) return true
  return false
}

function nameIn(e: Element): string | undefined {
  const own = attr(e, 'content')
  const named = find(e, (c) => words(c, 'itemprop').includes('name') || hasClass(c, /^(fn|p-name)$/))
  const text = own ?? tidyText(named ?? e, 200)
  return tidyByline(text)
}

/** Not names, whatever the markup says. */
const NO_NAME =
  /^(admin(istrator)?|editor|author|authors|follow( author)?|guest|staff|webmaster|root|user|unknown|anonymous|about( the author)?|view (all )?(posts|profile).*|read more|redaktion|share|print|subscribe|comments?|n\/a)$/i
const LEAD =
  /^(?:(?:written|posted|reported|published|words|text|story|article|reviewed|edited|authored|analysis|opinion|essay)\s+by|by|von|par|por|di|door|av|af|text|words|author|authors|autor|auteur)\s*:?\s+/i
const DEGREES =
  /,?\s+(?:M\.?[ADS]c?|Ph\.?\s?D|MPH|MBA|RN|JD|B\.?A|BSc|DPhil|Esq|M\.?D)\b\.?(?=\s*(?:,|$|and\b|&))/g
/** After a comma or a dash: what someone is, not who. */
const OFFICE =
  /\b(editor|reporter|correspondent|writer|columnist|staff|contributor|professor|lecturer|fellow|director|journalist|researcher|analyst|university|institute|news|press|magazine|times|post|bureau|chief|senior|associate|photograph\w*|cnn|bbc|reuters|ap|afp)\b/i
const DATE =
  /\b\d{1,2}[:.]\d\d\b|\b(19|20)\d\d\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\b(published|(last )?updated|posted|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\bmin(ute)?s? read\b/i

/** The names in a byline, without dates, offices, degrees and addresses; undefined: it names nobody. */
export function tidyByline(line: string): string | undefined {
  let text = line
    .slice(0, LIMITS.author)
    .replace(/\([^)]*\)?|\[[^\]]*\]?/g, ' ')
    .replace(/\bhttps?:\/\/\S+|\S+@\S+/gi, ' ')
    .replace(/(^|\s)@\w+/g, '$1')
    .replace(DEGREES, '')
    .replace(/\s+/g, ' ')
    .trim()
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(LEAD, '')
  }
  const date = DATE.exec(text)
  if (date) text = text.slice(0, date.index)
  text = text.split(/\s*(?:\||•|·|—|–|\s-\s|\/\/)\s*/)[0] ?? ''
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '')
  const offices = parts.findIndex((part, i) => i > 0 && OFFICE.test(part))
  // "Jane Doe, Staff Reporter, CNN": from the first office on, all is about her.
  if (offices > 0) text = parts.slice(0, offices).join(', ')
  text = text.replace(/^[\s,;:.&*-]+|[\s,;:&*-]+$/g, '')
  if (text === '' || NO_NAME.test(text) || /\d/.test(text) || !/\p{L}{2}/u.test(text)) return undefined
  return text.split(' ').length > 14 && !/[,;&]| and /.test(text) ? undefined : text
}
