/** Makes a page's links absolute, and those to itself into links within it. Changes the tree in place. */
import { readUrl } from '../links'
import type { Tally } from '../tally'
import { elements, isHtml, type Element, type Node } from './nodes'

const ADDRESSED = new Set(['src', 'data', 'href', 'poster'])
const TAGS = new Set('a iframe frame object embed video audio source'.split(' '))

export function settleLinks(
  root: Node,
  page: string | undefined,
  base: string | undefined,
  missing: Tally
): void {
  const self = page === undefined ? undefined : withoutHash(page)
  for (const element of elements(root)) {
    if (!isHtml(element) || !TAGS.has(element.tagName)) continue
    for (const attribute of element.attrs) {
      if (!ADDRESSED.has(attribute.name)) continue
      const value = attribute.value.trim()
      if (value.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(value)) attribute.value = toSelf(value, self)
      else settleRelative(element, attribute, base, missing, self)
    }
  }
}

function settleRelative(
  element: Element,
  attribute: { name: string; value: string },
  base: string | undefined,
  missing: Tally,
  self: string | undefined
): void {
  const url = readUrl(
    attribute.value.trim(),
    base ?? (attribute.value.startsWith('//') ? 'https://x' : undefined)
  )
  if (url) {
    attribute.value = toSelf(url.href, self)
    return
  }
  if (element.tagName === 'a' && attribute.name === 'href' && attribute.value.trim() !== '')
    missing.add('link', 'leads to another file beside the page, which was not saved with it', attribute.value)
  element.attrs = element.attrs.filter((a) => a !== attribute)
}

function toSelf(address: string, self: string | undefined): string {
  const hash = address.indexOf('#')
  if (self === undefined || hash <= 0) return address
  return withoutHash(address) === self && hash < address.length - 1 ? address.slice(hash) : address
}

function withoutHash(address: string): string {
  const hash = address.indexOf('#')
  return hash < 0 ? address : address.slice(0, hash)
}
