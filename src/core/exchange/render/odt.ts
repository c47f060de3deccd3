/** ODT for LibreOffice and other word processors, with named styles, real lists and real footnotes. */
import type { Block, Doc, Entry, Quote, Run } from '../doc'
import { joinRuns, plainText, textOf } from '../doc'
import { isMostlyRightToLeft, isRightToLeft, splitScripts } from '../scripts'
import { columnWidths } from './columns'
import { MANIFEST, metaPart, MIME, odfPart, styleName, STYLES } from './odt-parts'
import { escapeXml, isWebLink, regionOf, strictHref, zipFiles } from './package'

/** White space in a row is one space to ODF; more of it, tabs and line breaks are elements. */
function words(text: string): string {
  return escapeXml(text)
    .replace(/^ | {2,}| $/g, (m) => `<text:s${m.length === 1 ? '' : ` text:c="${m.length}"`}/>`)
    .replace(/\t/g, '<text:tab/>')
    .replace(/\n/g, '<text:line-break/>')
}

/** For the Latin, East Asian and right-to-left texts, which ODF dresses apart. */
const thrice = (name: string, value: string): string =>
  ['', '-asian', '-complex']
    .map((kind) => `${kind === '' ? 'fo' : 'style'}:${name}${kind}="${value}"`)
    .join(' ')

function properties(r: Run, lang: string | undefined, rtl: boolean): string {
  const [language, country] = lang === undefined ? [] : regionOf(lang).split('-')
  const kind = rtl ? 'complex' : 'asian'
  return [
    r.bold && thrice('font-weight', 'bold'),
    r.italic && thrice('font-style', 'italic'),
    r.smallCaps && 'fo:font-variant="small-caps"',
    r.strike && 'style:text-line-through-style="solid"',
    r.sup ? 'style:text-position="super 58%"' : r.sub && 'style:text-position="sub 58%"',
    r.code && 'fo:font-family="Consolas, monospace"',
    language !== undefined &&
      `style:language-${kind}="${language}" style:country-${kind}="${country ?? 'none'}"`
  ]
    .filter(Boolean)
    .join(' ')
}

/** Between the margins of the page, and the indent of what stands beside a reference, in twips. */
const TEXT_WIDTH = 9026
const BESIDE = 567
const cm = (twips: number): string => `${(twips / 567).toFixed(3)}cm`

class OdtWriter {
  /** The dresses that occur, by their properties. */
  readonly #dresses = new Map<string, string>()
  readonly #tableStyles: string[] = []
  readonly #baseLevel: number
  #footnotes = 0
  #tables = 0
  #below = false

  constructor(baseLevel: number) {
    this.#baseLevel = baseLevel
  }

  /** `steady`: a left-to-right mark after each right-to-left run, which keeps the "(1994)" behind it in its place. */
  runs(runs: readonly Run[], steady = false): string {
    return joinRuns(runs)
      .map((r) => (r.footnote ? this.#footnote(r.footnote) : this.#linked(r, steady)))
      .join('')
  }

  paragraph(style: string, runs: readonly Run[], rtl = isRightToLeft(textOf(runs))): string {
    const steady = !rtl && style === 'Bibliography'
    return `<text:p text:style-name="${styleName(style)}${rtl ? '_rtl' : ''}">${this.runs(runs, steady)}</text:p>`
  }

  plain(style: string, text: string): string {
    return this.paragraph(style, [{ text }])
  }

  heading(level: number, runs: readonly Run[]): string {
    const rtl = isRightToLeft(textOf(runs)) ? '_rtl' : ''
    return `<text:h text:style-name="Heading_20_${level}${rtl}" text:outline-level="${level}">${this.runs(runs)}</text:h>`
  }

  blocks(blocks: readonly Block[], style: string): string {
    return blocks.map((b) => this.#block(b, style)).join('')
  }

  entry(e: Entry): string {
    const parts = [this.paragraph('Bibliography', e.reference, isMostlyRightToLeft(textOf(e.reference)))]
    for (const [i, why] of e.why.entries()) {
      const label: Run[] = i === 0 ? [{ text: 'Why read: ', bold: true }] : []
      parts.push(this.paragraph('Why Read', [...label, { text: why }], isRightToLeft(why)))
    }
    if (e.tags.length > 0) parts.push(this.plain('Entry Meta', `Tags: ${e.tags.join(', ')}`))
    parts.push(this.blocks(e.notes, 'Annotation'))
    for (const q of e.quotes) parts.push(this.#quote(q))
    parts.push(this.blocks(e.body, 'Standard'))
    return parts.join('')
  }

  /** To be asked when all is written. */
  automaticStyles(): string {
    const dresses = [...this.#dresses].map(
      ([inner, name]) =>
        `<style:style style:name="${name}" style:family="text"><style:text-properties ${inner}/></style:style>`
    )
    return [...dresses, ...this.#tableStyles].join('')
  }

  #quote(q: Quote): string {
    return (
      q.paragraphs.map((text) => this.plain(`Quotations ${q.color}`, text)).join('') +
      this.blocks(q.remark, 'Remark')
    )
  }

  #linked(r: Run, steady: boolean): string {
    const inner = splitScripts(r.text)
      .map(({ text, lang, rtl = false }) => {
        const dress = properties(r, lang, rtl)
        const mark = rtl && steady ? '\u200e' : ''
        if (dress === '') return words(text) + mark
        const name = this.#dresses.get(dress) ?? `T${this.#dresses.size + 1}`
        this.#dresses.set(dress, name)
        return `<text:span text:style-name="${name}">${words(text)}</text:span>${mark}`
      })
      .join('')
    return isWebLink(r.href)
      ? `<text:a xlink:type="simple" xlink:href="${escapeXml(strictHref(r.href))}" text:style-name="Internet_20_link">${inner}</text:a>`
      : inner
  }

  /** ODF has no note on a note: its words stand in parentheses then. */
  #footnote(blocks: readonly Block[]): string {
    if (this.#below) return words(` (${plainText(blocks)})`)
    const n = ++this.#footnotes
    this.#below = true
    const body = this.blocks(blocks, 'Footnote') || '<text:p text:style-name="Footnote"/>'
    this.#below = false
    return `<text:note text:id="ftn${n}" text:note-class="footnote"><text:note-citation>${n}</text:note-citation><text:note-body>${body}</text:note-body></text:note>`
  }

  #block(b: Block, style: string): string {
    switch (b.type) {
      case 'paragraph':
        return this.paragraph(style, b.runs)
      case 'heading':
        return this.heading(Math.min(6, this.#baseLevel + b.level - 1), b.runs)
      case 'quote':
        return this.blocks(b.blocks, 'Quotations')
      case 'list': {
        const start = b.start === undefined || b.start === 1 ? '' : ` text:start-value="${b.start}"`
        const items = b.items.map(
          (item, i) =>
            `<text:list-item${i === 0 ? start : ''}>${this.blocks(item, 'List Contents')}</text:list-item>`
        )
        return `<text:list text:style-name="${b.start === undefined ? 'Bullets' : 'Numbers'}">${items.join('')}</text:list>`
      }
      case 'code':
        return `<text:p text:style-name="Code">${words(b.text)}</text:p>`
      case 'table':
        return this.#table(b.rows, style === 'Standard' ? 0 : BESIDE)
      case 'rule':
        return this.paragraph('Rule', [])
    }
  }

  #table(rows: readonly (readonly Run[][])[], left: number): string {
    const widths = columnWidths(rows, TEXT_WIDTH - left)
    const name = `Table${++this.#tables}`
    const rtl = isRightToLeft(rows.flat().map(textOf).join(' '))
    const all = widths.reduce((a, b) => a + b, 0)
    // Where it begins and how wide it is: without both, programs make it as wide as the page.
    this.#tableStyles.push(
      `<style:style style:name="${name}" style:family="table"><style:table-properties style:width="${cm(all)}" table:align="margins" fo:margin-left="${cm(rtl ? TEXT_WIDTH - all - left : left)}" fo:margin-right="${cm(rtl ? left : TEXT_WIDTH - all - left)}"${rtl ? ' style:writing-mode="rl-tb"' : ''}/></style:style>`,
      ...widths.map(
        (width, i) =>
          `<style:style style:name="${name}.${i + 1}" style:family="table-column"><style:table-column-properties style:column-width="${cm(width)}"/></style:style>`
      )
    )
    const row = (cells: readonly Run[][], style: string): string =>
      `<table:table-row>${widths
        .map(
          (_, i) =>
            `<table:table-cell table:style-name="Cell" office:value-type="string">${this.paragraph(style, cells[i] ?? [])}</table:table-cell>`
        )
        .join('')}</table:table-row>`
    const [head, ...body] = rows
    const columns = widths.map((_, i) => `<table:table-column table:style-name="${name}.${i + 1}"/>`).join('')
    return (
      `<table:table table:name="${name}" table:style-name="${name}">${columns}` +
      (head ? `<table:table-header-rows>${row(head, 'Table Heading')}</table:table-header-rows>` : '') +
      `${body.map((cells) => row(cells, 'Table Contents')).join('')}</table:table><text:p text:style-name="Table_20_Contents"/>`
    )
  }
}

const CELL =
  '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #999999" fo:padding-left="0.19cm" fo:padding-right="0.19cm" fo:padding-top="0.06cm" fo:padding-bottom="0.06cm"/></style:style>'

export function renderOdt(doc: Doc): Uint8Array {
  const sections = doc.sections.some((s) => s.name !== '')
  const writer = new OdtWriter(sections ? 2 : 1)
  const body = [writer.plain('Title', doc.title)]
  for (const section of doc.sections) {
    if (section.name !== '') body.push(writer.heading(1, [{ text: section.name }]))
    for (const e of section.entries) body.push(writer.entry(e))
  }
  const content = odfPart(
    'document-content',
    `<office:automatic-styles>${CELL}${writer.automaticStyles()}</office:automatic-styles><office:body><office:text>${body.join('')}</office:text></office:body>`
  )
  return zipFiles(
    [
      ['mimetype', MIME],
      ['META-INF/manifest.xml', MANIFEST],
      ['content.xml', content],
      ['styles.xml', STYLES],
      ['meta.xml', metaPart(doc.title, doc.date)]
    ],
    ['mimetype']
  )
}
