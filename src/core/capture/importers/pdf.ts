/** PDFs, read as text: best effort, said on the receipt; the file itself is kept as the source. */
import { CarrelError } from '#shared/contract/errors'
import { splitNames } from '#shared/domain/names'
import type { Draft, Source } from '../draft'
import { LIMITS } from '../limits'
import { directionOf, readLanguage } from '../metadata/language'
import { isbnIn } from '../packed/isbn'
import { doiIn, frontDoi } from '../pdf/front-doi'
import type { PdfProblem, PdfText } from '../pdf/read-pdf'
import { reflow, type Block } from '../pdf/reflow'
import { escapeText } from '../serialise'
import { createTally, type Tally } from '../tally'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

export async function importPdf(source: Source): Promise<Draft> {
  refuseOthers(source.bytes)
  if (source.extraction === 'none') return withoutText(source, 'it took too long or too much memory to read')
  const { readPdf } = await import('../pdf/read-pdf')
  const read = await readPdf(source.bytes)
  if (typeof read === 'string') return unreadable(source, read)
  const missing = createTally()
  if (read.broken > 0) missing.add('text', 'a page that cannot be read', undefined, read.broken)
  if (read.promised > read.pages.length)
    missing.add(
      'text',
      `of ${read.promised} pages that the file promises only the first ${read.pages.length} were read: the others are not there, or there are too many`
    )
  const blocks = reflow(read.pages).filter((block) => block.text !== '')
  if (blocks.length === 0)
    return withoutText(source, 'its pages are pictures (scanned) and hold no text', read.stated)
  missing.add(
    'text',
    'read as text, best effort: layout, pictures, tables and formulas of the pages are not in it; the file itself is kept'
  )
  return fromBlocks(source, read, blocks, missing)
}

function refuseOthers(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  if (bytes.length === 0) throw new CarrelError('BAD_INPUT', 'It is empty: there is nothing in it to save.')
  if (/%PDF-/.test(head)) return
  throw new CarrelError(
    'BAD_INPUT',
    /<html|<!doctype html|<head|<body/i.test(head)
      ? 'It is named like a PDF but is a web page, often one that asks to sign in. Give it the ending .html to add it as a page.'
      : 'It is named like a PDF but is none: it does not begin like one. Download it again.'
  )
}

function unreadable(source: Source, problem: PdfProblem): Draft {
  if (problem === 'password')
    return withoutText(source, 'it needs a password to open, so its text cannot be read or searched')
  const text = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).toString(
    'latin1'
  )
  if (!/\/Page\b|\bendstream\b/.test(text))
    throw new CarrelError('BAD_INPUT', 'The PDF is cut off before its first page. Download it again.')
  return withoutText(source, 'it is damaged or cut off, so its text cannot be read')
}

/** An article that says in one line why there is no more. The line is not counted as words of the text. */
function withoutText(source: Source, reason: string, stated?: PdfText['stated']): Draft {
  const missing = createTally()
  missing.add('text', `${reason}; the file itself is kept`)
  const sentence = `The text of this PDF is not here: ${reason}. The file itself is kept.`
  const draft = importMarkup(pageless(source), `<p><em>${escapeText(sentence)}</em></p>`, [], {
    image: () => undefined,
    missing
  })
  const { fields, origins } = fieldsOf(source, stated ?? new Map(), [], '', [])
  return { ...draft, fields, origins, words: 0 }
}

/** The markup is ours: it has no address of its own. */
function pageless({ url: _url, ...source }: Source): Source {
  return { ...source, extraction: 'whole' }
}

function fromBlocks(
  source: Source,
  { stated, pages }: PdfText,
  blocks: readonly Block[],
  missing: Tally
): Draft {
  let page = 0
  const sizes = [...new Set(blocks.filter((b) => b.kind === 'heading').map((b) => Math.round(b.size)))].sort(
    (a, b) => b - a
  )
  const html = blocks.map((block) => {
    // Anchors of pages, never shown, for links and citations.
    const anchor = block.page > page ? `<a id="page-${block.page}"></a>` : ''
    page = Math.max(page, block.page)
    const inner = anchor + escapeText(block.text)
    if (block.kind === 'heading') {
      const rank = Math.min(4, 2 + sizes.indexOf(Math.round(block.size)))
      return `<h${rank}>${inner}</h${rank}>`
    }
    return block.kind === 'note' ? `<p><small>${inner}</small></p>` : `<p>${inner}</p>`
  })
  const opening = blocks
    .filter((b) => b.page <= 2)
    .map((b) => b.text)
    .join('\n')
  const { fields, origins } = fieldsOf(source, stated, blocks, opening, pages)
  const draft = importMarkup(pageless(source), html.join('\n'), [], { image: () => undefined, missing })
  return { ...draft, fields, origins, dir: directionOf(fields.lang, draft.text) }
}

const JUNK_TITLE =
  /^(untitled|microsoft word|slide 1|title|document\d*|.*\.(docx?|tex|dvi|indd|qxd|pdf|pptx?|rtf))$|^microsoft word - /i

function fieldsOf(
  source: Source,
  stated: PdfText['stated'],
  blocks: readonly Block[],
  opening: string,
  pages: PdfText['pages']
): Pick<Draft, 'fields' | 'origins'> {
  const first = blocks.filter((b) => b.page === 1 && b.kind === 'heading')
  const largest = first.reduce<Block | undefined>((a, b) => (!a || b.size > a.size + 0.5 ? b : a), undefined)
  const title = stated.get('title')
  const good = title !== undefined && !JUNK_TITLE.test(title) ? title : undefined
  const { fields, origins } = plainFields(source, { title: good ?? largest?.text, opening })
  if (good !== undefined) origins['title'] = 'PDF properties'
  else if (largest) origins['title'] = 'largest line of the first page'
  const set = <K extends 'authors' | 'doi' | 'isbn' | 'lang' | 'url'>(
    field: K,
    value: (typeof fields)[K] | undefined,
    origin: string
  ): void => {
    if (value === undefined) return
    fields[field] = value
    origins[field] = origin
  }
  fields.type = 'document'
  const authors = splitNames((stated.get('author') ?? '').slice(0, 5000)).slice(0, LIMITS.authors)
  set('authors', authors.length > 0 ? authors : undefined, 'PDF properties')
  set('lang', readLanguage(stated.get('lang')), 'PDF properties')
  set('doi', doiIn(stated.get('doi') ?? ''), 'PDF properties')
  if (fields.doi === undefined) set('doi', frontDoi(pages), 'first pages')
  const arxiv = /\barXiv:\s?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/.exec(opening)?.[1]
  if (fields.url === undefined && arxiv !== undefined)
    set('url', `https://arxiv.org/abs/${arxiv}`, 'arXiv number on the first pages')
  const isbn = /\bISBN\b[^\d]{0,20}([\dXx -]{10,20})/.exec(opening)?.[1]
  set('isbn', isbn === undefined ? undefined : isbnIn(isbn), 'first pages')
  if (fields.doi !== undefined) fields.type = 'article-journal'
  else if (fields.isbn !== undefined) fields.type = 'book'
  return { fields, origins }
}
