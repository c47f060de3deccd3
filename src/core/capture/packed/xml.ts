/**
 * XML → a plain tree, for the parts of documents. It knows no document types: what a DTD declares is passed over, so
 * that no entity can expand or reach for a file. Forgiving about tags that do not match; nothing recurses.
 */
export interface Xml {
  /** Without its prefix: `w:p` is `p`. */
  tag: string
  /** By local name, first of each; of `r:id` and `id`, also under the full name. */
  attrs: ReadonlyMap<string, string>
  children: (Xml | string)[]
}

export interface XmlReading {
  root: Xml
  /** Entities that were declared or used but not expanded. */
  entities: number
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0']
])
const DEPTH = 500

export function readXml(text: string): XmlReading {
  let entities = 0
  const plain = (raw: string): string =>
    raw.includes('&')
      ? raw.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([\w.:-]{1,60}));/gi, (_, hex, dec, name) => {
          if (typeof name === 'string') {
            const known = NAMED.get(name)
            if (known === undefined) entities += 1
            return known ?? ''
          }
          const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec)
          return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
            ? String.fromCodePoint(code)
            : '\ufffd'
        })
      : raw
  const root: Xml = { tag: '', attrs: new Map(), children: [] }
  const open: Xml[] = [root]
  const put = (value: string): void => {
    if (value !== '') open.at(-1)?.children.push(value)
  }
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next < 0) break
    if (next > at) put(plain(text.slice(at, next)))
    if (text.startsWith('<!--', next)) at = after(text, '-->', next + 4)
    else if (text.startsWith('<![CDATA[', next)) {
      const end = text.indexOf(']]>', next)
      put(text.slice(next + 9, end < 0 ? text.length : end))
      at = after(text, ']]>', next)
    } else if (text.startsWith('<?', next)) at = after(text, '?>', next)
    else if (text.startsWith('<!', next)) {
      const end = endOfDoctype(text, next)
      if (/<!ENTITY/i.test(text.slice(next, end))) entities += 1
      at = end
    } else {
      const end = endOfTag(text, next)
      readTag(text.slice(next + 1, end), open, plain)
      at = end + 1
    }
  }
  return { root, entities }
}

function readTag(inside: string, open: Xml[], plain: (raw: string) => string): void {
  if (inside.startsWith('/')) {
    const tag = local(inside.slice(1).trim())
    const at = open.findLastIndex((e) => e.tag === tag)
    // A stray end closes nothing.
    if (at > 0) open.length = at
    return
  }
  const name = /^[^\s/>]{1,200}/.exec(inside)?.[0]
  if (name === undefined) return
  const attrs = new Map<string, string>()
  for (const [, key = '', double, single] of inside
    .slice(name.length)
    .matchAll(/([^\s=/"']{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = plain(double ?? single ?? '')
    if (!attrs.has(key)) attrs.set(key, value)
    if (!attrs.has(local(key))) attrs.set(local(key), value)
  }
  const element: Xml = { tag: local(name), attrs, children: [] }
  open.at(-1)?.children.push(element)
  if (!inside.endsWith('/') && open.length < DEPTH) open.push(element)
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function after(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found + what.length
}
/** Quoted values may hold `>`. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i)
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  return text.length
}
function endOfDoctype(text: string, from: number): number {
  const subset = text.indexOf('[', from)
  const close = text.indexOf('>', from)
  if (subset < 0 || (close >= 0 && close < subset)) return close < 0 ? text.length : close + 1
  return after(text, '>', Math.max(text.indexOf(']', subset), subset))
}

export function childrenOf(xml: Xml | undefined, tag?: string): Xml[] {
  return (xml?.children ?? []).filter(
    (c): c is Xml => typeof c !== 'string' && (tag === undefined || c.tag === tag)
  )
}
export function childOf(xml: Xml | undefined, ...path: string[]): Xml | undefined {
  let found = xml
  for (const tag of path) found = childrenOf(found, tag)[0]
  return found
}
/** All below, in document order. */
export function* allBelow(xml: Xml): Generator<Xml> {
  const stack: Xml[] = [...childrenOf(xml)].reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next
    stack.push(...childrenOf(next).reverse())
  }
}
export function xmlText(xml: Xml | undefined): string {
  if (!xml) return ''
  const parts: string[] = []
  const stack: (Xml | string)[] = [xml]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') parts.push(next)
    else for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i] ?? '')
  }
  return parts.join('').replace(/\s+/g, ' ').trim()
}
