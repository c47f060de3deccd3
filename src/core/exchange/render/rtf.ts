/** RTF for older word processors: seven bits, every other character by number. Footnotes are the format's own. */
import type { Block, Doc, Entry, Quote, Run } from '../doc'
import { joinRuns, plainText, textOf } from '../doc'
import { isRightToLeft, splitScripts } from '../scripts'
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
  '{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman Cambria;}{\\f1\\fmodern Consolas;}}' +
  `{\\colortbl;\\red30\\green91\\blue75;\\red89\\green89\\blue89;${Object.values(QUOTE_COLORS).map(rgb).join('')}}` +
  '\\paperw11906\\paperh16838\\margl1440\\margr1440\\margt1440\\margb1440\\widowctrl\\f0\\fs22\n'

function dressed(r: Run): string {
  const on =
    (r.bold ? '\\b' : '') +
    (r.italic ? '\\i' : '') +
    (r.strike ? '\\strike' : '') +
    (r.sup ? '\\super' : r.sub ? '\\sub' : '') +
    (r.smallCaps ? '\\scaps' : '') +
    (r.code ? '\\f1' : '')
  const text = escapeRtf(r.text)
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

class RtfWriter {
  #below = false

  /** `left`: the indent in twips. */
  paragraph(runs: readonly Run[], left: number, more = ''): string {
    return this.#inParagraph(isRightToLeft(textOf(runs)), this.runs(runs), left, more)
  }

  #inParagraph(rtl: boolean, inner: string, left: number, more: string): string {
    const direction = rtl ? '\\rtlpar' : '\\ltrpar'
    return `{\\pard${direction}\\li${left}\\sa120${more} ${inner}\\par}\n`
  }

  runs(runs: readonly Run[]): string {
    return joinRuns(runs)
      .map((r) => (r.footnote ? this.#footnote(r.footnote) : dressed(r)))
      .join('')
  }

  blocks(blocks: readonly Block[], left: number, mark = ''): string {
    return blocks.map((b, i) => this.#block(b, left, i === 0 ? mark : '')).join('')
  }

  entry(e: Entry): string {
    // A mark after what is written from the right keeps the "(1994)" behind it in its place.
    const parts = [
      this.#inParagraph(false, this.runs(e.reference.map(steady)), 567, '\\fi-567\\sb240\\keepn')
    ]
    for (const [i, why] of e.why.entries())
      parts.push(
        this.paragraph(
          [...(i === 0 ? [{ text: 'Why read: ', bold: true } as const] : []), { text: why }],
          567
        )
      )
    if (e.tags.length > 0) parts.push(this.paragraph([{ text: `Tags: ${e.tags.join(', ')}` }], 567, '\\cf2'))
    parts.push(this.blocks(e.notes, 567))
    for (const q of e.quotes) parts.push(this.#quote(q))
    parts.push(this.blocks(e.body, 0))
    return parts.join('')
  }

  #quote(q: Quote): string {
    const side = isRightToLeft(q.paragraphs.join(' ')) ? 'r' : 'l'
    const bar = `\\ri284\\brdr${side}\\brdrs\\brdrw45\\brsp120\\brdrcf${COLOR_NUMBERS.get(q.color) ?? 2}`
    return (
      q.paragraphs.map((text) => this.paragraph([{ text }], 851, bar)).join('') + this.blocks(q.remark, 1134)
    )
  }

  /** A note on a note stands in parentheses. */
  #footnote(blocks: readonly Block[]): string {
    if (this.#below) return escapeRtf(` (${plainText(blocks)})`)
    this.#below = true
    // The last paragraph of a note ends with the note.
    const text = this.blocks(blocks, 0).replace(/\\par\}\n$/, '}')
    this.#below = false
    return `{\\super\\chftn}{\\footnote\\pard\\fs19{\\super\\chftn} ${text}}`
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
          '\\keepn'
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
        return b.rows.map((row) => this.#row(row)).join('')
      case 'rule':
        return '{\\pard\\brdrb\\brdrs\\brdrw10\\par}\n'
    }
  }

  #row(cells: readonly Run[][]): string {
    const width = Math.floor(9000 / Math.max(1, cells.length))
    const line = ['t', 'l', 'b', 'r'].map((side) => `\\clbrdr${side}\\brdrs\\brdrw10`).join('')
    const edges = cells.map((_, i) => `${line}\\cellx${width * (i + 1)}`).join('')
    return `{\\trowd${edges}${cells.map((c) => `\\pard\\intbl ${this.runs(c)}\\cell`).join('')}\\row}\n`
  }
}

export function* renderRtf(doc: Doc): Generator<string> {
  yield `${HEAD}{\\info{\\title ${escapeRtf(doc.title)}}}\n`
  const writer = new RtfWriter()
  yield writer.paragraph([{ text: doc.title }], 0, '\\sa240\\fs40')
  for (const section of doc.sections) {
    if (section.name !== '')
      yield writer.paragraph([{ text: section.name, bold: true }], 0, '\\outlinelevel0\\keepn\\sb360\\fs30')
    for (const e of section.entries) yield writer.entry(e)
  }
  yield '}\n'
}
