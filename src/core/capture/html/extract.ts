/**
 * The article within a page: Readability on linkedom, and Defuddle where that finds nothing. Both are handed a tree
 * built from parse5's reading of the page, so that what they see is what a browser would have shown.
 */
import { Readability } from '@mozilla/readability'
import Defuddle from 'defuddle'
import { parseHTML } from 'linkedom'
import { LIMITS } from '../limits'
import { byTag, isElement, isText, type Document, type Node } from './nodes'

export interface Extracted {
  html: string
  by: 'readability' | 'defuddle'
  title: string | undefined
  byline: string | undefined
  site: string | undefined
  published: string | undefined
  lang: string | undefined
  dir: string | undefined
}

/** `by`: only that one is asked. undefined: no article was found. */
export function extractArticle(
  page: Document,
  url: string | undefined,
  by?: Extracted['by']
): Extracted | undefined {
  if (by === 'defuddle') return withDefuddle(page, url)
  return withReadability(page) ?? (by === undefined ? withDefuddle(page, url) : undefined)
}

function withReadability(page: Document): Extracted | undefined {
  let found
  try {
    found = new Readability(toLinkedom(page), {
      keepClasses: true,
      maxElemsToParse: LIMITS.extractElements
    }).parse()
  } catch {
    // Too many elements, or a structure it stumbles over: the next in line has its turn.
    return undefined
  }
  if (!found?.content || (found.textContent ?? '').trim() === '') return undefined
  return {
    // Readability's own wrapper is no place in the page.
    html: found.content.replace(' id="readability-page-1"', ''),
    by: 'readability',
    title: given(found.title),
    byline: readByline(found.byline),
    site: given(found.siteName),
    published: given(found.publishedTime),
    lang: given(found.lang),
    dir: given(found.dir)
  }
}

function withDefuddle(page: Document, url: string | undefined): Extracted | undefined {
  let found
  try {
    const options = { useAsync: false, fetch: refuseFetch, url: url ?? 'about:blank' }
    found = new Defuddle(toLinkedom(page), options).parse()
  } catch {
    // The caller falls back to the whole body.
    return undefined
  }
  if (!/[\p{L}\p{N}]/u.test(found.content.replace(/<[^>]*>/g, ''))) return undefined
  return {
    html: found.content,
    by: 'defuddle',
    title: given(found.title),
    byline: readByline(found.author),
    site: given(found.site),
    published: given(found.published),
    lang: given(found.language),
    dir: undefined
  }
}

/** Some of Defuddle's extractors would ask third parties about the page. */
const refuseFetch = (): Promise<never> => Promise.reject(new Error('Extraction has no network.'))

function given(text: string | null | undefined): string | undefined {
  const tidy = text?.replace(/\s+/g, ' ').trim()
  return tidy === '' ? undefined : tidy
}

/** The first line that names someone: bylines run on into dates, degrees and employers. */
function readByline(byline: string | null | undefined): string | undefined {
  const line = byline?.split('\n').find((l) => l.trim() !== '' && !/^\s*by\s*:?\s*$/i.test(l))
  return given(line)
}

/** The little of the DOM that building a tree needs; linkedom's own types want the DOM library. */
interface BuildNode {
  appendChild(child: BuildNode): void
  setAttribute(name: string, value: string): void
}
interface BuildDocument {
  documentElement: BuildNode
  head: BuildNode
  body: BuildNode
  createElement(tag: string): BuildNode
  createTextNode(text: string): BuildNode
}

const NAME = /^[a-z][\w.-]{0,60}$/i
const ATTRIBUTE = /^[a-z_][\w.:-]{0,60}$/i

/** Typed as Readability and Defuddle want it; without the DOM library that is no type at all. */
function toLinkedom(page: Document): ConstructorParameters<typeof Readability>[0] {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
    document: BuildDocument
  }
  const copy = (from: Node | undefined, into: BuildNode): void => {
    if (!from || !isElement(from)) return
    copyAttributes(from, into)
    const stack: { node: Node; into: BuildNode }[] = []
    const push = (node: Node, target: BuildNode): void => {
      if (!('childNodes' in node)) return
      for (let i = node.childNodes.length - 1; i >= 0; i--) {
        const child = node.childNodes[i]
        if (child) stack.push({ node: child, into: target })
      }
    }
    push(from, into)
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { node, into: target } = top
      if (isText(node)) target.appendChild(document.createTextNode(node.value))
      else if (isElement(node)) {
        if (!NAME.test(node.tagName)) {
          push(node, target)
          continue
        }
        const made = document.createElement(node.tagName)
        copyAttributes(node, made)
        target.appendChild(made)
        push(node, made)
      }
    }
  }
  const html = byTag(page, 'html')
  if (html) copyAttributes(html, document.documentElement)
  copy(byTag(page, 'head'), document.head)
  copy(byTag(page, 'body'), document.body)
  return handOver(document)
}

/** The one place where our few members of the DOM are given out as the whole of it. */
// Document is known to the tests' program and unknown to the core's: only an inferred type satisfies both.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function handOver<T>(document: unknown): T {
  return document as T
}

function copyAttributes(from: { attrs: { name: string; value: string }[] }, into: BuildNode): void {
  for (const { name, value } of from.attrs) if (ATTRIBUTE.test(name)) into.setAttribute(name, value)
}
