/** RTF for older word processors: seven bits, every other character by number. Footnotes are the format's own. */
import type { Block, Doc, Entry, Quote, Run } from '../doc'
import { joinRuns, plainText, textOf } from '../doc'
import { isMostlyRightToLeft, isRightToLeft, splitScripts } from '../scripts'
import { columnWidths } from './columns'
import { isWebLink, QUOTE_COLORS, strictHref } from './package'

/** The one escape. `\uN` counts in signed 16 bits; readers that do not know it show the `?` behind. */
export function escapeRtf(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const c = text.charAt(i)
    if (c === '\\' || c === '{' || c === '}') out += `\\${c}`
    else if (c === '\n') out += '\\line '
    else if (c === '\t') out += '\\tab '
    else if (code < 128) out += c
    else out += `\\u${code > 32767 ? code - 65536 : code}\\'3f`
  }
  return out
}

/** `B8860B` as an entry of the colour table. */
const rgb = (hex: string): string =>
  ['red', 'green', 'blue']
    .map((name, i) => `\\${name}${parseInt(hex.slice(2 * i, 2 * i + 2), 16)}`)
    .join('') + ';'
/** Behind the two colours of the text. */
const COLOR_NUMBERS = new Map(Object.keys(QUOTE_COLORS).map((color, i) => [color, i + 3]))

const HEAD =
  '{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman Cambria{\\*\\falt Times New Roman};}{\\f1\\fmodern Consolas;}}' +
  `{\\colortbl;\\red30\\green91\\blue75;\\red89\\green89\\blue89;${Object.values(QUOTE_COLORS).map(rgb).join('')}}` +
  '\\paperw11906\\paperh16838\\margl1440\\margr1440\\margt1440\\margb1440\\widowctrl\\f0\\fs22\n'

/** Words written from the right are marked as such; digits and marks among them go with them (`inRtl`: everywhere). */
function byScript({ text, bold, italic }: Run, inRtl: boolean): string {
  // \ab and \ai are \b and \i for what is written from the right.
  const on = `\\rtlch${bold ? '\\ab' : ''}${italic ? '\\ai' : ''}`
  return splitScripts(text, inRtl)
    .map(({ text: part, rtl }) => (rtl ? `{${on} ${escapeRtf(part)}}` : escapeRtf(part)))
    .join('')
}

function dressed(r: Run, inRtl: boolean): string {
  const on =
    (r.bold ? '\\b' : '') +
    (r.italic ? '\\i' : '') +
    (r.strike ? '\\strike' : '') +
    (r.sup ? '\\super' : r.sub ? '\\sub' : '') +
    (r.smallCaps ? '\\scaps' : '') +
    (r.code ? '\\f1' : '')
  const text = byScript(r, inRtl)
  const inner = on === '' ? text : `{${on} ${text}}`
  if (!isWebLink(r.href)) return inner
  const address = escapeRtf(strictHref(r.href))
  return `{\\field{\\*\\fldinst{HYPERLINK "${address}"}}{\\fldrslt{\\ul\\cf1 ${inner}}}}`
}

const steady = (r: Run): Run => ({
  ...r,
  text: splitScripts(r.text)
    .map(({ text, rtl }) => (rtl ? `${text}\u200e` : text))
    .join('')
})

/** Between the margins of the page, in twips. */
const TEXT_WIDTH = 9026
/** Between the edge of a cell and its words. */
const GAP = 108

class RtfWriter {
  #below = false

  /** `indent`: where its lines begin, in twips; `end`: the indent at their other end. */
  paragraph(
    runs: readonly Run[],
    indent: number,
    more = '',
    { rtl = isRightToLeft(textOf(runs)), end = 0 }: { rtl?: boolean; end?: number } = {}
  ): string {
    // \li and \ri are left and right on the paper, \lin and \rin where lines begin and end.
    const where = rtl
      ? `\\rtlpar\\qr\\li${end}\\ri${indent}\\lin${indent}\\rin${end}`
      : `\\ltrpar\\li${indent}${end === 0 ? '' : `\\ri${end}`}`
    return `{\\pard${where}\\sa120${more} ${this.runs(runs, rtl)}\\par}\n`
  }

  runs(runs: readonly Run[], inRtl = false): string {
    return joinRuns(runs)
      .map((r) => (r.footnote ? this.#footnote(r.footnote) : dressed(r, inRtl)))
      .join('')
  }

  blocks(blocks: readonly Block[], left: number, mark = ''): string {
    return blocks.map((b, i) => this.#block(b, left, i === 0 ? mark : '')).join('')
  }

  entry(e: Entry): string {
    const rtl = isMostlyRightToLeft(textOf(e.reference))
    // A mark after what is written from the right keeps the "(1994)" behind it in its place.
    const reference = rtl ? e.reference : e.reference.map(steady)
    const parts = [this.paragraph(reference, 567, '\\fi-567\\sb240\\keepn', { rtl })]
    for (const [i, why] of e.why.entries()) {
      const label: Run[] = i === 0 ? [{ text: 'Why read: ', bold: true }] : []
      parts.push(this.paragraph([...label, { text: why }], 567, '', { rtl: isRightToLeft(why) }))
    }
    if (e.tags.length > 0) parts.push(this.paragraph([{ text: `Tags: ${e.tags.join(', ')}` }], 567, '\\cf2'))
    parts.push(this.blocks(e.notes, 567))
    for (const q of e.quotes) parts.push(this.#quote(q))
    parts.push(this.blocks(e.body, 0))
    return parts.join('')
  }

  #quote(q: Quote): string {
    const side = isRightToLeft(q.paragraphs.join(' ')) ? 'r' : 'l'
    const bar = `\\brdr${side}\\brdrs\\brdrw45\\brsp120\\brdrcf${COLOR_NUMBERS.get(q.color) ?? 2}`
    return (
      q.paragraphs.map((text) => this.paragraph([{ text }], 851, bar, { end: 284 })).join('') +
      this.blocks(q.remark, 1134)
    )
  }

  /** A note on a note stands in parentheses. */
  #footnote(blocks: readonly Block[]): string {
    if (this.#below) return escapeRtf(` (${plainText(blocks)})`)
    this.#below = true
    // The last paragraph of a note ends with the note.
    const text = this.blocks(blocks, 0).replace(/\\par\}\n$/, '}')
    this.#below = false
    return `{\\super\\chftn}{\\footnote\\pard\\plain\\f0\\fs19{\\super\\chftn} ${text}}`
  }

  #block(b: Block, left: number, mark: string): string {
    const marked = (runs: readonly Run[]): Run[] => (mark === '' ? [...runs] : [{ text: mark }, ...runs])
    const hang = mark === '' ? '' : '\\fi-284'
    switch (b.type) {
      case 'paragraph':
        return this.paragraph(marked(b.runs), left, hang)
      case 'heading':
        return this.paragraph(
          b.runs.map((r) => ({ ...r, bold: true as const })),
          left,
          '\\keepn\\sb160'
        )
      case 'quote':
        return this.blocks(b.blocks, left + 284, mark)
      case 'list':
        return b.items
          .map((item, i) =>
            this.blocks(item, left + 284, b.start === undefined ? '•\t' : `${b.start + i}.\t`)
          )
          .join('')
      case 'code':
        return this.paragraph([{ text: b.text, code: true }], left)
      case 'table':
        return this.#table(b.rows, left)
      case 'rule':
        return '{\\pard\\brdrb\\brdrs\\brdrw10\\par}\n'
    }
  }

  #table(rows: readonly (readonly Run[][])[], left: number): string {
    const line = ['t', 'l', 'b', 'r'].map((side) => `\\clbrdr${side}\\brdrs\\brdrw10`).join('')
    const rtl = isRightToLeft(rows.flat().map(textOf).join(' '))
    // The words in the cells stand where the paragraphs around do.
    let edge = left + GAP
    const edges = columnWidths(rows, TEXT_WIDTH - left - GAP)
      .map((width) => `${line}\\cellx${(edge += width)}`)
      .join('')
    const row = (cells: readonly Run[][], head: boolean): string => {
      const made = cells.map((c) => {
        const from = isRightToLeft(textOf(c))
        return `\\pard\\intbl${from ? '\\rtlpar\\qr' : ''}\\sb40\\sa40 {${head ? '\\b ' : ''}${this.runs(c, from)}}\\cell`
      })
      return `{\\trowd\\trgaph${GAP}\\trleft${left + GAP}${rtl ? '\\rtlrow' : ''}${head ? '\\trhdr' : ''}${edges}${made.join('')}\\row}\n`
    }
    return `${rows.map((cells, i) => row(cells, i === 0)).join('')}{\\pard\\sa0\\fs12\\par}\n`
  }
}

export function* renderRtf(doc: Doc): Generator<string> {
  yield `${HEAD}{\\info{\\title ${escapeRtf(doc.title)}}}\n`
  yield '{\\footer{\\pard\\qc\\chpgn\\par}}\n'
  const writer = new RtfWriter()
  yield writer.paragraph([{ text: doc.title }], 0, '\\sa240\\fs40')
  for (const section of doc.sections) {
    if (section.name !== '')
      yield writer.paragraph([{ text: section.name, bold: true }], 0, '\\outlinelevel0\\keepn\\sb360\\fs30')
    for (const e of section.entries) yield writer.entry(e)
  }
  yield '}\n'
}
