/** The tree in Markdown; what Pandoc and Obsidian write differently is in a flavour. */
import { joinRuns, type Block, type Run } from '../doc'
import {
  escapeMarkdown,
  escapeStart,
  inlineCode,
  isAutolink,
  linkTarget,
  texInMarkdown
} from './markdown-escape'

/** Emphasis marks must touch the words they mark. */
function wrap(text: string, mark: string): string {
  const m = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)
  return m?.[2] ? `${m[1] ?? ''}${mark}${m[2]}${mark}${m[3] ?? ''}` : text
}

/** What the readers of Markdown do not agree on. */
export interface Flavour {
  sup(text: string): string
  sub(text: string): string
  smallCaps(text: string): string
}

export const PANDOC: Flavour = {
  sup: (text) => `^${text.replace(/ /g, '\\ ')}^`,
  sub: (text) => `~${text.replace(/ /g, '\\ ')}~`,
  smallCaps: (text) => `[${text}]{.smallcaps}`
}

/** Obsidian and GitHub know these by their HTML; small capitals by nothing. */
export const OBSIDIAN: Flavour = {
  sup: (text) => `<sup>${text}</sup>`,
  sub: (text) => `<sub>${text}</sub>`,
  smallCaps: (text) => text
}

export function inline(r: Run, flavour: Flavour): string {
  if (r.href === r.text && isAutolink(r.href)) return `<${r.href}>`
  let text = r.tex
    ? texInMarkdown(r.text)
    : r.code
      ? inlineCode(r.text)
      : escapeMarkdown(r.text).replace(/\s*\n\s*/g, '\\\n')
  if (r.sup) text = flavour.sup(text)
  if (r.sub) text = flavour.sub(text)
  if (r.smallCaps) text = flavour.smallCaps(text)
  if (r.strike) text = wrap(text, '~~')
  if (r.italic) text = wrap(text, '*')
  if (r.bold) text = wrap(text, '**')
  return r.href === undefined ? text : `[${text}](<${linkTarget(r.href)}>)`
}

/** Each line behind `rest`, the first behind `first`. */
export const prefix = (text: string, first: string, rest = first): string =>
  text
    .split('\n')
    .map((line, i) => ((i === 0 ? first : rest) + line).trimEnd())
    .join('\n')

export class MarkdownWriter {
  readonly #baseLevel: number
  readonly #flavour: Flavour
  readonly #footnotes: string[] = []

  /** `baseLevel`: how deep a note's first-level heading stands. */
  constructor(baseLevel: number, flavour: Flavour) {
    this.#baseLevel = baseLevel
    this.#flavour = flavour
  }

  runs(runs: readonly Run[]): string {
    return joinRuns(runs)
      .map((r) => {
        if (!r.footnote) return inline(r, this.#flavour)
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
  const writer = new MarkdownWriter(1, PANDOC)
  return [writer.blocks(blocks), ...writer.footnotes()].join('\n\n')
}
