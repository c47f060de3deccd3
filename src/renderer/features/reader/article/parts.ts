/**
 * A long article is cut into parts of about 60 blocks that the browser lays out only when they come near (sections,
 * never single blocks: scrolling per block was ten times slower).
 */
const PER_PART = 60
const LONG_FROM = 150
/** A guess at the height of one block, until the browser has seen it. */
const BLOCK_PX = 90

const BLOCK =
  /^(?:address|article|aside|blockquote|center|details|div|dl|figure|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$/

export function cutIntoParts(body: Element): void {
  const container = richest(body)
  if (container.children.length < LONG_FROM) return
  const nodes = [...container.childNodes]
  let part = newPart(container)
  let blocks = 0
  for (const node of nodes) {
    const isBlock = node instanceof Element && BLOCK.test(node.localName)
    // Only at a block: elsewhere a boundary would make two paragraphs of one.
    if (isBlock && blocks >= PER_PART) {
      finish(part, blocks)
      part = newPart(container)
      blocks = 0
    }
    if (isBlock) blocks++
    part.append(node)
  }
  finish(part, blocks)
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

function finish(part: HTMLElement, blocks: number): void {
  part.style.setProperty('contain-intrinsic-block-size', `auto ${blocks * BLOCK_PX}px`)
}
