/** The text of an OpenDocument text (ODF 1.3) as HTML; the sanitiser sees it afterwards like any other. */
import { escapeAttribute, escapeText } from '../serialise'
import type { Tally } from '../tally'
import type { OdtStyles } from './odt-styles'
import { resolveInside } from './paths'
import { childOf, childrenOf, xmlText, type Xml } from './xml'

export interface OdtContext {
  styles: OdtStyles
  /** MathML of a formula object (`Object 1`), if it is one. */
  formula(object: string): Xml | undefined
  missing: Tally
  removed: Tally
  /** Footnotes and endnotes in the order in which they are met: already HTML. */
  notes: string[]
  /** The first paragraph that is styled as the title. */
  title?: string
}

/** Elements that only group blocks. */
const GROUPS = new Set(
  'section index-body index-title table-of-content bibliography alphabetical-index illustration-index table-index user-index object-index'.split(
    ' '
  )
)
const DEEPEST = 60

/** Blocks of the body, a cell, a list item, a box or a note. */
export function odtBlocks(parent: Xml, cx: OdtContext, depth = 0): string {
  if (depth > DEEPEST) return `<p>${escapeText(xmlText(parent))}</p>`
  return childrenOf(parent)
    .map((e) => block(e, cx, depth))
    .filter((html) => html !== '')
    .join('\n')
}

function block(e: Xml, cx: OdtContext, depth: number): string {
  switch (e.tag) {
    case 'h': {
      const html = inline(e, cx, depth)
      const level = Math.min(6, Math.max(1, Number(e.attrs.get('outline-level') ?? 1) || 1))
      return /\S/.test(html) ? `<h${level}>${html}</h${level}>` : ''
    }
    case 'p':
      return paragraph(e, cx, depth)
    case 'list':
      return list(e, cx, depth)
    case 'table':
      return table(e, cx, depth)
    case 'frame':
      return frame(e, cx, depth)
    case 'tracked-changes':
      if (xmlText(e) !== '') cx.removed.add('text', 'deleted by its author, with changes tracked')
      return ''
    default:
      return GROUPS.has(e.tag) ? odtBlocks(e, cx, depth + 1) : ''
  }
}

function paragraph(e: Xml, cx: OdtContext, depth: number): string {
  const style = cx.styles.paragraph(e.attrs.get('style-name'))
  const html = inline(e, cx, depth)
  if (!/\S/.test(html)) return ''
  if (style.title && cx.title === undefined && xmlText(e) !== '') {
    cx.title = xmlText(e)
    return `<h1>${html}</h1>`
  }
  // A picture with its caption is a box inside a paragraph.
  if (/^\s*<figure>/.test(html) || html.includes('</table>')) return html
  if (style.code) return `<pre>${html}</pre>`
  return style.quote ? `<blockquote><p>${html}</p></blockquote>` : `<p>${html}</p>`
}

function list(e: Xml, cx: OdtContext, depth: number, level = 1, inherited?: string): string {
  const name = e.attrs.get('style-name') ?? inherited
  if (depth > DEEPEST) return `<p>${escapeText(xmlText(e))}</p>`
  const tag = cx.styles.counts(name, level) ? 'ol' : 'ul'
  const items = childrenOf(e)
    .filter((item) => item.tag === 'list-item' || item.tag === 'list-header')
    .map((item) => {
      const inside = childrenOf(item).map((b) =>
        b.tag === 'list' ? list(b, cx, depth + 1, level + 1, name) : block(b, cx, depth + 1)
      )
      return `<li>${inside.join('\n').replace(/^<p>([^]*?)<\/p>(?=\s*(?:<[ou]l>|$))/, '$1')}</li>`
    })
  return `<${tag}>${items.join('\n')}</${tag}>`
}

function table(e: Xml, cx: OdtContext, depth: number): string {
  const row = (tr: Xml, tag: 'td' | 'th'): string => {
    const cells = childrenOf(tr, 'table-cell').map((cell) => {
      const span = ['columns', 'rows'].map((what) => {
        const n = Number(cell.attrs.get(`number-${what}-spanned`) ?? 1)
        return n > 1 && n < 1000 ? ` ${what === 'columns' ? 'colspan' : 'rowspan'}="${n}"` : ''
      })
      const inside = odtBlocks(cell, cx, depth + 1).replace(/^<p>([^]*?)<\/p>$/, '$1')
      return `<${tag}${span.join('')}>${inside}</${tag}>`
    })
    return cells.length === 0 ? '' : `<tr>${cells.join('')}</tr>`
  }
  const head = childrenOf(e, 'table-header-rows').flatMap((rows) => childrenOf(rows, 'table-row'))
  const body = [e, ...childrenOf(e, 'table-rows'), ...childrenOf(e, 'table-row-group')].flatMap((rows) =>
    childrenOf(rows, 'table-row')
  )
  const top = head.length > 0 ? `<thead>${head.map((tr) => row(tr, 'th')).join('')}</thead>` : ''
  return `<table>${top}<tbody>${body.map((tr) => row(tr, 'td')).join('\n')}</tbody></table>`
}

function inline(parent: Xml, cx: OdtContext, depth: number): string {
  return parent.children
    .map((e) => (typeof e === 'string' ? escapeText(e.replace(/\s+/g, ' ')) : part(e, cx, depth)))
    .join('')
}

function part(e: Xml, cx: OdtContext, depth: number): string {
  if (depth > DEEPEST) return escapeText(xmlText(e))
  switch (e.tag) {
    case 'span': {
      let html = inline(e, cx, depth + 1)
      if (!/\S/.test(html)) return html
      for (const tag of cx.styles.marks(e.attrs.get('style-name'))) html = `<${tag}>${html}</${tag}>`
      return html
    }
    case 'a':
      return `<a href="${escapeAttribute((e.attrs.get('href') ?? '').replace(/^#(.*)\|\w+$/, '#$1'))}">${inline(e, cx, depth + 1)}</a>`
    case 's':
      return ' '.repeat(Math.min(20, Math.max(1, Number(e.attrs.get('c') ?? 1) || 1)))
    case 'tab':
      return ' '
    case 'line-break':
      return '<br>'
    case 'bookmark':
    case 'bookmark-start':
    case 'reference-mark-start':
      return `<a id="${escapeAttribute(e.attrs.get('name') ?? '')}"></a>`
    case 'note':
      return note(e, cx, depth)
    case 'annotation':
      cx.missing.add('text', 'a comment in the margin')
      return ''
    case 'frame':
      return frame(e, cx, depth)
    case 'ruby':
      return `<ruby>${inline(childOf(e, 'ruby-base') ?? e, cx, depth + 1)}<rt>${escapeText(xmlText(childOf(e, 'ruby-text')))}</rt></ruby>`
    case 'annotation-end':
    case 'soft-page-break':
    case 'change':
    case 'change-start':
    case 'change-end':
      return ''
    default:
      return inline(e, cx, depth + 1)
  }
}

function note(e: Xml, cx: OdtContext, depth: number): string {
  const number = cx.notes.length + 1
  // Its place is taken before its text, which could hold another.
  cx.notes.push('')
  const body = childOf(e, 'note-body')
  cx.notes[number - 1] = body ? odtBlocks(body, cx, depth + 1) : ''
  return `<sup><a id="ref-${number}" href="#note-${number}">${number}</a></sup>`
}

/** A picture, a formula, or a box of text. */
function frame(e: Xml, cx: OdtContext, depth: number): string {
  const box = childOf(e, 'text-box')
  if (box) {
    const html = odtBlocks(box, cx, depth + 1)
    const caption = /^<p>(<img [^>]*>)\s*(?:<br>)?([^]*)<\/p>$/.exec(html)
    if (!caption) return html
    const words = (caption[2] ?? '').trim()
    return `<figure>${caption[1] ?? ''}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`
  }
  const object = childOf(e, 'object')?.attrs.get('href')
  const math = object === undefined ? undefined : cx.formula(object.replace(/^\.\//, ''))
  if (math) return mathMarkup(math)
  if (object !== undefined)
    cx.missing.add('other', 'an object of another program, kept as its picture', object)
  const href = childOf(e, 'image')?.attrs.get('href')
  if (href === undefined) return ''
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) {
    cx.missing.add('image', 'not inside the document', href)
    return ''
  }
  const name = resolveInside('content.xml', href)
  const alt = xmlText(childOf(e, 'desc')) || xmlText(childOf(e, 'title'))
  return name === undefined ? '' : `<img src="part:${escapeAttribute(name)}" alt="${escapeAttribute(alt)}">`
}

/** MathML as markup; what of it may stay is decided by the sanitiser. */
function mathMarkup(math: Xml): string {
  const out: string[] = []
  const stack: (Xml | string | { end: string })[] = [math]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') out.push(escapeText(next))
    else if ('end' in next) out.push(`</${next.end}>`)
    else if (/^[a-z]+$/i.test(next.tag)) {
      const attributes = [...next.attrs]
        .filter(([name]) => /^[a-z]+$/i.test(name))
        .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
      out.push(`<${next.tag}${attributes.join('')}>`)
      stack.push({ end: next.tag })
      for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i] ?? '')
    }
  }
  return out.join('')
}
