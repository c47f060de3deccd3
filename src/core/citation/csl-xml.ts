/**
 * XML as CSL styles are written in it, strictly: every tag closed by its own, no document type, no entities but the five of
 * XML. Styles come from anywhere; one that passes holds nothing that expands or reaches out.
 */
import { CarrelError } from '#shared/contract/errors'

export interface CslElement {
  name: string
  attributes: ReadonlyMap<string, string>
  children: CslElement[]
  /** Of this element alone. */
  text: string
}

const DEPTH = 100
const MOST_ELEMENTS = 50_000
const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"]
])

/** The root element. Throws BAD_INPUT with the line and what is wrong there. */
export function readCslXml(text: string): CslElement {
  const bad = (at: number, why: string): CarrelError =>
    new CarrelError('BAD_INPUT', `Line ${text.slice(0, at).split('\n').length} of this file ${why}.`)
  const plain = (raw: string, at: number): string =>
    raw.replace(/&([^;\s&]{0,60};?)/g, (_, inside: string) => {
      const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}));$/i.exec(inside)
      const code = number
        ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16)
        : 0
      if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code)
      const known = inside.endsWith(';') ? NAMED.get(inside.slice(0, -1)) : undefined
      if (known === undefined)
        throw bad(at, `uses the entity &${inside.slice(0, 20)}, which is not allowed in a style`)
      return known
    })
  const past = (end: string, from: number): number => {
    const found = text.indexOf(end, from)
    if (found < 0) throw bad(from, `is not complete: ${end} is missing`)
    return found + end.length
  }

  const open: CslElement[] = []
  let root: CslElement | undefined
  let elements = 0
  let at = 0
  const put = (raw: string, from: number): void => {
    const top = open.at(-1)
    const value = plain(raw, from)
    if (top) top.text += value
    else if (value.trim() !== '') throw bad(from, 'has text outside of the style')
  }
  while (at < text.length) {
    const next = text.indexOf('<', at)
    put(text.slice(at, next < 0 ? text.length : next), at)
    if (next < 0) break
    if (text.startsWith('<!--', next)) at = past('-->', next + 4)
    else if (text.startsWith('<?', next)) at = past('?>', next + 2)
    else if (text.startsWith('<!', next))
      throw bad(next, 'declares a document type or entities, which a style does not need')
    else {
      TAG.lastIndex = next
      const tag = TAG.exec(text)
      if (!tag) throw bad(next, 'is not well-formed XML')
      const [whole, closing, name = '', attributes = '', empty] = tag
      at = next + whole.length
      if (closing === '/') {
        if (open.pop()?.name !== name) throw bad(next, `closes <${name}>, which is not what is open there`)
        continue
      }
      if (++elements > MOST_ELEMENTS || open.length > DEPTH)
        throw bad(next, 'goes deeper than any style does')
      const element: CslElement = {
        name,
        attributes: new Map(
          [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', a, b]) => [key, plain(a ?? b ?? '', next)])
        ),
        children: [],
        text: ''
      }
      const parent = open.at(-1)
      if (parent) parent.children.push(element)
      else if (root) throw bad(next, 'begins a second document')
      else root = element
      if (empty !== '/') open.push(element)
    }
  }
  const left = open.at(-1)
  if (left) throw bad(text.length, `ends before <${left.name}> is closed`)
  if (!root) throw new CarrelError('BAD_INPUT', 'This file is empty; it is not a citation style.')
  return root
}
