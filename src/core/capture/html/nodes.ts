/** Small steps over parse5's trees. None of them recurses: hostile nesting must not overflow the stack. */
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5'

export type Node = DefaultTreeAdapterTypes.Node
export type ChildNode = DefaultTreeAdapterTypes.ChildNode
export type ParentNode = DefaultTreeAdapterTypes.ParentNode
export type Element = DefaultTreeAdapterTypes.Element
export type Document = DefaultTreeAdapterTypes.Document
export type TextNode = DefaultTreeAdapterTypes.TextNode

export const HTML = 'http://www.w3.org/1999/xhtml'
export const MATHML = 'http://www.w3.org/1998/Math/MathML'

/** Parses a page as a browser does, with scripting off: what stands in noscript is part of the tree. */
export function parsePage(html: string): Document {
  return parse(html, { scriptingEnabled: false })
}

/** Parses what belongs in a body; the explicit tag keeps a frameset from replacing it. */
export function parseBody(html: string): Element {
  const document = parsePage(`<!doctype html><html><head></head><body>${html}`)
  const body = find(document, (e) => e.tagName === 'body')
  if (!body) throw new Error('parse5 made a document without a body')
  return body
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node
}
export function isText(node: Node): node is TextNode {
  return node.nodeName === '#text'
}
export function isHtml(element: Element): boolean {
  return (element.namespaceURI as string) === HTML
}

export function attr(element: Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value
}
/** An attribute's value without white space around it; undefined when nothing is left. */
export function word(element: Element, name: string): string | undefined {
  const value = attr(element, name)?.trim()
  return value === '' ? undefined : value
}
export function hasClass(element: Element, pattern: RegExp): boolean {
  const value = attr(element, 'class')
  return value !== undefined && value.split(/\s+/, 50).some((c) => pattern.test(c))
}

/** Every element below `root`, in document order; the list of a node's children may be changed while it runs. */
export function* elements(root: Node): Generator<Element> {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isElement(node) && node !== root) yield node
    if (!('childNodes' in node)) continue
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      const child = node.childNodes[i]
      if (child && (isElement(child) || 'childNodes' in child)) stack.push(child)
    }
  }
}

export function find(root: Node, wanted: (element: Element) => boolean): Element | undefined {
  for (const element of elements(root)) if (wanted(element)) return element
  return undefined
}
export function findAll(root: Node, wanted: (element: Element) => boolean): Element[] {
  return [...elements(root)].filter(wanted)
}
export function byTag(root: Node, tag: string): Element | undefined {
  return find(root, (e) => e.tagName === tag)
}

/** The text below a node as it stands, without that of scripts and styles; at most `max` characters. */
export function textOf(root: Node, max = Infinity): string {
  const parts: string[] = []
  let length = 0
  const stack: Node[] = [root]
  for (let node = stack.pop(); node && length < max; node = stack.pop()) {
    if (isText(node)) {
      parts.push(node.value)
      length += node.value.length
    } else if ('childNodes' in node) {
      if (node !== root && isElement(node) && /^(script|style|template)$/.test(node.tagName)) continue
      for (let i = node.childNodes.length - 1; i >= 0; i--) {
        const child = node.childNodes[i]
        if (child) stack.push(child)
      }
    }
  }
  return parts.join('').slice(0, max)
}
export function tidyText(root: Node, max = Infinity): string {
  return textOf(root, max).replace(/\s+/g, ' ').trim()
}

export function makeElement(tag: string, attributes: Record<string, string>, text = ''): Element {
  const element = {
    nodeName: tag,
    tagName: tag,
    namespaceURI: html.NS.HTML,
    attrs: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    parentNode: null,
    childNodes: []
  } satisfies Element
  if (text !== '') append(element, [makeText(text)])
  return element
}
function makeText(value: string): TextNode {
  return { nodeName: '#text', value, parentNode: null }
}
export function append(parent: ParentNode, nodes: readonly ChildNode[]): void {
  for (const node of nodes) {
    node.parentNode = parent
    parent.childNodes.push(node)
  }
}

/** Puts `nodes` (taken from wherever they were) in the place of `element`. */
export function replaceWith(element: ChildNode, nodes: readonly ChildNode[]): void {
  const parent = element.parentNode
  for (const node of nodes) if (node !== element) detach(node)
  if (!parent) return
  const at = parent.childNodes.indexOf(element)
  parent.childNodes.splice(at, 1, ...nodes)
  element.parentNode = null
  for (const node of nodes) node.parentNode = parent
}
export function detach(node: ChildNode): void {
  const parent = node.parentNode
  if (!parent) return
  parent.childNodes.splice(parent.childNodes.indexOf(node), 1)
  node.parentNode = null
}
/** Takes all matching elements out at once: linear, where detaching each would not be. */
export function removeAll(root: Node, unwanted: (node: ChildNode) => boolean): void {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('childNodes' in node)) continue
    if (node.childNodes.some(unwanted)) node.childNodes = node.childNodes.filter((c) => !unwanted(c))
    for (const child of node.childNodes) if ('childNodes' in child) stack.push(child)
  }
}
