/** Plain text, for mail and for programs that know nothing else. */
import type { Block, Doc, Entry, Run } from '../doc'

const INDENT = '    '

const indent = (text: string, by = INDENT): string => text.replace(/^(?=[^\n])/gm, by)

class TextWriter {
  #footnotes: string[] = []

  runs(runs: readonly Run[]): string {
    return runs
      .map((r) => {
        if (r.footnote) {
          // Claim the number first: what a footnote holds must not take it.
          const number = this.#footnotes.push('')
          this.#footnotes[number - 1] = `[${number}] ${this.blocks(r.footnote)}`
          return `[${number}]`
        }
        return r.href !== undefined && r.href !== r.text && !r.href.endsWith(r.text)
          ? `${r.text} <${r.href}>`
          : r.text
      })
      .join('')
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((b) => this.#block(b)).join('\n\n')
  }

  /** The footnotes since it was last asked. */
  footnotes(): string {
    const text = this.#footnotes.join('\n')
    this.#footnotes = []
    return text
  }

  #block(b: Block): string {
    switch (b.type) {
      case 'paragraph':
      case 'heading':
        return this.runs(b.runs)
      case 'quote':
        return indent(this.blocks(b.blocks))
      case 'list':
        return b.items
          .map((item, i) => {
            const mark = b.start === undefined ? '- ' : `${b.start + i}. `
            return mark + indent(this.blocks(item), ' '.repeat(mark.length)).trimStart()
          })
          .join('\n')
      case 'code':
        return indent(b.text)
      case 'table':
        return b.rows.map((row) => row.map((cell) => this.runs(cell)).join('\t')).join('\n')
      case 'rule':
        return '* * *'
    }
  }
}

function entryText(writer: TextWriter, e: Entry): string {
  const parts = [writer.runs(e.reference)]
  if (e.why.length > 0) parts.push(indent(`Why read: ${e.why.join('\n')}`))
  if (e.tags.length > 0) parts.push(indent(`Tags: ${e.tags.join(', ')}`))
  if (e.notes.length > 0) parts.push(indent(writer.blocks(e.notes)))
  for (const q of e.quotes) {
    parts.push(indent(`“${q.paragraphs.join('\n')}”`))
    if (q.remark.length > 0) parts.push(indent(`Note: ${writer.blocks(q.remark)}`, INDENT + INDENT))
  }
  if (e.body.length > 0) parts.push(writer.blocks(e.body))
  const footnotes = writer.footnotes()
  if (footnotes !== '') parts.push(indent(footnotes))
  return parts.join('\n\n')
}

export function* renderText(doc: Doc): Generator<string> {
  yield `${doc.title}\n${'='.repeat(Math.min(60, [...doc.title].length))}\n`
  const writer = new TextWriter()
  for (const section of doc.sections) {
    if (section.name !== '')
      yield `\n\n${section.name}\n${'-'.repeat(Math.min(60, [...section.name].length))}\n`
    for (const e of section.entries) yield `\n${entryText(writer, e)}\n`
  }
}
