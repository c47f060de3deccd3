/** What a program on this computer reads out of a file. */
import { execFileSync } from 'node:child_process'

type Node = { t?: unknown; c?: unknown } | readonly Node[] | string | number | null | boolean

/** The words of pandoc's document, one space between words; notes are counted apart. */
function words(node: unknown, seen: { footnotes: number }): string {
  if (Array.isArray(node)) return node.map((n) => words(n as Node, seen)).join('')
  if (typeof node !== 'object' || node === null) return ''
  const { t, c } = node as { t?: unknown; c?: unknown }
  const parts = Array.isArray(c) ? (c as unknown[]) : []
  switch (t) {
    case 'Str':
      return String(c)
    case 'Space':
    case 'SoftBreak':
    case 'LineBreak':
      return ' '
    case 'Code':
    case 'CodeBlock':
    case 'Math':
      return String(parts[1])
    case 'RawInline':
    case 'RawBlock':
      // Tags that it does not know (<bdi>) and passes on.
      return parts[0] === 'html' ? '' : String(parts[1])
    case 'Note':
      seen.footnotes++
      return ''
    case 'Quoted':
      return words(parts[1], seen)
    case 'Link':
    case 'Span':
    case 'Cite':
    case 'Div':
      return words(parts[1], seen)
    case 'Header':
      return `${words(parts[2], seen)} `
    case 'Para':
    case 'Plain':
      return `${words(c, seen)} `
    default:
      return words(c, seen)
  }
}

/** Several files are read each by itself. */
export function readByPandoc(
  files: string | readonly string[],
  from: string
): { text: string; footnotes: number } {
  const read = typeof files === 'string' ? [files] : ['--file-scope', ...files]
  const json = execFileSync('pandoc', ['-f', from, '-t', 'json', ...read], { maxBuffer: 1 << 30 })
  const seen = { footnotes: 0 }
  const { blocks } = JSON.parse(json.toString('utf8')) as { blocks: unknown }
  return { text: words(blocks, seen), footnotes: seen.footnotes }
}

/** How many references pandoc finds. */
export function countByPandoc(file: string, from: string): number {
  const json = execFileSync('pandoc', ['-f', from, '-t', 'csljson', file], { maxBuffer: 1 << 30 })
  return (JSON.parse(json.toString('utf8')) as unknown[]).length
}
