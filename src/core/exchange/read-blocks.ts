/**
 * Notes and articles as blocks. micromark reads the Markdown (CommonMark and GitHub's tables, footnotes, strike-through),
 * parse5 its HTML; raw HTML in a note is text.
 */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { defaultTreeAdapter as tree, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { pictureOf } from '#shared/markdown/pictures'
import { setTexAside, splitAtTex, typedTex, type TexSpan } from '#shared/markdown/tex'
import { joinRuns, type Block, type Run } from './doc'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element
type Dress = Omit<Run, 'text'>

/** Deeper nesting than anyone writes is flattened, so that hostile notes cannot exhaust the stack. */
const DEEPEST = 24
const BLOCKS = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 blockquote ul ol li pre table hr section article div main header footer aside nav figure ' +
    'figcaption details summary dl dt dd address'
  ).split(' ')
)

/** Footnotes by the address their references point to. */
type Footnotes = ReadonlyMap<string, Element>
const NO_FOOTNOTES: Footnotes = new Map()

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value
}

function elements(parent: Element | DefaultTreeAdapterTypes.DocumentFragment): Element[] {
  return parent.childNodes.filter((n): n is Element => tree.isElementNode(n))
}

const DRESSES = new Map<string, Dress>([
  ['em', { italic: true }],
  ['strong', { bold: true }],
  ['code', { code: true }],
  ['del', { strike: true }],
  ['sup', { sup: true }],
  ['sub', { sub: true }]
])

function dressOf(element: Element): Dress | undefined {
  const simple = DRESSES.get(element.tagName)
  if (simple) return simple
  if (element.tagName !== 'a') return undefined
  const href = attribute(element, 'href') ?? ''
  return /^(?:https?:|mailto:)/i.test(href) ? { href } : undefined
}

/** In one line; what TeX takes for a comment would else take the rest with it. */
const texRun = (dress: Dress, formula: TexSpan): Run => ({
  ...dress,
  tex: true,
  text: typedTex(formula)
    .replace(/\s*(?<!\\)%[^\n]*\n/g, ' ')
    .replace(/\s*\n\s*/g, ' ')
})

class BlockReader {
  readonly #footnotes: Footnotes
  /** Of a note: its text has a mark in the place of each. */
  readonly #formulas: readonly TexSpan[]

  constructor(footnotes: Footnotes, formulas: readonly TexSpan[]) {
    this.#footnotes = footnotes
    this.#formulas = formulas
  }

  #plainText(node: Node): string {
    if (tree.isTextNode(node))
      return splitAtTex(node.value, this.#formulas)
        .map((p) => (typeof p === 'string' ? p : typedTex(p)))
        .join('')
    return tree.isElementNode(node) ? node.childNodes.map((n) => this.#plainText(n)).join('') : ''
  }

  runs(nodes: readonly Node[], dress: Dress, depth: number): Run[] {
    return nodes.flatMap((node): Run[] => {
      if (tree.isTextNode(node)) {
        if (dress.code) return [{ ...dress, text: node.value }]
        return splitAtTex(node.value, this.#formulas).map((p) =>
          typeof p === 'string' ? { ...dress, text: showWikiLinks(p.replace(/\s+/g, ' ')) } : texRun(dress, p)
        )
      }
      if (!tree.isElementNode(node)) return []
      if (depth > DEEPEST) return [{ ...dress, text: this.#plainText(node) }]
      switch (node.tagName) {
        case 'br':
          return [{ ...dress, text: '\n' }]
        case 'img':
          return [imageRun(dress, attribute(node, 'src') ?? '', attribute(node, 'alt') ?? '')]
        case 'input':
          return [{ ...dress, text: attribute(node, 'checked') === undefined ? '☐' : '☑' }]
        default:
      }
      if (attribute(node, 'data-footnote-backref') !== undefined) return []
      const [only] = elements(node)
      const reference = node.tagName === 'sup' && only ? attribute(only, 'data-footnote-ref') : undefined
      if (only && reference !== undefined) {
        const item = this.#footnotes.get(attribute(only, 'href') ?? '')
        // A footnote of a footnote (it may be its own) stays a number.
        return item
          ? [
              {
                text: '',
                footnote: new BlockReader(NO_FOOTNOTES, this.#formulas).blocks(item.childNodes, depth + 1)
              }
            ]
          : [{ ...dress, text: `[${this.#plainText(only)}]` }]
      }
      return this.runs(node.childNodes, { ...dress, ...dressOf(node) }, depth + 1)
    })
  }

  blocks(nodes: readonly Node[], depth: number): Block[] {
    const out: Block[] = []
    let loose: Node[] = []
    const flush = (): void => {
      const runs = trimRuns(joinRuns(this.runs(loose, {}, depth)))
      if (runs.length > 0) out.push({ type: 'paragraph', runs })
      loose = []
    }
    for (const node of nodes) {
      if (tree.isElementNode(node) && BLOCKS.has(node.tagName)) {
        flush()
        out.push(...this.block(node, depth))
      } else loose.push(node)
    }
    flush()
    return out
  }

  block(element: Element, depth: number): Block[] {
    if (depth > DEEPEST) {
      const text = this.#plainText(element).trim()
      return text === '' ? [] : [{ type: 'paragraph', runs: [{ text }] }]
    }
    const inside = element.childNodes
    const heading = /^h([1-6])$/.exec(element.tagName)
    if (heading) {
      const runs = trimRuns(joinRuns(this.runs(inside, {}, depth)))
      return runs.length > 0 ? [{ type: 'heading', level: Number(heading[1]), runs }] : []
    }
    switch (element.tagName) {
      case 'section':
        // Footnotes are read where they are referred to.
        return attribute(element, 'data-footnotes') === undefined ? this.blocks(inside, depth + 1) : []
      case 'blockquote':
        return [{ type: 'quote', blocks: this.blocks(inside, depth + 1) }]
      case 'ul':
      case 'ol': {
        const items = elements(element).map((li) => this.blocks(li.childNodes, depth + 1))
        if (element.tagName === 'ul') return [{ type: 'list', items }]
        return [{ type: 'list', start: Number(attribute(element, 'start') ?? 1), items }]
      }
      case 'pre': {
        const [code] = elements(element)
        const language = /^language-([\w+#.-]{1,30})/.exec((code && attribute(code, 'class')) ?? '')?.[1]
        const text = this.#plainText(element).replace(/\n$/, '')
        return [language === undefined ? { type: 'code', text } : { type: 'code', text, language }]
      }
      case 'table': {
        const parts = elements(element)
        const rows = parts.flatMap((e) =>
          e.tagName === 'tr' ? [e] : elements(e).filter((r) => r.tagName === 'tr')
        )
        const caption = parts
          .filter((e) => e.tagName === 'caption')
          .flatMap((e) => this.blocks(e.childNodes, depth + 1))
        const cell = (c: Element): Run[] => trimRuns(joinRuns(this.runs(c.childNodes, {}, depth)))
        return [...caption, { type: 'table', rows: rows.map((row) => elements(row).map(cell)) }]
      }
      case 'hr':
        return [{ type: 'rule' }]
      default:
        return this.blocks(inside, depth + 1)
    }
  }
}

/** The address that a stored text gives a picture of the library; others are only described. */
const STORED_IMAGE = /^\.\.\/[0-9a-f]{2}\/([0-9a-f]{64}\.[a-z]{3,4})$/

function imageRun(dress: Dress, src: string, text: string): Run {
  const image = STORED_IMAGE.exec(src)?.[1] ?? pictureOf(src)
  return image === undefined ? { ...dress, text } : { ...dress, text, image }
}

/** `[[Walden|the pond]]` shows `the pond`: outside the library the link leads nowhere. */
function showWikiLinks(text: string): string {
  return text.replace(
    /\[\[([^[\]|]+)(?:\|([^[\]]+))?\]\]/g,
    (_, target: string, label?: string) => label ?? target
  )
}

function trimRuns(runs: readonly Run[]): Run[] {
  const out = [...runs]
  const [first] = out
  if (first && !first.footnote) out[0] = { ...first, text: first.text.trimStart() }
  const last = out.at(-1)
  if (last && !last.footnote) out[out.length - 1] = { ...last, text: last.text.trimEnd() }
  return out.filter((r) => r.text !== '' || r.footnote || r.image)
}

/** A note. `markdown` must be clean text. */
export function noteBlocks(markdown: string): Block[] {
  const { text, formulas } = setTexAside(markdown)
  return htmlBlocks(micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }), formulas)
}

/** The inside of a page's body; `formulas`: what was set aside in it. Elements that are not known here give their content. */
export function htmlBlocks(html: string, formulas: readonly TexSpan[] = []): Block[] {
  const root = parseFragment(html)
  const footnotes = new Map<string, Element>()
  for (const section of elements(root))
    if (attribute(section, 'data-footnotes') !== undefined)
      for (const list of elements(section))
        for (const item of elements(list)) footnotes.set(`#${attribute(item, 'id') ?? ''}`, item)
  return new BlockReader(footnotes, formulas).blocks(root.childNodes, 0)
}
