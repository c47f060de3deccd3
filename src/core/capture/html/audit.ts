/** Looks over a page for what will not be kept, so that the receipt can say so. Changes nothing. */
import { embedAddress, isTiny } from '../embeds'
import { safeHref } from '../links'
import type { Tally } from '../tally'
import { attr, elements, find, isHtml, textOf, word, type Document, type Element } from './nodes'

export interface Audit {
  missing: Tally
  removed: Tally
}

const LOADS =
  /(^|\s)(icon|shortcut|apple-touch-icon|preload|prefetch|modulepreload|preconnect|dns-prefetch|prerender|manifest)(\s|$)/i
const HANDLER = /^(on|v-|x-|ng-|@|:)/
const FORM = new Set(
  'form input button select textarea label output datalist fieldset meter progress'.split(' ')
)
const FRAMES = new Set('iframe frame object embed applet portal fencedframe'.split(' '))
const TEXT_ONLY = new Set('xmp plaintext listing noembed noframes'.split(' '))

export function audit(document: Document, { missing, removed }: Audit): void {
  for (const element of elements(document)) {
    if (element.tagName === 'svg') removed.add('image', 'drawn inside the page (SVG), which can hold script')
    auditAttributes(element, removed)
    if (isHtml(element)) auditElement(element, missing, removed)
  }
}

function auditElement(e: Element, missing: Tally, removed: Tally): void {
  const tag = e.tagName
  if (tag === 'script') {
    if (!/ld\+json|math\/|^text\/(x-)?template/i.test(attr(e, 'type') ?? ''))
      removed.add('script', 'taken out: scripts of saved pages are never run', word(e, 'src'))
  } else if (tag === 'style') removed.add('style', 'taken out: the reader has its own style')
  else if (tag === 'link') auditLinkElement(e, removed)
  else if (tag === 'meta') {
    if (/^(refresh|set-cookie)$/i.test(word(e, 'http-equiv') ?? ''))
      removed.add('other', 'would have led to another page by itself', word(e, 'content'))
  } else if (FRAMES.has(tag)) {
    if (isTiny(e)) removed.add('frame', 'too small to see; such frames count visitors', embedAddress(e))
    else missing.add('frame', 'shown from elsewhere; kept as a link where it has an address', embedAddress(e))
  } else if (tag === 'video' || tag === 'audio')
    missing.add('media', 'not saved; kept as a link where it has an address', embedAddress(e))
  else if (tag === 'canvas') missing.add('image', 'drawn by a script while the page ran')
  else if (tag === 'noscript') {
    if (textOf(e, 1000).trim() !== '' || !find(e, (child) => child.tagName === 'img'))
      removed.add('other', 'shown only where scripts are off')
  } else if (tag === 'template') removed.add('other', 'hidden until a script shows it')
  else if (tag === 'area') removed.add('link', 'an area of an image map', word(e, 'href'))
  else if (tag === 'dialog') removed.add('other', 'a dialog, kept as plain text')
  else if (TEXT_ONLY.has(tag))
    removed.add('other', 'an obsolete element that hides its text from newer browsers')
  else if (tag.length > 100) removed.add('other', 'an element that does not exist; its text is kept', tag)
  else if (FORM.has(tag)) removed.add('form', 'taken out: a saved page cannot send anything')
}

function auditLinkElement(e: Element, removed: Tally): void {
  const rel = attr(e, 'rel') ?? ''
  if (/(^|\s)stylesheet(\s|$)/i.test(rel))
    removed.add('style', 'taken out: the reader has its own style', word(e, 'href'))
  else if (LOADS.test(rel)) removed.add('link', 'would have loaded something from elsewhere', word(e, 'href'))
}

function auditAttributes(e: Element, removed: Tally): void {
  for (const { name, value } of e.attrs) {
    if (HANDLER.test(name)) removed.add('script', 'a handler on an element, taken out')
    else if (name === 'style') removed.add('style', 'taken out: the reader has its own style')
    else if (name === 'href' && (e.tagName === 'a' || !isHtml(e))) auditHref(value, removed)
    else if (name === 'ping') removed.add('link', 'would have reported a click on it', value)
    else if (name === 'background') removed.add('image', 'a background, not part of the text', value)
    else if (name === 'popover') removed.add('other', 'a pop-over, kept as plain text')
  }
}

function auditHref(href: string, removed: Tally): void {
  const plain = href.replace(/[\u0000-\u0020]+/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  if (scheme === undefined ? !/^[\\/]{2}/.test(plain) || !plain.includes('\\') : safeHref(href) !== undefined)
    return
  if (scheme === 'javascript' || scheme === 'vbscript' || scheme === 'data')
    removed.add('link', 'would have run a script', plain)
  else removed.add('link', 'leads to a file or a program on this computer, not to the web', plain)
}
