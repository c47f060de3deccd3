/** Saved pages, pages from the web, and pasted HTML. */
import { CarrelError } from '#shared/contract/errors'
import { decode } from '../decode'
import type { Draft, Importer, Source } from '../draft'
import { refuseBinary } from '../file-kinds'
import { pageAddress } from '../html/address'
import { audit } from '../html/audit'
import { extractArticle } from '../html/extract'
import { settleImages } from '../html/images'
import { settleLinks } from '../html/links'
import { settleMath } from '../html/math'
import {
  byTag,
  elements,
  findAll,
  isElement,
  parseBody,
  parsePage,
  removeAll,
  textOf,
  type Document,
  type Element
} from '../html/nodes'
import { shallow } from '../html/shallow'
import { dropTitleHeading, settleStructure } from '../html/structure'
import { LIMITS } from '../limits'
import { readClaims } from '../metadata/claims'
import { directionOf } from '../metadata/language'
import { decideMetadata } from '../metadata/metadata'
import { createTally, type Tally } from '../tally'
import { finishBody } from './finish-body'
import { plainFields } from './plain-fields'

export const importHtml: Importer = (source) => {
  refuseBinary(source.bytes)
  const { text, note } = decode(source.bytes, { charset: source.charset, html: true })
  return importMarkup(source, text, note === undefined ? [] : [note])
}

/** What came in the same file as the page. */
export interface Packed {
  /** The bytes at an address the page uses for an image. */
  image(address: string): Uint8Array | undefined
  missing?: Tally
  removed?: Tally
}

/** From text that is HTML already. `notes`: for the receipt. */
export function importMarkup(
  source: Source,
  markup: string,
  notes: readonly string[],
  packed?: Packed
): Draft {
  const missing = packed?.missing ?? createTally()
  const removed = packed?.removed ?? createTally()
  for (const note of notes) missing.add('text', note)

  const nuls = markup.split('\0').length - 1
  if (nuls > 0) removed.add('text', 'characters without meaning (NUL) left out', undefined, nuls)
  const { html, flattened, attributes } = shallow(nuls > 0 ? markup.replaceAll('\0', '') : markup)
  if (flattened > 0)
    removed.add('other', 'elements nested too deep; their text is kept', undefined, flattened)
  if (attributes > 0) removed.add('other', 'attributes beyond what a page can need', undefined, attributes)

  const page = parsePage(html)
  const body = byTag(page, 'body')
  if (!body)
    throw new CarrelError(
      'BAD_INPUT',
      'It is made of frames that are not in the file: there is no text to save.'
    )
  const claims = readClaims(page)
  const { url, base, foreignBase } = pageAddress(page, source.url)
  audit(page, { missing, removed })
  if (foreignBase !== undefined)
    removed.add('link', 'a base address on another host, not followed', foreignBase)
  settleMath(body, missing)
  settleStructure(body)
  const images = settleImages(body, {
    base: source.url === undefined ? undefined : base,
    styles: findAll(page, (e) => e.tagName === 'style')
      .map((e) => textOf(e))
      .join('\n'),
    removed
  })
  for (const image of packed ? images : [])
    for (const candidate of image.candidates) {
      const bytes = image.bytes ? undefined : packed?.image(candidate)
      if (bytes) image.bytes = bytes
    }
  settleLinks(body, url, base, missing)
  stripInert(page)

  const wanted = wantsExtraction(source, page)
  const fits = wanted && smallEnough(body)
  if (wanted && !fits)
    missing.add('other', 'the page is too large to look for the article in it; the whole page is kept')
  const { extraction } = source
  const by = extraction === 'readability' || extraction === 'defuddle' ? extraction : undefined
  const extracted = fits ? extractArticle(page, url, by) : undefined
  if (by !== undefined && !extracted)
    throw new CarrelError('UNSUPPORTED', 'This way of reading found no article in the page.')
  const { fields, origins, shortened } = decideMetadata(claims, extracted, url)
  for (const field of shortened) removed.add('text', `the ${field} was too long and is cut`)
  const article = extracted ? parseBody(extracted.html) : body
  // The title of a book is not in its pages: what looks like it there is the first chapter's.
  if (source.format !== 'epub') dropTitleHeading(article, fields.title)
  const finished = finishBody(article, images, missing, removed)
  if (fields.title === '') {
    const plain = plainFields(source, { title: undefined, opening: finished.text.slice(0, 200) })
    fields.title = plain.fields.title
    origins['title'] = plain.origins['title'] ?? 'first words'
  }
  return {
    fields,
    origins,
    dir: directionOf(fields.lang, finished.text, extracted?.dir ?? claims.dir),
    body: finished.html,
    text: finished.text,
    words: finished.words,
    ...(source.format === 'html' || source.format === 'mhtml' ? { view: extracted?.by ?? 'whole' } : {}),
    images: finished.images,
    tags: [],
    missing: missing.items(),
    removed: removed.items()
  }
}

/** A piece of a page was chosen by the person: all of it is wanted. */
function wantsExtraction(source: Source, page: Document): boolean {
  if (source.extraction === 'whole' || source.extraction === 'none') return false
  if (source.extraction !== 'article') return true
  if (source.format !== 'html' && source.format !== 'mhtml') return false
  return source.pasted !== true || (byTag(page, 'title') !== undefined && hasWholePage(page))
}

function smallEnough(body: Element): boolean {
  let size = 0
  let count = 0
  for (const element of elements(body)) {
    count += 1
    for (const { name, value } of element.attrs) size += name.length + value.length
    for (const child of element.childNodes) if ('value' in child) size += child.value.length
    if (count > LIMITS.extractElements || size > LIMITS.extractChars) return false
  }
  return true
}

function hasWholePage(page: Document): boolean {
  return findAll(page, (e) => e.tagName === 'meta' || e.tagName === 'link').length > 0
}

/** Scripts and the like, which only get in the way from here on. JSON-LD stays: Readability reads it. */
function stripInert(page: Document): void {
  const inert = new Set('style template noscript svg canvas link base'.split(' '))
  removeAll(page, (node) => {
    if (node.nodeName === '#comment') return true
    if (!isElement(node)) return false
    if (node.tagName === 'script')
      return !node.attrs.some((a) => a.name === 'type' && /ld\+json/i.test(a.value))
    return inert.has(node.tagName)
  })
}
