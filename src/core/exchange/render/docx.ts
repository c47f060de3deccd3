/** DOCX for Word and LibreOffice. Direction and language are marked by script; notes below the line are real footnotes. */
import type { Block, Doc, Entry, Quote, Run } from '../doc'
import { joinRuns, plainText, textOf } from '../doc'
import { isMostlyRightToLeft, isRightToLeft, splitScripts } from '../scripts'
import { columnWidths } from './columns'
import {
  CONTENT_TYPES,
  coreProperties,
  documentRelations,
  FOOTER,
  footnoteRelations,
  footnotesPart,
  numbering,
  ROOT_RELATIONS,
  SETTINGS,
  STYLES,
  W
} from './docx-parts'
import { escapeXml, isWebLink, QUOTE_COLORS, regionOf, XML, zipFiles } from './package'

/** Tabs and line breaks are elements. */
function words(text: string): string {
  return text
    .split(/(\n|\t)/)
    .map((part) => {
      if (part === '\n') return '<w:br/>'
      if (part === '\t') return '<w:tab/>'
      return part === '' ? '' : `<w:t xml:space="preserve">${escapeXml(part)}</w:t>`
    })
    .join('')
}

/** In the order that the schema asks of run properties. */
function properties(r: Omit<Run, 'text'>, rtl: boolean, lang: string | undefined): string {
  const inner =
    (isWebLink(r.href) ? '<w:rStyle w:val="Hyperlink"/>' : '') +
    (r.code ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' : '') +
    (r.bold ? '<w:b/><w:bCs/>' : '') +
    (r.italic ? '<w:i/><w:iCs/>' : '') +
    (r.smallCaps ? '<w:smallCaps/>' : '') +
    (r.strike ? '<w:strike/>' : '') +
    (r.sup ? '<w:vertAlign w:val="superscript"/>' : r.sub ? '<w:vertAlign w:val="subscript"/>' : '') +
    (rtl ? '<w:rtl/>' : '') +
    (lang === undefined ? '' : `<w:lang w:${rtl ? 'bidi' : 'eastAsia'}="${regionOf(lang)}"/>`)
  return inner === '' ? '' : `<w:rPr>${inner}</w:rPr>`
}

/** Where a block stands: its style, how deep in lists, and what its first paragraph carries. */
interface Place {
  style: string
  depth: number
  list?: string | undefined
}

/** Between the margins of the page, and the indent of what stands beside a reference, in twips. */
const TEXT_WIDTH = 9026
const BESIDE = 567

/**
 * How a paragraph runs. `steady`: from the left, with a left-to-right mark after what is written from the right, which
 * keeps the "(1994)" behind it in its place.
 */
type Way = 'ltr' | 'rtl' | 'steady'

class DocxWriter {
  readonly links = new Map<string, string>()
  readonly footnotes: string[] = []
  readonly starts: number[] = []
  #bookmarks = 0
  #below = false
  readonly #baseLevel: number

  constructor(baseLevel: number) {
    this.#baseLevel = baseLevel
  }

  runs(runs: readonly Run[], way: Way): string {
    return joinRuns(runs)
      .map((r) => (r.footnote ? this.#footnote(r.footnote) : this.#linked(r, way)))
      .join('')
  }

  /** `more`: what stands between the style and the direction. */
  paragraph(style: string, runs: readonly Run[], more = '', rtl = isRightToLeft(textOf(runs))): string {
    const inner = this.runs(runs, rtl ? 'rtl' : style === 'Bibliography' ? 'steady' : 'ltr')
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}${rtl ? '<w:bidi/>' : ''}</w:pPr>${inner}</w:p>`
  }

  plain(style: string, text: string, more = ''): string {
    return this.paragraph(style, [{ text }], more)
  }

  blocks(blocks: readonly Block[], place: Place): string {
    return blocks.map((b, i) => this.#block(b, i === 0 ? place : { ...place, list: undefined })).join('')
  }

  entry(e: Entry): string {
    const id = ++this.#bookmarks
    const beside = e.why.length + e.tags.length + e.notes.length + e.quotes.length > 0
    const parts = [
      `<w:bookmarkStart w:id="${id}" w:name="ref_${id}"/>`,
      this.paragraph(
        'Bibliography',
        e.reference,
        beside ? '<w:keepNext/>' : '',
        isMostlyRightToLeft(textOf(e.reference))
      ),
      `<w:bookmarkEnd w:id="${id}"/>`
    ]
    for (const [i, why] of e.why.entries()) {
      const label: Run[] = i === 0 ? [{ text: 'Why read: ', bold: true }] : []
      parts.push(this.paragraph('WhyRead', [...label, { text: why }], '', isRightToLeft(why)))
    }
    if (e.tags.length > 0) parts.push(this.plain('EntryMeta', `Tags: ${e.tags.join(', ')}`))
    parts.push(this.blocks(e.notes, { style: 'Annotation', depth: 0 }))
    for (const q of e.quotes) parts.push(this.#quote(q))
    parts.push(this.blocks(e.body, { style: 'Normal', depth: 0 }))
    return parts.join('')
  }

  #quote(q: Quote): string {
    const rtl = isRightToLeft(q.paragraphs.join(' '))
    const bar = `<w:pBdr><w:${rtl ? 'right' : 'left'} w:val="single" w:sz="18" w:space="8" w:color="${QUOTE_COLORS[q.color]}"/></w:pBdr>`
    return (
      q.paragraphs.map((text) => this.plain('Quote', text, bar)).join('') +
      this.blocks(q.remark, { style: 'Remark', depth: 0 })
    )
  }

  #linked(r: Run, way: Way): string {
    const inner = splitScripts(r.text, way === 'rtl')
      .map(({ text, lang, rtl = false }) => {
        const run = `<w:r>${properties(r, rtl, lang)}${words(text)}</w:r>`
        return rtl && way === 'steady' ? `${run}<w:r><w:t>\u200e</w:t></w:r>` : run
      })
      .join('')
    if (!isWebLink(r.href)) return inner
    const id = this.links.get(r.href) ?? `rL${this.links.size + 1}`
    this.links.set(r.href, id)
    return `<w:hyperlink r:id="${id}" w:history="1">${inner}</w:hyperlink>`
  }

  #footnote(blocks: readonly Block[]): string {
    // Word opens no file with a note on a note: its words stand in parentheses then.
    if (this.#below) return `<w:r>${words(` (${plainText(blocks)})`)}</w:r>`
    const at = this.footnotes.push('')
    this.#below = true
    const mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    const xml = this.blocks(blocks, { style: 'FootnoteText', depth: 0 })
    this.#below = false
    const number = `${mark}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`
    this.footnotes[at - 1] = xml.includes('</w:pPr>')
      ? xml.replace('</w:pPr>', () => `</w:pPr>${number}`)
      : `<w:p>${number}</w:p>`
    return `${mark}<w:footnoteReference w:id="${at}"/></w:r>`
  }

  #block(b: Block, place: Place): string {
    const { style, depth, list = '' } = place
    switch (b.type) {
      case 'paragraph':
        return this.paragraph(style, b.runs, list)
      case 'heading': {
        const level = Math.min(6, this.#baseLevel + b.level - 1)
        return this.paragraph(`Heading${level}`, b.runs)
      }
      case 'quote':
        return this.blocks(b.blocks, { style: 'Quote', depth })
      case 'list': {
        const num = b.start === undefined ? 1 : this.starts.push(b.start) + 1
        const level = Math.min(depth, 8)
        const item = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${num}"/></w:numPr>`
        return b.items
          .map((blocks) => this.blocks(blocks, { style: 'ListParagraph', depth: depth + 1, list: item }))
          .join('')
      }
      case 'code':
        return `<w:p><w:pPr><w:pStyle w:val="Code"/></w:pPr><w:r>${words(b.text)}</w:r></w:p>`
      case 'table':
        return this.#table(b.rows, style === 'Normal' ? 0 : BESIDE)
      case 'rule':
        return this.paragraph(
          style,
          [],
          '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr>'
        )
    }
  }

  #table(rows: readonly (readonly Run[][])[], left: number): string {
    const widths = columnWidths(rows, TEXT_WIDTH - left)
    const rtl = isRightToLeft(rows.flat().map(textOf).join(' '))
    const row = (cells: readonly Run[][], head: boolean): string => {
      const made = widths.map((width, i) => {
        const runs = (cells[i] ?? []).map((r): Run => (head ? { ...r, bold: true } : r))
        return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${this.paragraph('TableText', runs)}</w:tc>`
      })
      return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${made.join('')}</w:tr>`
    }
    return (
      `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>${rtl ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/><w:tblInd w:w="${left}" w:type="dxa"/><w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>` +
      `<w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${rows.map((r, i) => row(r, i === 0)).join('')}</w:tbl>` +
      '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'
    )
  }
}

export function renderDocx(doc: Doc): Uint8Array {
  const sections = doc.sections.some((s) => s.name !== '')
  const writer = new DocxWriter(sections ? 2 : 1)
  const body = [writer.plain('Title', doc.title)]
  for (const section of doc.sections) {
    if (section.name !== '') body.push(writer.plain('Heading1', section.name))
    for (const e of section.entries) body.push(writer.entry(e))
  }
  return zipFiles([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', ROOT_RELATIONS],
    ['docProps/core.xml', coreProperties(doc.title, doc.date)],
    [
      'word/document.xml',
      `${XML}<w:document ${W}><w:body>${body.join('')}<w:sectPr><w:footerReference w:type="default" r:id="rF"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`
    ],
    ['word/styles.xml', STYLES],
    ['word/numbering.xml', numbering(writer.starts)],
    ['word/settings.xml', SETTINGS],
    ['word/footnotes.xml', footnotesPart(writer.footnotes)],
    ['word/footer.xml', FOOTER],
    ['word/_rels/document.xml.rels', documentRelations(writer.links)],
    ['word/_rels/footnotes.xml.rels', footnoteRelations(writer.links)]
  ])
}
