/** The article's text over the DOM that shows it: offsets → ranges on screen, points of the DOM → offsets. */
import {
  locate,
  paragraphAt,
  readArticleText,
  type ArticleText,
  type Paragraph,
  type Segment,
  type TreeAdapter
} from '#shared/domain/article-text'

const domTree: TreeAdapter<Node> = {
  tag: (node) => (node instanceof Element ? node.localName : undefined),
  text: (node) => (node.nodeType === Node.TEXT_NODE ? (node as Text).data : undefined),
  // Walking the siblings takes a third of the time of iterating over a NodeList.
  children(node) {
    const all: Node[] = []
    for (let child = node.firstChild; child; child = child.nextSibling) all.push(child)
    return all
  }
}

export class TextMap {
  readonly text: string
  readonly paragraphs: readonly Paragraph<Node>[]
  private readonly segments: Segment<Node>[]
  /** Where soft hyphens were put into a node: before which of its own characters, in order. */
  private readonly soft = new Map<Node, number[]>()

  constructor(root: Node) {
    const read: ArticleText<Node> = readArticleText<Node>(root, domTree)
    this.text = read.text
    this.paragraphs = read.paragraphs
    this.segments = read.segments
  }

  /** The DOM range of text[start, end). */
  range(start: number, end: number): Range {
    const range = document.createRange()
    const from = locate(this.segments, start, false)
    const to = locate(this.segments, Math.max(end, start), end > start)
    if (from && to) {
      range.setStart(from.node, this.shown(from.node, from.offset, true))
      range.setEnd(to.node, this.shown(to.node, to.offset, false))
    }
    return range
  }

  /** Where a point of the DOM (inside the article) stands in the text; between words of two blocks, at the first's end. */
  offsetOf(node: Node, offset: number): number {
    const point = document.createRange()
    point.setStart(node, offset)
    point.collapse(true)
    let low = 0
    let high = this.segments.length - 1
    let found: Segment<Node> | undefined
    while (low <= high) {
      const mid = (low + high) >> 1
      const s = this.segments[mid]
      if (s && point.comparePoint(s.node, this.shown(s.node, s.from, false)) <= 0) {
        found = s
        low = mid + 1
      } else high = mid - 1
    }
    if (!found) return 0
    const inside = found.node === node ? this.own(node, offset) - found.from : found.length
    return found.at + Math.min(Math.max(inside, 0), found.length)
  }

  /** Where the first text at or after the beginning of `element` stands. */
  startOf(element: Node): number {
    const before = document.createRange()
    before.selectNodeContents(element)
    let low = 0
    let high = this.segments.length
    while (low < high) {
      const mid = (low + high) >> 1
      const s = this.segments[mid]
      if (s && before.comparePoint(s.node, this.shown(s.node, s.from, false)) < 0) low = mid + 1
      else high = mid
    }
    return this.segments[low]?.at ?? this.text.length
  }

  /** The text nodes that hold text[start, end). */
  nodesIn(start: number, end: number): Text[] {
    const nodes = new Set<Text>()
    let low = 0
    let high = this.segments.length
    while (low < high) {
      const mid = (low + high) >> 1
      const s = this.segments[mid]
      if (s && s.at + s.length <= start) low = mid + 1
      else high = mid
    }
    for (let s = this.segments[low]; s && s.at < end; s = this.segments[++low])
      if (s.node instanceof Text) nodes.add(s.node)
    return [...nodes]
  }

  /** Puts soft hyphens into a node that has none of ours yet; text and offsets stay what they are. */
  putSoftHyphens(node: Text, before: readonly number[]): void {
    if (before.length === 0 || this.soft.has(node)) return
    this.soft.set(node, [...before])
    // From the end, and by insertion: ranges in the node move along.
    for (const at of [...before].reverse()) node.insertData(at, '\u00ad')
  }

  /** A node's own offset → its offset on screen; `after` a soft hyphen that stands just there. */
  private shown(node: Node, offset: number, after: boolean): number {
    const soft = this.soft.get(node)
    if (!soft) return offset
    const more = soft.findIndex((o) => (after ? o > offset : o >= offset))
    return offset + (more < 0 ? soft.length : more)
  }

  /** The other way. */
  private own(node: Node, offset: number): number {
    const soft = this.soft.get(node)
    if (!soft) return offset
    const more = soft.findIndex((o, i) => o + i >= offset)
    return offset - (more < 0 ? soft.length : more)
  }

  paragraphAt(offset: number): number {
    return paragraphAt(this.paragraphs, offset)
  }

  /**
   * The text node that begins at `offset`, split off where necessary: something that is not text can then be put
   * before it, and the map stays true.
   */
  nodeAt(offset: number): Text | undefined {
    let low = 0
    let high = this.segments.length - 1
    while (low < high) {
      const mid = (low + high + 1) >> 1
      if ((this.segments[mid]?.at ?? 0) <= offset) low = mid
      else high = mid - 1
    }
    const segment = this.segments[low]
    if (!segment || !(segment.node instanceof Text)) return undefined
    const inside = Math.min(Math.max(offset - segment.at, 0), segment.length)
    const cut = segment.from + inside
    const old = segment.node
    if (cut === 0) return old
    const at = this.shown(old, cut, true)
    if (at >= old.data.length) return undefined
    const added = old.splitText(at)
    const soft = this.soft.get(old)
    if (soft) {
      this.soft.set(
        old,
        soft.filter((o) => o <= cut)
      )
      this.soft.set(
        added,
        soft.filter((o) => o > cut).map((o) => o - cut)
      )
    }
    const rest = segment.length - inside
    segment.length = inside
    let next = low + 1
    if (rest > 0) {
      this.segments.splice(next, 0, { at: segment.at + inside, length: rest, node: added, from: 0 })
      next++
    }
    for (let s = this.segments[next]; s?.node === old; s = this.segments[++next]) {
      s.node = added
      s.from -= cut
    }
    return added
  }
}
