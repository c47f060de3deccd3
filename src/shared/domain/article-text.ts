/**
 * The text of an article, derived from its HTML by one rule in every room: the store keeps it, search indexes it,
 * highlights count offsets in it, the reader maps it back onto the screen.
 *
 * The rule: text between two block boundaries is a paragraph; white space inside it collapses to single spaces and
 * is trimmed at both ends; empty paragraphs are left out; paragraphs are joined by "\n". Ruby annotations and TeX
 * annotations of MathML are not text. Offsets are UTF-16 code units.
 *
 * It walks any tree through a small adapter: parse5 in the core, the DOM in the page.
 */
export interface TreeAdapter<N> {
  /** Lower-case element name; undefined for text and anything else. */
  tag(node: N): string | undefined
  /** Character data of a text node; undefined for anything else. */
  text(node: N): string | undefined
  children(node: N): Iterable<N>
}

/** A run of the text that stands unbroken in one text node: text[at, at+length) = data[from, from+length). */
export interface Segment<N> {
  at: number
  length: number
  node: N
  from: number
}

export interface Paragraph<N> {
  start: number
  end: number
  /** The innermost block element that holds it. */
  block: N
}

export interface ArticleText<N> {
  text: string
  paragraphs: Paragraph<N>[]
  segments: Segment<N>[]
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li legend main menu nav ol p pre search ' +
    'section summary table tbody td tfoot th thead tr ul'
  ).split(' ')
)
const SKIPPED = new Set(
  'script style template noscript head title rt rp annotation annotation-xml iframe object'.split(' ')
)
/** What `\s` matches. By numbers: this is asked of every character of every article that is opened. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13)
  if (code < 0xa0) return false
  if (code >= 0x2000 && code <= 0x202f)
    return code <= 0x200a || (code >= 0x2028 && code <= 0x2029) || code === 0x202f
  return code === 0xa0 || code === 0x1680 || code === 0x205f || code === 0x3000 || code === 0xfeff
}

/** The end of the run from `from` on that stands in the text as it is: words one plain space apart. */
function runEnd(data: string, from: number): number {
  let end = from + 1
  for (; end < data.length; end++) {
    const code = data.charCodeAt(end)
    if (!isSpace(code)) continue
    if (code !== 0x20 || end + 1 >= data.length || isSpace(data.charCodeAt(end + 1))) break
  }
  return end
}

/** Reads the text below `root`. Linear in the size of the tree; deep trees do not overflow. */
export function readArticleText<N>(root: N, tree: TreeAdapter<N>): ArticleText<N> {
  const out: ArticleText<N> = { text: '', paragraphs: [], segments: [] }
  const parts: string[] = []
  let length = 0
  let paragraphStart = 0
  let pendingSpace = false
  let block = root

  const endParagraph = (): void => {
    if (length > paragraphStart) {
      out.paragraphs.push({ start: paragraphStart, end: length, block })
      parts.push('\n')
      length += 1
      paragraphStart = length
    }
    pendingSpace = false
  }
  const space = (): void => {
    if (length > paragraphStart) pendingSpace = true
  }
  const take = (node: N, data: string): void => {
    for (let i = 0; i < data.length;) {
      if (isSpace(data.charCodeAt(i))) {
        space()
        i++
        continue
      }
      const end = runEnd(data, i)
      if (pendingSpace) {
        parts.push(' ')
        length += 1
        pendingSpace = false
      }
      parts.push(data.slice(i, end))
      const last = out.segments.at(-1)
      // Words of one node one space apart join up, so that segments stay few.
      if (
        last &&
        last.node === node &&
        last.at + last.length + 1 === length &&
        last.from + last.length + 1 === i
      )
        last.length = length + (end - i) - last.at
      else if (
        last &&
        last.node === node &&
        last.at + last.length === length &&
        last.from + last.length === i
      )
        last.length += end - i
      else out.segments.push({ at: length, length: end - i, node, from: i })
      length += end - i
      i = end
    }
  }

  // An explicit stack: hostile nesting must not overflow ours.
  const stack: { node: N; leave: boolean; outer: N }[] = [{ node: root, leave: false, outer: root }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, leave, outer } = top
    if (leave) {
      endParagraph()
      block = outer
      continue
    }
    const data = tree.text(node)
    if (data !== undefined) {
      take(node, data)
      continue
    }
    const tag = tree.tag(node)
    if (tag === 'br') {
      space()
      continue
    }
    if (tag !== undefined && SKIPPED.has(tag)) continue
    if (tag !== undefined && BLOCKS.has(tag)) {
      endParagraph()
      stack.push({ node, leave: true, outer: block })
      block = node
    }
    const found = tree.children(node)
    const children = Array.isArray(found) ? (found as readonly N[]) : [...found]
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i]
      if (child !== undefined) stack.push({ node: child, leave: false, outer: block })
    }
  }
  endParagraph()
  out.text = parts.join('').replace(/\n$/, '')
  return out
}

/** The paragraph that holds `offset` (or the nearest before it), by number; -1 in an empty text. */
export function paragraphAt(paragraphs: readonly { start: number; end: number }[], offset: number): number {
  let low = 0
  let high = paragraphs.length - 1
  let found = paragraphs.length ? 0 : -1
  while (low <= high) {
    const mid = (low + high) >> 1
    const p = paragraphs[mid]
    if (p && p.start <= offset) {
      found = mid
      low = mid + 1
    } else high = mid - 1
  }
  return found
}

/** Where each paragraph of a stored text begins and ends: one a line. */
export function paragraphsOfText(text: string): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = []
  for (let start = 0; start < text.length;) {
    const nl = text.indexOf('\n', start)
    const end = nl < 0 ? text.length : nl
    out.push({ start, end })
    start = end + 1
  }
  return out
}

/** The segment and place in its node for an offset; at a boundary, the end of the run before when `end`. */
export function locate<N>(
  segments: readonly Segment<N>[],
  offset: number,
  end: boolean
): { node: N; offset: number } | undefined {
  let low = 0
  let high = segments.length - 1
  let found: Segment<N> | undefined
  while (low <= high) {
    const mid = (low + high) >> 1
    const s = segments[mid]
    if (s && (end ? s.at < offset : s.at <= offset)) {
      found = s
      low = mid + 1
    } else high = mid - 1
  }
  if (!found) return segments[0] && { node: segments[0].node, offset: segments[0].from }
  return { node: found.node, offset: found.from + Math.min(Math.max(offset - found.at, 0), found.length) }
}
