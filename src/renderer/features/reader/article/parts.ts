/**
 * A long article is cut into parts of about 60 blocks, fewer where they are long, that the browser lays out only when they come near (sections,
 * never single blocks: scrolling per block was ten times slower).
 */
const PER_PART = 60
/** About four screens of text: what one frame can lay out. */
const PART_CHARS = 9000
const LONG_FROM = 150
/** A guess at the height of a part, until the browser has seen it: blocks, and lines of sixty characters. */
const BLOCK_PX = 40
const CHAR_PX = 0.5

const BLOCK =
  /^(?:address|article|aside|blockquote|center|details|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$/

export function cutIntoParts(body: Element): void {
  const container = richest(body)
  if (container.children.length < LONG_FROM) return
  const nodes = [...container.childNodes]
  let part = newPart(container)
  let blocks = 0
  let chars = 0
  for (const node of nodes) {
    const isBlock = node instanceof Element && BLOCK.test(node.localName)
    // Only at a block: elsewhere a boundary would make two paragraphs of one.
    if (isBlock && (blocks >= PER_PART || chars >= PART_CHARS)) {
      finish(part, blocks, chars)
      part = newPart(container)
      blocks = 0
      chars = 0
    }
    if (isBlock) blocks++
    chars += node.textContent?.length ?? 0
    part.append(node)
  }
  finish(part, blocks, chars)
}

/** Down through wrappers, to the element whose children are the article's blocks. */
function richest(body: Element): Element {
  let at = body
  for (;;) {
    const inner = [...at.children].find(
      (c) =>
        /^(?:article|div|main|section)$/.test(c.localName) &&
        c.querySelectorAll('*').length > at.querySelectorAll('*').length * 0.8
    )
    if (!inner || at.children.length >= LONG_FROM) return at
    at = inner
  }
}

function newPart(container: Element): HTMLElement {
  const part = document.createElement('div')
  part.className = 'part'
  container.append(part)
  return part
}

function finish(part: HTMLElement, blocks: number, chars: number): void {
  part.style.setProperty(
    'contain-intrinsic-block-size',
    `auto ${Math.round(blocks * BLOCK_PX + chars * CHAR_PX)}px`
  )
}
