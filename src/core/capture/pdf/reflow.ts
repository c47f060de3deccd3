/**
 * Lines of pages → paragraphs, headings and notes: best effort, and marked as such. By the geometry of the lines:
 * what repeats at the edges of pages goes, a smaller hand is a note, an indented or distant line begins a paragraph.
 * Measured in READER.md: of 90 known paragraphs in two columns 84 whole.
 */
import type { Line } from './lines'

export interface Block {
  /** On which it begins, from 1. */
  page: number
  kind: 'text' | 'heading' | 'note'
  size: number
  text: string
}

interface OpenBlock extends Omit<Block, 'text'> {
  lines: string[]
}

export function reflow(pages: readonly (readonly Line[])[]): Block[] {
  const all = pages.flat()
  const body = usualSize(all)
  const isFurniture = furniture(pages)
  const blocks: OpenBlock[] = []
  const notes: OpenBlock[] = []
  for (const lines of pages) {
    const left = lines.filter((line) => !isFurniture(line))
    for (const [i, line] of left.entries()) {
      const small = line.size < body * 0.86
      const previous = (small ? notes : blocks).at(-1)
      const before = left[i - 1]
      // Lines that run the other way begin at the other edge of the same column.
      const turned = before !== undefined && before.x < 0 !== line.x < 0
      const near = before !== undefined && Math.abs(before.x - line.x) < line.size * 4
      const follows = before !== undefined && before.y > line.y && (near || turned)
      const indented = line.x - marginOf(left, line, body) > body * 0.6
      const distant = follows && before.y - line.y > line.size * 1.75
      const another = !previous || Math.abs(previous.size - line.size) > body * 0.1 || distant
      const numbered = small && follows && /^\d{1,3}\D/.test(line.text)
      if (!another && !indented && !numbered) {
        previous.lines.push(line.text.trim())
        continue
      }
      const heading = !small && line.size > body * 1.12 && line.text.length < 160
      const kind = small ? 'note' : heading ? 'heading' : 'text'
      ;(small ? notes : blocks).push({ page: line.page, kind, size: line.size, lines: [line.text.trim()] })
    }
  }
  const words = wordsOf(all)
  return [...blocks, ...notes].map(({ lines, ...block }) => ({ ...block, text: joinLines(lines, words) }))
}

/** The size in which most of the text is set. */
function usualSize(lines: readonly Line[]): number {
  const weights = new Map<number, number>()
  let total = 0
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 10) / 10
    weights.set(rounded, (weights.get(rounded) ?? 0) + text.length)
    total += text.length
  }
  let seen = 0
  for (const [size, weight] of [...weights].sort(([a], [b]) => a - b)) {
    seen += weight
    if (seen * 2 >= total) return size
  }
  return 10
}

/** The left edge of the column a line stands in. */
function marginOf(lines: readonly Line[], line: Line, body: number): number {
  let left = line.x
  for (const { x } of lines) if (x < left && line.x - x < body * 2.5) left = x
  return left
}

/** Running heads and page numbers: outermost lines that are alike on a third of the pages, or only a number. */
function furniture(pages: readonly (readonly Line[])[]): (line: Line) => boolean {
  const edges = pages.map((lines) => {
    let top = -Infinity
    let bottom = Infinity
    for (const { y } of lines) {
      top = Math.max(top, y)
      bottom = Math.min(bottom, y)
    }
    return lines.filter(({ y }) => top - y < 2 || y - bottom < 2)
  })
  const counts = new Map<string, number>()
  for (const lines of edges)
    for (const key of new Set(lines.map(shapeOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const drop = new Set<Line>()
  for (const [i, lines] of edges.entries()) {
    const numbers = lines.filter((line) => pages.length > 1 && /^[\divxlc]{1,5}$/i.test(line.text.trim()))
    const alike = lines.filter((line) => (counts.get(shapeOf(line)) ?? 0) >= Math.max(2, pages.length / 3))
    const gone = new Set([...numbers, ...alike])
    // Where nothing else stands on the page, what is alike is its text.
    const bare = (pages[i] ?? []).every((line) => gone.has(line))
    for (const line of bare ? numbers : gone) drop.add(line)
  }
  return (line) => drop.has(line)
}

const shapeOf = ({ text }: Line): string =>
  text
    .replace(/\b[\divxlc]+\b/gi, '#')
    .replace(/\s+/g, ' ')
    .trim()

function wordsOf(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of lines)
    for (const [word] of text.toLowerCase().matchAll(/\p{L}{2,}(?:-\p{L}+)*/gu)) words.add(word)
  return words
}

/** A hyphen at the end of a line goes, unless the text has the word with it elsewhere. */
function joinLines(lines: readonly string[], words: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    const end = /(\p{L}+)[-\u00ad\u2010]$/u.exec(text.slice(-80))?.[1]
    const start = /^\p{Ll}+/u.exec(line)?.[0]
    if (end !== undefined && start !== undefined) {
      const whole = (end + start).toLowerCase()
      const kept = words.has(`${end}-${start}`.toLowerCase()) && !words.has(whole)
      text = (kept ? text : text.slice(0, -1)) + line
    } else text = text === '' ? line : `${text} ${line}`
  }
  return text.replace(/\s+/g, ' ').trim()
}
