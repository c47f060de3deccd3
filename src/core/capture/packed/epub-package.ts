/** The package document of an EPUB (OPF 2 and 3): what the book is called, and what is read in which order. */
import { CarrelError } from '#shared/contract/errors'
import type { Bibliographic } from '#shared/contract/records'
import { parseDate } from '#shared/domain/dates'
import { splitNames } from '#shared/domain/names'
import { decode } from '../decode'
import { LIMITS } from '../limits'
import { readLanguage } from '../metadata/language'
import type { Tally } from '../tally'
import { isbnIn } from './isbn'
import { resolveInside } from './paths'
import { allBelow, childOf, childrenOf, readXml, xmlText, type Xml } from './xml'
import type { Archive } from './zip'

export interface Package {
  /** Names of the parts that make up the text, each once, in reading order. */
  spine: string[]
  /** Headings of the book's own list of contents by part, the first of each. */
  labels: ReadonlyMap<string, string>
  fields: Bibliographic
  origins: Record<string, string>
}

export function partText(archive: Archive, name: string): string | undefined {
  const bytes = archive.read(name)
  return bytes && decode(bytes, { html: true }).text
}

export function readPackage(archive: Archive, missing: Tally): Package {
  const opf = packageName(archive, missing)
  const text = partText(archive, opf)
  if (text === undefined)
    throw new CarrelError(
      'BAD_INPUT',
      'The list of its chapters is missing: the book is not complete. Nothing was added.'
    )
  const { root, entities } = readXml(text)
  if (entities > 0) missing.add('text', 'an abbreviation (entity) that is not looked up', undefined, entities)
  const book = childOf(root, 'package')
  const items = new Map<string, Xml>()
  for (const item of childrenOf(childOf(book, 'manifest'), 'item')) {
    const id = item.attrs.get('id')
    if (id !== undefined && !items.has(id)) items.set(id, item)
    const href = item.attrs.get('href') ?? ''
    if (resolveInside(opf, href) === undefined)
      missing.add('other', 'a part that lies outside of the book; it was not looked for', href)
  }
  const spine = new Set<string>()
  let repeated = 0
  for (const ref of childrenOf(childOf(book, 'spine'), 'itemref')) {
    const item = items.get(ref.attrs.get('idref') ?? '')
    const name = item && resolveInside(opf, item.attrs.get('href') ?? '')
    if (name === undefined) continue
    if (spine.has(name)) repeated += 1
    spine.add(name)
  }
  if (repeated > 0) missing.add('other', 'a chapter listed again; each was kept once', undefined, repeated)
  const navigation = [...items.values()].find(
    (i) =>
      /(^|\s)nav(\s|$)/.test(i.attrs.get('properties') ?? '') ||
      i.attrs.get('media-type') === 'application/x-dtbncx+xml'
  )
  const contents = navigation && resolveInside(opf, navigation.attrs.get('href') ?? '')
  return {
    spine: [...spine],
    labels: contents === undefined ? new Map() : readLabels(archive, contents),
    ...readFields(childOf(book, 'metadata'))
  }
}

function packageName(archive: Archive, missing: Tally): string {
  const container = partText(archive, 'META-INF/container.xml')
  if (container !== undefined) {
    for (const element of allBelow(readXml(container).root)) {
      if (element.tag !== 'rootfile') continue
      const stated = element.attrs.get('full-path') ?? ''
      const name = resolveInside('', stated)
      if (name === undefined)
        throw new CarrelError('BAD_INPUT', 'It points to a file outside of itself. Nothing was added.')
      return name
    }
  }
  const found = archive.names.find((n) => n.toLowerCase().endsWith('.opf'))
  if (found === undefined)
    throw new CarrelError(
      'BAD_INPUT',
      'It is no EPUB: the list of its chapters is missing. Nothing was added.'
    )
  missing.add(
    'other',
    'the note of where its list of chapters lies is missing; the list was found all the same'
  )
  return found
}

/** EPUB 3: links in a nav; EPUB 2: navPoints. */
function readLabels(archive: Archive, name: string): Map<string, string> {
  const labels = new Map<string, string>()
  const text = partText(archive, name)
  if (text === undefined) return labels
  for (const e of allBelow(readXml(text).root)) {
    const isPoint = e.tag === 'navPoint'
    if (!isPoint && e.tag !== 'a') continue
    const href = isPoint ? childOf(e, 'content')?.attrs.get('src') : e.attrs.get('href')
    const label = xmlText(isPoint ? childOf(e, 'navLabel') : e).slice(0, 500)
    const part = href === undefined ? undefined : resolveInside(name, href)
    if (part !== undefined && label !== '' && !labels.has(part)) labels.set(part, label)
  }
  return labels
}

function readFields(metadata: Xml | undefined): Pick<Package, 'fields' | 'origins'> {
  const all = (tag: string): string[] =>
    childrenOf(metadata, tag)
      .map((e) => xmlText(e))
      .filter((t) => t !== '')
  const fields: Bibliographic = {
    type: 'book',
    title: (all('title')[0] ?? '').slice(0, LIMITS.title),
    authors: []
  }
  const origins: Record<string, string> = {}
  if (fields.title !== '') origins['title'] = 'dc:title'
  fields.authors = all('creator')
    .flatMap((name) => splitNames(name.slice(0, LIMITS.author)))
    .slice(0, LIMITS.authors)
  if (fields.authors.length > 0) origins['authors'] = 'dc:creator'
  const set = (
    field: 'issued' | 'publisher' | 'lang' | 'isbn' | 'abstract',
    value: string | undefined,
    origin: string
  ): void => {
    if (value === undefined || value === '') return
    fields[field] = value
    origins[field] = origin
  }
  set('issued', all('date').flatMap((d) => parseDate(d) ?? [])[0], 'dc:date')
  set('publisher', all('publisher')[0]?.slice(0, LIMITS.container), 'dc:publisher')
  set('lang', readLanguage(all('language')[0]), 'dc:language')
  set('isbn', all('identifier').flatMap((id) => isbnIn(id) ?? [])[0], 'dc:identifier')
  const description = all('description')[0]
    ?.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  set('abstract', description?.slice(0, LIMITS.abstract), 'dc:description')
  return { fields, origins }
}
