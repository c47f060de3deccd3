/** Books (EPUB 2 and 3): each part of the spine becomes a section of one text. */
import { serialize } from 'parse5'
import { CarrelError } from '#shared/contract/errors'
import type { Draft, Importer } from '../draft'
import {
  append,
  attr,
  byTag,
  elements,
  find,
  findAll,
  makeElement,
  parsePage,
  replaceWith,
  tidyText,
  word,
  type Document,
  type Element
} from '../html/nodes'
import { shallow } from '../html/shallow'
import { LIMITS } from '../limits'
import { directionOf } from '../metadata/language'
import { partText, readPackage } from '../packed/epub-package'
import { fragmentOf, resolveInside } from '../packed/paths'
import { openArchive } from '../packed/zip'
import { escapeText } from '../serialise'
import { createTally, type Tally } from '../tally'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

const PART = 'part:'

export const importEpub: Importer = (source): Draft => {
  const missing = createTally()
  const removed = createTally()
  const archive = openArchive(source.bytes, missing)
  if (archive.names.length === 0)
    throw new CarrelError('BAD_INPUT', 'It is no EPUB: there is nothing in it. Nothing was added.')
  const book = readPackage(archive, missing)
  refuseLocked(partText(archive, 'META-INF/encryption.xml'), new Set(book.spine))
  const numbers = new Map(book.spine.map((name, i) => [name, i + 1]))
  const sections: string[] = []
  let size = 0
  for (const [name, number] of numbers) {
    const text = partText(archive, name)
    if (text === undefined) {
      if (!archive.has(name)) missing.add('text', 'a chapter is not in the book', name)
      continue
    }
    size += text.length
    if (size > LIMITS.partBytes)
      throw new CarrelError('TOO_LARGE', 'Its text is larger than any book. Nothing was added.')
    sections.push(readChapter(text, { name, number, numbers, label: book.labels.get(name), removed }))
  }
  if (sections.length === 0)
    throw new CarrelError('BAD_INPUT', 'None of its chapters is in it. Nothing was added.')
  const { url, ...rest } = source
  const draft = importMarkup({ ...rest, extraction: 'whole' }, sections.join('\n'), [], {
    image: (address) =>
      address.startsWith(PART) ? archive.read(address.slice(PART.length), LIMITS.imageBytes) : undefined,
    missing,
    removed
  })
  const { fields, origins } = book
  if (fields.title === '') {
    const plain = plainFields(source, { title: undefined, opening: draft.text.slice(0, 200) })
    fields.title = plain.fields.title
    origins['title'] = plain.origins['title'] ?? 'first words'
  }
  if (url !== undefined) fields.url = url
  return { ...draft, fields, origins, dir: directionOf(fields.lang, draft.text) }
}

/** Fonts are often scrambled, which does not matter; chapters are scrambled only by rights management. */
function refuseLocked(encryption: string | undefined, spine: ReadonlySet<string>): void {
  for (const [, uri = ''] of (encryption ?? '').matchAll(/CipherReference\s+URI\s*=\s*["']([^"']{1,2000})/g))
    if (spine.has(resolveInside('', uri) ?? ''))
      throw new CarrelError(
        'UNSUPPORTED',
        'The book is protected by rights management (DRM), so its text cannot be read. Nothing was saved.'
      )
}

interface Chapter {
  name: string
  number: number
  numbers: ReadonlyMap<string, number>
  label: string | undefined
  removed: Tally
}

function readChapter(text: string, { name, number, numbers, label, removed }: Chapter): string {
  const page = parsePage(shallow(asHtml(text, removed)).html)
  const body = byTag(page, 'body')
  if (!body) return ''
  settleDrawings(page)
  const anchor = (part: number, id: string): string => (id === '' ? `p${part}` : `p${part}-${id}`)
  for (const e of elements(body)) {
    for (const attribute of e.attrs) {
      const value = attribute.value.trim()
      if (attribute.name === 'id' || (attribute.name === 'name' && e.tagName === 'a'))
        attribute.value = anchor(number, value)
      else if (attribute.name === 'href' && e.tagName === 'a' && !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) {
        const target = value.startsWith('#') ? number : numbers.get(resolveInside(name, value) ?? '')
        if (target !== undefined) attribute.value = `#${anchor(target, fragmentOf(value))}`
      } else if (attribute.name === 'src' && e.tagName === 'img') {
        const part = resolveInside(name, value)
        if (part !== undefined) attribute.value = PART + part
      }
    }
    if (e.tagName === 'img') e.attrs = e.attrs.filter((a) => a.name !== 'srcset')
  }
  // Scripts of the head, so that they are counted with the others; they are taken out further on.
  const scripts = findAll(page, (e) => e.tagName === 'script' && e.parentNode?.nodeName === 'head')
  for (const script of scripts) append(body, [script])
  raiseNoteMarks(body)
  const title = titled(body, label) ? '' : `<h2>${escapeText(label ?? '')}</h2>`
  const id = attr(body, 'id')
  const start = id === undefined ? '' : `<a id="${escapeText(id).replaceAll('"', '')}"></a>`
  return `<section id="p${number}">${start}${title}${serialize(body)}</section>`
}

/** The chapter says its title itself; some writers (LibreOffice) say it in a paragraph, which becomes its heading. */
function titled(body: Element, label: string | undefined): boolean {
  if (label === undefined || find(body, (e) => /^h[1-6]$/.test(e.tagName))) return true
  const opening = find(body, (e) => e.tagName === 'p' && tidyText(e) !== '')
  if (!opening || tidyText(opening, 1000) !== label.replace(/\s+/g, ' ').trim()) return false
  const heading = makeElement('h2', {})
  heading.attrs = opening.attrs
  append(heading, opening.childNodes)
  replaceWith(opening, [heading])
  return true
}

/** Most style sheets raise the mark of a note, and style sheets are left behind. */
function raiseNoteMarks(body: Element): void {
  const marks = findAll(
    body,
    (e) =>
      e.tagName === 'a' &&
      (word(e, 'epub:type') === 'noteref' || word(e, 'role') === 'doc-noteref') &&
      !byTag(e, 'sup') &&
      !(e.parentNode && 'tagName' in e.parentNode && e.parentNode.tagName === 'sup')
  )
  for (const mark of marks) {
    const raised = makeElement('sup', {})
    replaceWith(mark, [raised])
    append(raised, [mark])
  }
}

/** Covers are often one picture inside a drawing. */
function settleDrawings(page: Document): void {
  for (const svg of findAll(page, (e) => e.tagName === 'svg')) {
    const pictures = findAll(svg, (e) => e.tagName === 'image')
    const [picture] = pictures
    const src = picture && hrefOf(picture)
    if (pictures.length === 1 && src !== undefined && !find(svg, (e) => e.tagName === 'text'))
      replaceWith(svg, [makeElement('img', { src, alt: '' })])
  }
}
function hrefOf(e: Element): string | undefined {
  return e.attrs.find((a) => a.name === 'href')?.value
}

/** XHTML as HTML reads it: no document type of its own, and elements without content opened and closed. */
function asHtml(text: string, removed: Tally): string {
  const doctype = /<!DOCTYPE[^>[]*(?:\[([^\]]*)\])?\s*>/i.exec(text.slice(0, 1 << 20))
  let rest = doctype ? text.slice(0, doctype.index) + text.slice(doctype.index + doctype[0].length) : text
  const declared = new Set(
    [...(doctype?.[1] ?? '').matchAll(/<!ENTITY\s+(\w{1,60})/gi)].flatMap(([, name]) => name ?? [])
  )
  if (declared.size > 0) {
    removed.add(
      'text',
      'abbreviations that a chapter declares (entities), not expanded',
      undefined,
      declared.size
    )
    rest = rest.replace(/&(\w{1,60});/g, (all, name: string) => (declared.has(name) ? '' : all))
  }
  return rest
    .replace(/<\?xml[^>]*\?>/gi, '')
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, inside: string) => escapeText(inside))
    .replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (all, tag: string, attrs: string) =>
      SELF_CLOSED.test(tag) ? `<${tag}${attrs}></${tag}>` : all
    )
}
const SELF_CLOSED =
  /^(a|abbr|b|blockquote|cite|code|dd|del|div|dt|em|figcaption|figure|h[1-6]|i|ins|li|p|pre|q|s|script|section|small|span|strong|style|sub|sup|td|textarea|th|title|tr|u|iframe|object|video|audio|canvas)$/i
