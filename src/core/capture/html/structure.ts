/** Structure that the extraction libraries would misread, made plain before they see it; and a title said twice. */
import {
  attr,
  detach,
  elements,
  find,
  findAll,
  hasClass,
  isElement,
  isText,
  makeElement,
  replaceWith,
  tidyText,
  type Element,
  type Node,
  type ParentNode
} from './nodes'

const GUTTER = /^(gutter|linenos?|line-?numbers?(-rows)?|lineno|blob-num|hljs-ln-numbers)$/i
const HEADING = /^h[1-6]$/
/** What a heading's link to itself shows. */
const SELF_LINK = /^[#¶§🔗]\uFE0F?$/u
/** A class of a term or a heading that says where it stands; Readability takes `subheader` for a page's own header. */
const STANDS_FIRST = /header/i

/** Changes the tree in place. */
export function settleStructure(root: Node): void {
  for (const element of findAll(root, () => true)) {
    if (element.tagName === 'footer' && within(element, /^(blockquote|figure)$/)) {
      // Who said it: the libraries take every footer for the page's own.
      replaceWith(element, [moved('div', element)])
    } else if (element.tagName === 'table' && isListing(element)) settleListing(element)
    else if (element.tagName === 'span' && hasClass(element, GUTTER) && within(element, /^pre$/))
      detach(element)
    else if (element.tagName === 'a' && isSelfLink(element)) dropSelfLink(element)
    else if (/^(d[td]|h[2-6])$/.test(element.tagName) && STANDS_FIRST.test(attr(element, 'class') ?? ''))
      element.attrs = element.attrs.filter((a) => a.name !== 'class')
  }
}

/** `#` or `¶` after a heading leads to the heading: on the page a button, in a text a stray sign. */
function isSelfLink(link: Element): boolean {
  return (
    SELF_LINK.test(tidyText(link, 100)) && (attr(link, 'href') ?? '').includes('#') && within(link, HEADING)
  )
}

/** Links to the heading still arrive: its place stays, without the sign. */
function dropSelfLink(link: Element): void {
  if (attr(link, 'id') === undefined && attr(link, 'name') === undefined) detach(link)
  else {
    link.childNodes = []
    link.attrs = link.attrs.filter((a) => a.name !== 'href')
  }
}

/**
 * Takes out the heading that opens an article and says its title once more: the reader shows the title above. (The
 * libraries do so too, but only in Latin letters.)
 */
export function dropTitleHeading(article: ParentNode, title: string): void {
  const wanted = folded(title)
  if (wanted === '') return
  for (const element of elements(article)) {
    if (HEADING.test(element.tagName)) {
      if (folded(tidyText(element, 5000)) === wanted && !isReferred(article, element)) detach(element)
      return
    }
    if (element.tagName === 'img' || element.childNodes.some((n) => isText(n) && n.value.trim() !== ''))
      return
  }
}

/** Something in the article leads to it. */
function isReferred(article: ParentNode, element: Element): boolean {
  const places = [element, ...elements(element)].flatMap((e) => attr(e, 'id') ?? attr(e, 'name') ?? [])
  return (
    places.length > 0 &&
    find(article, (e) => places.includes(attr(e, 'href')?.replace(/^#/, '') ?? '')) !== undefined
  )
}

const folded = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('und')

const isCell = (e: Element): boolean => e.tagName === 'td' || e.tagName === 'th'
const isNumbers = (cell: Element): boolean =>
  (hasClass(cell, GUTTER) || find(cell, (e) => hasClass(e, GUTTER)) !== undefined) &&
  /^[\d\s]*$/.test(tidyText(cell, 200_000))
const isCode = (cell: Element): boolean =>
  hasClass(cell, /code/i) || find(cell, (e) => e.tagName === 'pre' || e.tagName === 'code') !== undefined

/** A table of numbers beside code is how highlighters number lines. */
function isListing(table: Element): boolean {
  const first = find(table, isCell)
  if (!first || !isNumbers(first)) return false
  const cells = findAll(table, isCell)
  return cells.length % 2 === 0 && cells.every((cell, i) => (i % 2 === 0 ? isNumbers(cell) : isCode(cell)))
}

/** One cell of code keeps its block; a row for each line becomes one block. */
function settleListing(table: Element): void {
  const code = findAll(table, isCell).filter((_, i) => i % 2 === 1)
  const [only] = code
  if (code.length === 1 && only) {
    const pre = find(only, (e) => e.tagName === 'pre')
    replaceWith(table, pre ? [...only.childNodes] : [moved('pre', only)])
    return
  }
  const pre = makeElement('pre', {})
  for (const cell of code) {
    const line = moved('span', cell)
    line.parentNode = pre
    pre.childNodes.push(line, { nodeName: '#text', value: '\n', parentNode: pre })
  }
  replaceWith(table, [pre])
}

function moved(tag: string, from: Element): Element {
  const made = makeElement(tag, {})
  made.childNodes = from.childNodes
  for (const child of made.childNodes) child.parentNode = made
  from.childNodes = []
  return made
}

function within(element: Element, tag: RegExp): boolean {
  let steps = 0
  for (let node = element.parentNode; node && isElement(node) && steps < 40; node = node.parentNode, steps++)
    if (tag.test(node.tagName)) return true
  return false
}
