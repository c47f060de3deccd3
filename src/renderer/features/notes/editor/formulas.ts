/** Formulas in the editor: drawn where the cursor is not. */
import { StateField, type EditorState, type Range } from '@codemirror/state'
import { Decoration, WidgetType, type EditorView } from '@codemirror/view'
import { findTex, type TexSpan } from '#shared/markdown/tex'
import { fillTex, texPlace } from '../../../ui/tex'
import { toSource } from './to-source'
import { touched } from './touched'

/** The formulas of the whole text: looked for once a change, not once a movement of the cursor. */
export const formulas = StateField.define<readonly TexSpan[]>({
  create: (state) => findTex(state.doc.toString()),
  update: (value, t) => (t.docChanged ? findTex(t.state.doc.toString()) : value)
})

/** Whether a piece of the text is TeX, in which Markdown means nothing. */
export function inFormula(state: EditorState, from: number, to: number): boolean {
  return state.field(formulas).some((f) => f.start <= from && f.end >= to)
}

const source = Decoration.mark({ class: 'cm-math' })

/** Decorations of the formulas that touch [from, to); `lines`: those that run over several lines, or those that do not. */
export function formulaDecorations(
  state: EditorState,
  from: number,
  to: number,
  lines: 'one' | 'several'
): Range<Decoration>[] {
  return state.field(formulas).flatMap((f) => {
    if (f.end <= from || f.start >= to) return []
    const several = state.doc.lineAt(f.start).to < f.end
    if (several !== (lines === 'several')) return []
    const decoration = touched(state, f.start, f.end)
      ? source
      : Decoration.replace({ widget: new FormulaWidget(f.tex, f.display, state.sliceDoc(f.start, f.end)) })
    return [decoration.range(f.start, f.end)]
  })
}

class FormulaWidget extends WidgetType {
  private readonly tex: string
  private readonly display: boolean
  private readonly typed: string

  constructor(tex: string, display: boolean, typed: string) {
    super()
    this.tex = tex
    this.display = display
    this.typed = typed
  }

  override eq(other: FormulaWidget): boolean {
    return other.tex === this.tex && other.display === this.display
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('span')
    box.className = this.display ? 'cm-formula cm-formula-apart' : 'cm-formula'
    box.append(texPlace(this.tex, this.display, this.typed))
    fillTex(box, () => view.requestMeasure())
    return toSource(box, view)
  }
}
