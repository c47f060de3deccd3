/** LibreOffice and other OpenDocument texts (.odt). */
import { CarrelError } from '#shared/contract/errors'
import { parseDate } from '#shared/domain/dates'
import { splitNames } from '#shared/domain/names'
import type { Draft, Importer } from '../draft'
import { LIMITS } from '../limits'
import { directionOf, readLanguage } from '../metadata/language'
import { xmlPart } from '../packed/docx-parts'
import { odtBlocks, type OdtContext } from '../packed/odt-body'
import { readOdtStyles } from '../packed/odt-styles'
import { allBelow, childOf, xmlText } from '../packed/xml'
import { openArchive, type Archive } from '../packed/zip'
import { createTally } from '../tally'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

export const importOdt: Importer = (source): Draft => {
  const missing = createTally()
  const removed = createTally()
  if (source.bytes[0] !== 0x50 || source.bytes[1] !== 0x4b)
    throw new CarrelError('BAD_INPUT', 'It is named like a LibreOffice document but is none.')
  const archive = openArchive(source.bytes, missing)
  if (isLocked(archive))
    throw new CarrelError('BAD_INPUT', 'It is locked with a password. Save it without one, and add it again.')
  const content = xmlPart(archive, 'content.xml', (count) =>
    removed.add(
      'text',
      'an abbreviation (entity) that the document declares, not looked up',
      undefined,
      count
    )
  )
  const body = childOf(content, 'document-content', 'body', 'text')
  if (!body)
    throw new CarrelError(
      'BAD_INPUT',
      'The part that holds its text is missing: it is no LibreOffice text, or a damaged one. Nothing was added.'
    )
  const cx: OdtContext = {
    styles: readOdtStyles([xmlPart(archive, 'styles.xml'), content]),
    formula: (object) =>
      /^[\w .-]{1,100}$/.test(object)
        ? childOf(xmlPart(archive, `${object}/content.xml`), 'math')
        : undefined,
    missing,
    removed,
    notes: []
  }
  for (const name of archive.names)
    if (/^(Basic|Scripts)\//.test(name)) removed.add('script', 'macros of the document, never run', name)
  const html = odtBlocks(body, cx) + notes(cx)
  const properties = readMeta(archive)
  const title = (properties.title !== '' ? properties.title : (cx.title ?? '')).slice(0, LIMITS.title)
  const shown = cx.title === title ? html.replace(/<h1>[^]*?<\/h1>/, '') : html
  const { url, ...rest } = source
  const draft = importMarkup({ ...rest, extraction: 'whole' }, /\S/.test(shown) ? shown : html, [], {
    image: (address) =>
      address.startsWith('part:') ? archive.read(address.slice(5), LIMITS.imageBytes) : undefined,
    missing,
    removed
  })
  const { fields, origins } = plainFields(source, {
    title: title === '' ? undefined : title,
    opening: draft.text.slice(0, 200)
  })
  if (title !== '') origins['title'] = properties.title === '' ? 'title in the text' : 'document properties'
  const authors = splitNames(properties.creator.slice(0, LIMITS.author))
  const issued = parseDate(properties.created.slice(0, 10))
  const lang = readLanguage(properties.language)
  if (authors.length > 0) Object.assign(fields, { authors })
  if (issued !== undefined) fields.issued = issued
  if (lang !== undefined) fields.lang = lang
  for (const [field, there] of [
    ['authors', authors.length > 0],
    ['issued', issued !== undefined],
    ['lang', lang !== undefined]
  ] as const)
    if (there) origins[field] = 'document properties'
  if (url !== undefined) fields.url = url
  fields.type = 'document'
  return { ...draft, fields, origins, dir: directionOf(fields.lang, draft.text) }
}

function isLocked(archive: Archive): boolean {
  const manifest = xmlPart(archive, 'META-INF/manifest.xml')
  if (!manifest) return false
  for (const e of allBelow(manifest)) if (e.tag === 'encryption-data') return true
  return false
}

function notes(cx: OdtContext): string {
  if (cx.notes.length === 0) return ''
  const items = cx.notes.map(
    (text, i) => `<li id="note-${i + 1}">${text.replace(/<\/p>$/, ` <a href="#ref-${i + 1}">↩</a></p>`)}</li>`
  )
  return `\n<hr><section><ol>${items.join('\n')}</ol></section>`
}

function readMeta(archive: Archive): { title: string; creator: string; created: string; language: string } {
  const meta = childOf(xmlPart(archive, 'meta.xml'), 'document-meta', 'meta')
  const text = (tag: string): string => xmlText(childOf(meta, tag))
  return {
    title: text('title'),
    creator: text('initial-creator') || text('creator'),
    created: text('creation-date') || text('date'),
    language: text('language')
  }
}
