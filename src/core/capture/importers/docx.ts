/** Word documents (.docx). */
import { CarrelError } from '#shared/contract/errors'
import { parseDate } from '#shared/domain/dates'
import { splitNames } from '#shared/domain/names'
import type { Draft, Importer, Source } from '../draft'
import { LIMITS } from '../limits'
import { directionOf, readLanguage } from '../metadata/language'
import { docxBlocks, type DocxContext } from '../packed/docx-body'
import {
  readNumbering,
  readProperties,
  readStyles,
  relationsOf,
  xmlPart,
  type Properties
} from '../packed/docx-parts'
import { childOf, childrenOf } from '../packed/xml'
import { openArchive, type Archive } from '../packed/zip'
import { escapeAttribute } from '../serialise'
import { createTally, type Tally } from '../tally'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

const DOCUMENT = 'word/document.xml'

export const importDocx: Importer = (source): Draft => {
  const missing = createTally()
  const removed = createTally()
  if (source.bytes[0] !== 0x50 || source.bytes[1] !== 0x4b)
    throw new CarrelError(
      'BAD_INPUT',
      source.bytes[0] === 0xd0
        ? 'It is locked with a password, or an old Word file by another name. Save it anew as .docx without a password.'
        : 'It is named like a Word document but is none.'
    )
  const archive = openArchive(source.bytes, missing)
  const main = mainPart(archive)
  const root = xmlPart(archive, main, (count) =>
    removed.add(
      'text',
      'an abbreviation (entity) that the document declares, not looked up',
      undefined,
      count
    )
  )
  const body = childOf(root, 'document', 'body')
  if (!body)
    throw new CarrelError(
      'BAD_INPUT',
      'The part that holds its text is missing: it is no Word document, or a damaged one. Nothing was added.'
    )
  const cx: DocxContext = {
    relations: relationsOf(archive, main),
    style: readStyles(archive),
    counts: readNumbering(archive),
    missing,
    removed,
    notes: []
  }
  lookAround(archive, missing, removed)
  const html = docxBlocks(body, cx) + notes(archive, cx)
  const properties = readProperties(archive)
  const title = (properties.title !== '' ? properties.title : (cx.title ?? '')).slice(0, LIMITS.title)
  const shown = cx.title === title ? html.replace(/<h1>[^]*?<\/h1>/, '') : html
  const { url, ...rest } = source
  const draft = importMarkup({ ...rest, extraction: 'whole' }, /\S/.test(shown) ? shown : html, [], {
    image: (address) =>
      address.startsWith('part:') ? archive.read(address.slice(5), LIMITS.imageBytes) : undefined,
    missing,
    removed
  })
  return withProperties(draft, source, url, properties, title)
}

function mainPart(archive: Archive): string {
  for (const relation of relationsOf(archive, '').values())
    if (relation.kind === 'officeDocument' && relation.part !== undefined) return relation.part
  return DOCUMENT
}

/** What a document can carry besides its text. */
function lookAround(archive: Archive, missing: Tally, removed: Tally): void {
  for (const name of archive.names) {
    if (/vbaProject\.bin$/i.test(name)) removed.add('script', 'macros of the document, never run', name)
    if (/embeddings\//i.test(name)) missing.add('other', 'a file inside the document, not shown', name)
  }
  for (const { external, kind, target } of relationsOf(archive, 'word/settings.xml').values())
    if (external)
      removed.add(
        'link',
        `a ${kind === 'attachedTemplate' ? 'template' : 'part'} from elsewhere, not loaded`,
        target
      )
  const comments = childrenOf(childOf(xmlPart(archive, 'word/comments.xml'), 'comments'), 'comment').length
  if (comments > 0) missing.add('text', 'a comment in the margin', undefined, comments)
}

/** Footnotes and endnotes, at the end, each with a way back. */
function notes(archive: Archive, cx: DocxContext): string {
  const texts = new Map<string, string>()
  const { relations } = cx
  for (const [prefix, name, tag] of [
    ['f', 'footnotes', 'footnote'],
    ['e', 'endnotes', 'endnote']
  ] as const) {
    const part = `word/${name}.xml`
    cx.relations = relationsOf(archive, part)
    for (const note of childrenOf(childOf(xmlPart(archive, part), name), tag)) {
      const id = `${prefix}${note.attrs.get('id') ?? ''}`
      if (cx.notes.includes(id)) texts.set(id, docxBlocks(note, cx))
    }
  }
  cx.relations = relations
  if (cx.notes.length === 0) return ''
  const items = cx.notes.map((id) => {
    const safe = escapeAttribute(id)
    const text = (texts.get(id) ?? '').replace(/<\/p>$/, ` <a href="#ref-${safe}">↩</a></p>`)
    return `<li id="note-${safe}">${text}</li>`
  })
  return `\n<hr><section><ol>${items.join('\n')}</ol></section>`
}

function withProperties(
  draft: Draft,
  source: Source,
  url: string | undefined,
  { title: stated, creator, created, language }: Properties,
  title: string
): Draft {
  const heading = stated === '' ? undefined : stated
  const plain = plainFields(source, {
    title: title === '' ? undefined : title,
    opening: draft.text.slice(0, 200)
  })
  const { fields } = plain
  const origins: Record<string, string> = { ...plain.origins }
  if (title !== '') origins['title'] = heading === undefined ? 'title in the text' : 'document properties'
  const set = <K extends 'authors' | 'issued' | 'lang'>(
    field: K,
    value: (typeof fields)[K] | undefined
  ): void => {
    if (value === undefined) return
    fields[field] = value
    origins[field] = 'document properties'
  }
  const authors = splitNames(creator.slice(0, LIMITS.author))
  set('authors', authors.length > 0 ? authors : undefined)
  set('issued', parseDate(created.slice(0, 10)))
  set('lang', readLanguage(language))
  if (url !== undefined) fields.url = url
  fields.type = 'document'
  return { ...draft, fields, origins, dir: directionOf(fields.lang, draft.text) }
}
