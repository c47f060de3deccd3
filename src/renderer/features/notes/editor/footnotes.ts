/** Footnotes in the editor: raised numbers in the order of their first reference, their text when pointed at. */
import { StateField, type EditorState, type Range } from '@codemirror/state'
import { Decoration } from '@codemirror/view'
import { withoutCode } from '#shared/markdown/code'
import { touched } from './touched'
import { SignWidget } from './widgets'

interface Footnote {
  number: number
  text: string
}

const REFERENCE = /\[\^([^\]\s]{1,200})\](:?)/g

/** By what is written between the brackets, in lower case as Markdown compares it. */
export const footnotes = StateField.define<ReadonlyMap<string, Footnote>>({
  create: (state) => footnotesOf(state.doc.toString()),
  update: (value, t) => (t.docChanged ? footnotesOf(t.state.doc.toString()) : value)
})

function footnotesOf(text: string): ReadonlyMap<string, Footnote> {
  const found = new Map<string, Footnote>()
  if (!text.includes('[^')) return found
  const prose = withoutCode(text)
  const texts = new Map<string, string>()
  for (const m of prose.matchAll(/^ {0,3}\[\^([^\]\s]{1,200})\]:[ \t]*(.*)$/gm))
    texts.set(
      (m[1] ?? '').toLowerCase(),
      text.slice(m.index, m.index + m[0].length).replace(/^[^:]*:\s*/, '')
    )
  for (const m of prose.matchAll(REFERENCE)) {
    const label = (m[1] ?? '').toLowerCase()
    const definition = m[2] === ':' && /(?:^|\n) {0,3}$/.test(prose.slice(Math.max(0, m.index - 5), m.index))
    const words = texts.get(label)
    if (definition || words === undefined || found.has(label)) continue
    found.set(label, { number: found.size + 1, text: words })
  }
  return found
}

/** Of the whole lines in [from, to). A reference without a text stays as it was typed. */
export function footnoteDecorations(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const known = state.field(footnotes)
  if (known.size === 0) return []
  const out: Range<Decoration>[] = []
  for (const m of withoutCode(state.sliceDoc(from, to)).matchAll(REFERENCE)) {
    const note = known.get((m[1] ?? '').toLowerCase())
    if (!note) continue
    const start = from + m.index
    const definition = m[2] === ':' && state.sliceDoc(state.doc.lineAt(start).from, start).trim() === ''
    const end = start + m[0].length - (m[2] === ':' && !definition ? 1 : 0)
    if (touched(state, start, end)) out.push(Decoration.mark({ class: 'cm-mark' }).range(start, end))
    else {
      const widget = definition
        ? new SignWidget('cm-footnote-number', `${note.number}.`)
        : new SignWidget('cm-footnote', String(note.number), note.text.slice(0, 300))
      out.push(Decoration.replace({ widget }).range(start, end))
    }
  }
  return out
}
