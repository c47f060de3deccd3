/** Live preview: markup is shown where the cursor is, and what it means everywhere else. */
import { syntaxTree } from '@codemirror/language'
import { StateField, type EditorState, type Range } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
  type WidgetType
} from '@codemirror/view'
import { findLinks, findTags } from '#shared/domain/note-links'
import { pictureOf } from '#shared/markdown/pictures'
import { footnoteDecorations, footnotes } from './footnotes'
import { formulaDecorations, formulas, inFormula } from './formulas'
import { learns, resolved } from './resolved'
import { lineTouched, touched } from './touched'
import { PictureWidget, SignWidget, TableWidget, TaskWidget } from './widgets'

/** A node of the parsed Markdown. */
type SyntaxNodeRef = Parameters<Parameters<ReturnType<typeof syntaxTree>['iterate']>[0]['enter']>[0]

const hide = Decoration.replace({})
const mark = (className: string): Decoration => Decoration.mark({ class: className })
const line = (className: string): Decoration => Decoration.line({ class: className })
const SPANS = new Map([
  ['StrongEmphasis', mark('cm-strong')],
  ['Emphasis', mark('cm-em')],
  ['Strikethrough', mark('cm-strike')],
  ['InlineCode', mark('cm-code')]
])
const MARKS = new Set(['EmphasisMark', 'StrikethroughMark', 'CodeMark'])
const shownMark = mark('cm-mark')
const link = mark('cm-link')

/** Decorations of the syntax in [from, to). */
function ofSyntax(state: EditorState, from: number, to: number, out: Range<Decoration>[]): void {
  const lines = (node: SyntaxNodeRef, decoration: Decoration): void => {
    for (let at = state.doc.lineAt(Math.max(node.from, from)); ; at = state.doc.line(at.number + 1)) {
      out.push(decoration.range(at.from))
      if (at.to >= Math.min(node.to, to) || at.number === state.doc.lines) break
    }
  }
  const markup = (node: SyntaxNodeRef, shown: boolean, end = node.to): void => {
    if (shown) out.push(shownMark.range(node.from, node.to))
    else if (end > node.from) out.push(hide.range(node.from, end))
  }
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      const { name } = node
      if (inFormula(state, node.from, node.to)) return false
      const parent = node.node.parent
      const span = SPANS.get(name)
      if (span) out.push(span.range(node.from, node.to))
      else if (/^ATXHeading\d$/.test(name))
        out.push(line(`cm-h cm-h${name.at(-1)}`).range(state.doc.lineAt(node.from).from))
      else if (name === 'HeaderMark' && parent?.name.startsWith('ATX')) {
        const space = state.sliceDoc(node.to, node.to + 1) === ' ' ? 1 : 0
        markup(node, lineTouched(state, node.from), node.to + (node.from === parent.from ? space : 0))
      } else if (MARKS.has(name) && parent && parent.name !== 'FencedCode')
        markup(node, touched(state, parent.from, parent.to))
      else if (name === 'FencedCode') lines(node, line('cm-code-line'))
      else if (name === 'Blockquote') lines(node, line('cm-quote'))
      else if (name === 'QuoteMark') {
        const space = state.sliceDoc(node.to, node.to + 1) === ' ' ? 1 : 0
        markup(node, lineTouched(state, node.from), node.to + space)
      } else if (name === 'ListMark' && !/\d/.test(state.sliceDoc(node.from, node.to))) {
        const task = /^ \[[ xX]\] /.test(state.sliceDoc(node.to, node.to + 5))
        if (lineTouched(state, node.from)) out.push(shownMark.range(node.from, node.to))
        else if (task) out.push(hide.range(node.from, node.to + 1))
        else
          out.push(Decoration.replace({ widget: new SignWidget('cm-bullet', '•') }).range(node.from, node.to))
      } else if (name === 'TaskMarker') {
        if (lineTouched(state, node.from)) out.push(shownMark.range(node.from, node.to))
        else {
          const done = /x/i.test(state.sliceDoc(node.from, node.to))
          out.push(Decoration.replace({ widget: new TaskWidget(done) }).range(node.from, node.to))
        }
      } else if (name === 'HorizontalRule' && !lineTouched(state, node.from))
        out.push(Decoration.replace({ widget: new SignWidget('cm-rule', '') }).range(node.from, node.to))
      else if (name === 'Link') return linkNode(state, node, out)
      else if (
        name === 'URL' &&
        parent?.name !== 'Link' &&
        parent?.name !== 'Image' &&
        parent?.name !== 'LinkReference'
      )
        out.push(link.range(node.from, node.to))
      else if (name === 'Image' && !touched(state, node.from, node.to)) {
        out.push(Decoration.replace({ widget: pictureWidget(state, node) }).range(node.from, node.to))
        return false
      } else if (name === 'Table') return false
      return undefined
    }
  })
}

/** A picture of the library; of any other its words, and nothing is loaded. */
function pictureWidget(state: EditorState, node: SyntaxNodeRef): WidgetType {
  const words = /^!\[([^\]]*)\]/.exec(state.sliceDoc(node.from, node.to))?.[1] ?? ''
  const address = node.node.getChild('URL')
  const name = address ? pictureOf(state.sliceDoc(address.from, address.to)) : undefined
  return name === undefined
    ? new SignWidget('cm-image', `Picture: ${words || 'without a description'}`)
    : new PictureWidget(name, words)
}

/** `[words](address)`: the words. A reference without an address stays as it is. */
function linkNode(state: EditorState, node: SyntaxNodeRef, out: Range<Decoration>[]): false | undefined {
  const url = node.node.getChild('URL')
  const [open, close] = node.node.getChildren('LinkMark')
  if (!url || !open || !close) return undefined
  out.push(link.range(open.to, close.from))
  if (touched(state, node.from, node.to)) return undefined
  out.push(hide.range(open.from, open.to), hide.range(close.from, node.to))
  return undefined
}

/** `[[…]]` and `#tags`, which Markdown itself does not know. */
function ofLinks(state: EditorState, from: number, to: number, out: Range<Decoration>[]): void {
  const text = state.sliceDoc(from, to)
  const known = state.field(resolved)
  for (const l of findLinks(text)) {
    const [start, end] = [from + l.start, from + l.end]
    if (inFormula(state, start, end)) continue
    const bar = l.label === undefined ? -1 : text.indexOf('|', l.start)
    const words = bar < 0 || l.label === '' ? start + 2 : from + bar + 1
    const shown = touched(state, start, end)
    const none = known.get(l.target) === null
    const decoration = Decoration.mark({
      class: none ? 'cm-link cm-link-none' : 'cm-link',
      attributes: { 'data-target': l.target }
    })
    out.push(decoration.range(shown ? start : words, shown ? end : end - 2))
    if (!shown) out.push(hide.range(start, words), hide.range(end - 2, end))
  }
  for (const t of findTags(text)) {
    if (inFormula(state, from + t.start, from + t.end)) continue
    const attributes = { 'data-target': `#${t.path}` }
    out.push(Decoration.mark({ class: 'cm-tag', attributes }).range(from + t.start, from + t.end))
  }
}

function decorate(view: EditorView): DecorationSet {
  const out: Range<Decoration>[] = []
  const { state } = view
  for (const { from, to } of view.visibleRanges) {
    ofSyntax(state, from, to, out)
    const [first, last] = [state.doc.lineAt(from).from, state.doc.lineAt(to).to]
    ofLinks(state, first, last, out)
    out.push(...footnoteDecorations(state, first, last), ...formulaDecorations(state, first, last, 'one'))
  }
  return Decoration.set(out, true)
}

const inline = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = decorate(view)
    }
    update(update: ViewUpdate): void {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      if (update.docChanged || update.selectionSet || update.viewportChanged || parsed || learns(update))
        this.decorations = decorate(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations }
)

/** Tables and formulas of several lines take the place of line breaks, which only a field may. */
function overLines(state: EditorState): DecorationSet {
  const out: Range<Decoration>[] = []
  syntaxTree(state).iterate({
    enter: (node) => {
      if (node.name === 'Table' && !touched(state, node.from, node.to)) {
        const [from, to] = [state.doc.lineAt(node.from).from, state.doc.lineAt(node.to).to]
        const widget = new TableWidget(state.sliceDoc(from, to))
        out.push(Decoration.replace({ widget, block: true }).range(from, to))
      }
      return node.name === 'Document' || node.name === 'Blockquote'
    }
  })
  out.push(...formulaDecorations(state, 0, state.doc.length, 'several'))
  return Decoration.set(out, true)
}

const blocks = StateField.define<DecorationSet>({
  create: overLines,
  update: (value, t) =>
    t.docChanged || t.selection || syntaxTree(t.startState) !== syntaxTree(t.state)
      ? overLines(t.state)
      : value,
  provide: (field) => EditorView.decorations.from(field)
})

export const preview = [formulas, footnotes, inline, blocks]
