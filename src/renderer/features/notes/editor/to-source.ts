import type { EditorView } from '@codemirror/view'

/** A click puts the cursor into what the widget stands for. */
export function toSource<E extends HTMLElement>(box: E, view: EditorView): E {
  box.addEventListener('mousedown', (event) => {
    event.preventDefault()
    view.dispatch({ selection: { anchor: view.posAtDOM(box) } })
    view.focus()
  })
  return box
}
