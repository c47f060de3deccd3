/** The text of a Word document as HTML; the sanitiser sees it afterwards like any other. */
import { escapeAttribute, escapeText } from '../serialise'
import type { Tally } from '../tally'
import { numberingOf, type Relation, type Style } from './docx-parts'
import { allBelow, childOf, childrenOf, xmlText, type Xml } from './xml'

export interface DocxContext {
  relations: ReadonlyMap<string, Relation>
  style(id: string | undefined): Style
  counts(list: string, level: number): boolean
  missing: Tally
  removed: Tally
  /** Ids of footnotes (`f1`) and endnotes (`e1`) in the order in which they are met. */
  notes: string[]
  /** The first paragraph that is styled as the title. */
  title?: string
}

/** Blocks of a body, a cell or a note. */
export function docxBlocks(parent: Xml, cx: DocxContext): string {
  const out: string[] = []
  /** Open lists, outermost first: their end tags. */
  const open: string[] = []
  const closeTo = (depth: number): void => {
    while (open.length > depth) out.push(open.pop() ?? '')
  }
  for (const block of blocksOf(parent)) {
    if (block.tag === 'tbl') {
      closeTo(0)
      out.push(table(block, cx))
      continue
    }
    const pPr = childOf(block, 'pPr')
    const style = cx.style(childOf(pPr, 'pStyle')?.attrs.get('val'))
    const list = numberingOf(pPr) ?? style.list
    const html = inline(block, cx)
    const outline = childOf(pPr, 'outlineLvl')?.attrs.get('val')
    const heading =
      outline !== undefined && Number(outline) < 9 ? Math.min(6, Number(outline) + 1) : style.heading
    if (style.title && cx.title === undefined && xmlText(block) !== '') {
      cx.title = xmlText(block)
      closeTo(0)
      out.push(`<h1>${html}</h1>`)
    } else if (heading !== undefined) {
      closeTo(0)
      if (/\S/.test(html)) out.push(`<h${heading}>${html}</h${heading}>`)
    } else if (list && list.id !== '0' && /\S/.test(html)) {
      const tag = cx.counts(list.id, list.level) ? 'ol' : 'ul'
      closeTo(list.level + 1)
      if (open.length === list.level + 1 && open.at(-1) !== `</li></${tag}>`) closeTo(list.level)
      if (open.length === list.level + 1) out.push('</li><li>')
      else
        while (open.length <= list.level) {
          out.push(`<${tag}><li>`)
          open.push(`</li></${tag}>`)
        }
      out.push(html)
    } else {
      closeTo(0)
      if (/\S/.test(html))
        out.push(style.quote ? `<blockquote><p>${html}</p></blockquote>` : `<p>${html}</p>`)
    }
  }
  closeTo(0)
  return out.join('\n')
}

/** Paragraphs and tables, also those in content controls. */
function blocksOf(parent: Xml): Xml[] {
  return childrenOf(parent).flatMap((e) => {
    if (e.tag === 'p' || e.tag === 'tbl') return [e]
    if (e.tag === 'sdt') return blocksOf(childOf(e, 'sdtContent') ?? e)
    return /^(ins|customXml|sdtContent)$/.test(e.tag) ? blocksOf(e) : []
  })
}

function table(tbl: Xml, cx: DocxContext): string {
  const rows = childrenOf(tbl, 'tr').map((tr) => {
    const head = childOf(tr, 'trPr', 'tblHeader') !== undefined
    const cells = childrenOf(tr, 'tc').flatMap((tc) => {
      const merge = childOf(tc, 'tcPr', 'vMerge')
      // The cell goes on from the row above; its text stands there.
      if (merge && merge.attrs.get('val') !== 'restart' && xmlText(tc) === '') return ['<td></td>']
      const span = Number(childOf(tc, 'tcPr', 'gridSpan')?.attrs.get('val') ?? 1)
      const cell = head ? 'th' : 'td'
      return [`<${cell}${span > 1 && span < 100 ? ` colspan="${span}"` : ''}>${docxBlocks(tc, cx)}</${cell}>`]
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table><tbody>${rows.join('\n')}</tbody></table>`
}

function inline(parent: Xml, cx: DocxContext): string {
  return childrenOf(parent)
    .map((e) => {
      switch (e.tag) {
        case 'r':
          return run(e, cx)
        case 'hyperlink':
          return link(e, cx)
        case 'bookmarkStart': {
          const name = e.attrs.get('name')
          return name === undefined || name === '_GoBack' ? '' : `<a id="b-${escapeAttribute(name)}"></a>`
        }
        case 'del':
        case 'moveFrom':
          if (xmlText(e) !== '') cx.removed.add('text', 'deleted by its author, with changes tracked')
          return ''
        case 'oMath':
        case 'oMathPara':
          cx.missing.add('text', 'a formula, kept as its plain signs')
          return escapeText(xmlText(e))
        case 'pPr':
          return ''
        default:
          return inline(childOf(e, 'sdtContent') ?? e, cx)
      }
    })
    .join('')
}

function link(e: Xml, cx: DocxContext): string {
  const inside = inline(e, cx)
  const anchor = e.attrs.get('anchor')
  const target = cx.relations.get(e.attrs.get('r:id') ?? '')?.target
  const href = target ?? (anchor === undefined ? undefined : `#b-${anchor}`)
  return href === undefined ? inside : `<a href="${escapeAttribute(href)}">${inside}</a>`
}

const WRAPPERS: readonly [property: string, tag: string][] = [
  ['b', 'strong'],
  ['i', 'em'],
  ['strike', 's'],
  ['dstrike', 's']
]

function run(r: Xml, cx: DocxContext): string {
  const properties = childOf(r, 'rPr')
  let html = childrenOf(r)
    .map((e) => runPart(e, cx))
    .join('')
  if (html === '') return ''
  // Marks around white space alone say nothing.
  if (!/\S/.test(html)) return html
  for (const [property, tag] of WRAPPERS) {
    const found = childOf(properties, property)
    if (found && !/^(0|false|off|none)$/.test(found.attrs.get('val') ?? '')) html = `<${tag}>${html}</${tag}>`
  }
  const raised = childOf(properties, 'vertAlign')?.attrs.get('val')
  if (raised === 'superscript' && !html.startsWith('<sup>')) html = `<sup>${html}</sup>`
  if (raised === 'subscript') html = `<sub>${html}</sub>`
  return html
}

function runPart(e: Xml, cx: DocxContext): string {
  switch (e.tag) {
    case 't':
      return escapeText(e.children.filter((c) => typeof c === 'string').join(''))
    case 'tab':
      return ' '
    case 'br':
    case 'cr':
      return e.attrs.get('type') === 'page' ? '' : '<br>'
    case 'noBreakHyphen':
      return '\u2011'
    case 'sym':
      cx.missing.add('text', 'a sign from a symbol font, which has no letter of its own')
      return ''
    case 'footnoteReference':
    case 'endnoteReference':
      return noteReference(`${e.tag.charAt(0)}${e.attrs.get('id') ?? ''}`, cx)
    case 'drawing':
    case 'pict':
    case 'object':
      return pictures(e, cx)
    case 'AlternateContent':
      return childrenOf(childOf(e, 'Choice') ?? childOf(e, 'Fallback'))
        .map((part) => runPart(part, cx))
        .join('')
    default:
      return ''
  }
}

function noteReference(id: string, cx: DocxContext): string {
  if (!cx.notes.includes(id)) cx.notes.push(id)
  const number = cx.notes.indexOf(id) + 1
  return `<sup><a id="ref-${escapeAttribute(id)}" href="#note-${escapeAttribute(id)}">${number}</a></sup>`
}

function pictures(drawing: Xml, cx: DocxContext): string {
  const out: string[] = []
  let alt = ''
  for (const e of allBelow(drawing)) {
    if (e.tag === 'docPr') alt = e.attrs.get('descr') ?? ''
    const id =
      e.tag === 'blip'
        ? (e.attrs.get('r:embed') ?? e.attrs.get('r:link'))
        : e.tag === 'imagedata'
          ? e.attrs.get('r:id')
          : undefined
    const relation = id === undefined ? undefined : cx.relations.get(id)
    if (!relation) continue
    if (relation.part === undefined) cx.missing.add('image', 'not inside the document', relation.target)
    else out.push(`<img src="part:${escapeAttribute(relation.part)}" alt="${escapeAttribute(alt)}">`)
  }
  const box = [...allBelow(drawing)].find((e) => e.tag === 'txbxContent')
  if (box) out.push(escapeText(` ${xmlText(box)} `))
  return out.join('')
}
