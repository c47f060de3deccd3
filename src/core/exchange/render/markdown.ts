/**
 * Markdown for Pandoc: a YAML header that carries the references, so that `pandoc --citeproc` resolves every `[@key]`
 * at once; each reference in a `::: {#ref-key .csl-entry}` block, as Pandoc writes its own bibliographies.
 */
import type { CslItem } from '#shared/domain/csl'
import { joinRuns, type Block, type Doc, type Entry, type Run } from '../doc'
import { titleRuns } from '../title-markup'
import { escapeMarkdown, escapeStart, inlineCode, isAutolink, linkTarget } from './markdown-escape'

/** Emphasis marks must touch the words they mark. */
function wrap(text: string, mark: string): string {
  const m = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)
  return m?.[2] ? `${m[1] ?? ''}${mark}${m[2]}${mark}${m[3] ?? ''}` : text
}

function inline(r: Run): string {
  if (r.href === r.text && isAutolink(r.href)) return `<${r.href}>`
  let text = r.code ? inlineCode(r.text) : escapeMarkdown(r.text).replace(/\s*\n\s*/g, '\\\n')
  if (r.sup) text = `^${text.replace(/ /g, '\\ ')}^`
  if (r.sub) text = `~${text.replace(/ /g, '\\ ')}~`
  if (r.smallCaps) text = `[${text}]{.smallcaps}`
  if (r.strike) text = wrap(text, '~~')
  if (r.italic) text = wrap(text, '*')
  if (r.bold) text = wrap(text, '**')
  return r.href === undefined ? text : `[${text}](<${linkTarget(r.href)}>)`
}

const prefix = (text: string, first: string, rest = first): string =>
  text
    .split('\n')
    .map((line, i) => ((i === 0 ? first : rest) + line).trimEnd())
    .join('\n')

class MarkdownWriter {
  readonly #baseLevel: number
  readonly #footnotes: string[] = []

  /** `baseLevel`: how deep a note's first-level heading stands. */
  constructor(baseLevel: number) {
    this.#baseLevel = baseLevel
  }

  runs(runs: readonly Run[]): string {
    return joinRuns(runs)
      .map((r) => {
        if (!r.footnote) return inline(r)
        const number = this.#footnotes.push('')
        this.#footnotes[number - 1] = prefix(this.blocks(r.footnote), `[^${number}]: `, '    ')
        return `[^${number}]`
      })
      .join('')
  }

  paragraph(runs: readonly Run[]): string {
    return escapeStart(this.runs(runs))
  }

  blocks(blocks: readonly Block[]): string {
    const parts: string[] = []
    for (const [i, b] of blocks.entries()) {
      // Two lists in a row would run into one.
      if (b.type === 'list' && blocks[i - 1]?.type === 'list') parts.push('<!-- -->')
      parts.push(this.#block(b))
    }
    return parts.join('\n\n')
  }

  footnotes(): readonly string[] {
    return this.#footnotes
  }

  #block(b: Block): string {
    switch (b.type) {
      case 'paragraph':
        return this.paragraph(b.runs)
      case 'heading': {
        const text = this.runs(b.runs).replace(/\\?\n/g, ' ').replace(/#+$/, '\\$&')
        return `${'#'.repeat(Math.min(6, this.#baseLevel + b.level - 1))} ${text}`
      }
      case 'quote':
        return prefix(this.blocks(b.blocks), '> ')
      case 'list':
        return b.items
          .map((item, i) => {
            const mark = b.start === undefined ? '-   ' : `${b.start + i}. `.padEnd(4)
            return prefix(this.blocks(item), mark, ' '.repeat(mark.length))
          })
          .join(b.items.some((item) => item.length > 1) ? '\n\n' : '\n')
      case 'code': {
        const longest = Math.max(2, ...(b.text.match(/`+/g) ?? []).map((m) => m.length))
        const fence = '`'.repeat(longest + 1)
        return `${fence}${b.language ?? ''}\n${b.text}\n${fence}`
      }
      case 'table':
        return this.#table(b.rows)
      case 'rule':
        return '* * *'
    }
  }

  #table(rows: readonly (readonly Run[][])[]): string {
    const line = (row: readonly Run[][]): string =>
      `| ${row
        .map((cell) =>
          this.runs(cell)
            .replace(/\\?\n/g, ' ')
            .replace(/(?<!\\)\|/g, '\\|')
        )
        .join(' | ')} |`
    const [head = [], ...body] = rows
    return [line(head), `|${' --- |'.repeat(head.length)}`, ...body.map(line)].join('\n')
  }
}

/** Blocks that stand by themselves. */
export function blocksToMarkdown(blocks: readonly Block[]): string {
  const writer = new MarkdownWriter(1)
  return [writer.blocks(blocks), ...writer.footnotes()].join('\n\n')
}

function entryMarkdown(writer: MarkdownWriter, e: Entry): string {
  const parts = [`::: {#ref-${e.key} .csl-entry}\n${writer.paragraph(e.reference)}\n:::`]
  const [why, ...more] = e.why
  if (why !== undefined)
    parts.push(`**Why read:** ${escapeMarkdown(why)}`, ...more.map((p) => writer.paragraph([{ text: p }])))
  if (e.tags.length > 0) parts.push(`**Tags:** ${escapeMarkdown(e.tags.join(', '))}`)
  if (e.notes.length > 0) parts.push(writer.blocks(e.notes))
  for (const q of e.quotes) {
    const text = q.paragraphs.map((p) => writer.paragraph([{ text: p }])).join('\n\n')
    parts.push(prefix(`${text} [@${e.key}]`, '> '))
    if (q.remark.length > 0) parts.push(writer.blocks(q.remark))
  }
  return parts.join('\n\n')
}

/** JSON is YAML; Pandoc reads texts in its header as Markdown. */
function yamlText(text: string): string {
  return JSON.stringify(escapeStart(escapeMarkdown(text)))
}

function yamlReference(item: CslItem): string {
  const markup = new Set<string>(['title', 'container-title'])
  const fields = Object.entries(item).flatMap(([name, value]): string[] => {
    if (name === 'abstract' || value === undefined) return []
    if (name === 'id' || name === 'type') return [`"${name}": ${JSON.stringify(value)}`]
    if (typeof value === 'string')
      return [
        `"${name}": ${markup.has(name) ? JSON.stringify(escapeStart(joinRuns(titleRuns(value)).map(inline).join(''))) : yamlText(value)}`
      ]
    return [
      `"${name}": ${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? escapeMarkdown(inner) : inner))}`
    ]
  })
  return `- {${fields.join(', ')}}\n`
}

export function* renderMarkdown(doc: Doc): Generator<string> {
  yield `---\ntitle: ${yamlText(doc.title)}\nlang: en\n`
  if (doc.date !== undefined) yield `date: ${JSON.stringify(doc.date)}\n`
  const entries = doc.sections.flatMap((s) => s.entries)
  if (entries.length > 0) {
    // The references stand in the text, with what belongs to each: Pandoc need not print them again at the end.
    yield 'suppress-bibliography: true\nreferences:\n'
    for (const e of entries) yield yamlReference(e.item)
  }
  yield '---\n'
  const writer = new MarkdownWriter(doc.sections.some((s) => s.name !== '') ? 2 : 1)
  for (const section of doc.sections) {
    if (section.name !== '') yield `\n# ${escapeMarkdown(section.name).replace(/#+$/, '\\$&')}\n`
    for (const e of section.entries) yield `\n${entryMarkdown(writer, e)}\n`
  }
  for (const footnote of writer.footnotes()) yield `\n${footnote}\n`
}
