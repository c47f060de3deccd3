/**
 * Writes the sanitiser's tree as HTML that every parser reads back as the same tree: `<` and `>` escaped in
 * attributes too, the line break that parsers drop at the start of `pre` doubled, and one newline between block
 * elements, so that naive readers of the file do not glue paragraphs together.
 */
import { BLOCKS, VOID } from './allow-lists'

export interface Out {
  tag: string
  math: boolean
  attrs: [name: string, value: string][]
  children: (Out | string)[]
}

const TEXT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u00a0': '&nbsp;' }
const ATTRIBUTE: Record<string, string> = { ...TEXT, '"': '&quot;' }

export function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0]/g, (c) => TEXT[c] ?? c)
}
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\u00a0]/g, (c) => ATTRIBUTE[c] ?? c)
}

const isBlock = (node: Out | string | undefined): boolean =>
  typeof node === 'object' && !node.math && BLOCKS.has(node.tag)
const SPACE_ONLY = /^[ \t\n\f\r]*$/

/** `children` lie no deeper than the sanitiser's cap, so recursion is safe. */
export function serialise(children: readonly (Out | string)[]): string {
  const out: string[] = []
  writeAll(children, true, false, out)
  return out.join('')
}

/** `edges`: the container is a block, so its own edges are block boundaries. */
function writeAll(
  children: readonly (Out | string)[],
  edges: boolean,
  verbatim: boolean,
  out: string[]
): void {
  if (verbatim) {
    for (const child of children) write(child, true, out)
    return
  }
  // White space between blocks is ours to set.
  const kept = children.filter((child, i) => {
    if (typeof child !== 'string' || !SPACE_ONLY.test(child)) return true
    const [before, after] = [children[i - 1], children[i + 1]]
    return !(isBlock(before) || isBlock(after) || (edges && (before === undefined || after === undefined)))
  })
  for (const [i, child] of kept.entries()) {
    const [before, after] = [kept[i - 1], kept[i + 1]]
    if ((isBlock(child) || isBlock(before)) && out.length > 0) newline(out)
    if (typeof child !== 'string') {
      write(child, false, out)
      continue
    }
    let text = child
    if (isBlock(before) || (edges && before === undefined)) text = text.replace(/^[ \t\n\f\r]+/, '')
    if (isBlock(after) || (edges && after === undefined)) text = trimEnd(text)
    out.push(escapeText(text))
  }
  if (isBlock(kept.at(-1))) newline(out)
}

/** A regular expression for this is quadratic in inner white space. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\n\f\r'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function newline(out: string[]): void {
  if (out.at(-1) !== '\n') out.push('\n')
}

function write(node: Out | string, verbatim: boolean, out: string[]): void {
  if (typeof node === 'string') {
    out.push(escapeText(node))
    return
  }
  out.push('<', node.tag)
  for (const [name, value] of node.attrs) out.push(' ', name, '="', escapeAttribute(value), '"')
  out.push('>')
  if (!node.math && VOID.has(node.tag)) return
  if (node.tag === 'pre' && !node.math) {
    // Parsers drop one line break after the tag.
    if (startsWithNewline(node.children)) out.push('\n')
    writeAll(node.children, true, true, out)
  } else writeAll(node.children, isBlock(node), verbatim || node.math, out)
  out.push('</', node.tag, '>')
}

function startsWithNewline(children: readonly (Out | string)[]): boolean {
  const first = children[0]
  return typeof first === 'string' && first.startsWith('\n')
}
