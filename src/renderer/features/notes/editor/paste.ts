/** Pasted and dropped quotations keep their source: what Carrel copied says where it is from. */
import { EditorView } from '@codemirror/view'
import { quotedMarkdown } from '../quoted'

function insert(view: EditorView, data: DataTransfer | null, at: number | undefined): boolean {
  const html = data?.getData('text/html') ?? ''
  const quote = html === '' ? undefined : quotedMarkdown(html)
  if (quote === undefined) return false
  const { from, to } = at === undefined ? view.state.selection.main : { from: at, to: at }
  const before = view.state.sliceDoc(Math.max(0, from - 2), from)
  const lead = from === 0 || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const text = `${lead}${quote}\n\n`
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input.paste'
  })
  return true
}

export const pasting = EditorView.domEventHandlers({
  paste: (event, view) => {
    if (!insert(view, event.clipboardData, undefined)) return false
    event.preventDefault()
    return true
  },
  drop: (event, view) => {
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined
    if (!insert(view, event.dataTransfer, at)) return false
    event.preventDefault()
    return true
  }
})
