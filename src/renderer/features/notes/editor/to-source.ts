import type { EditorView } from '@codemirror/view'

/** On a link of the widget. */
export function leadsOn(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('.cm-link[data-target]') !== null
}

/** A click puts the cursor into what the widget stands for. */
export function toSource<E extends HTMLElement>(box: E, view: EditorView): E {
  box.addEventListener('mousedown', (event) => {
    if (leadsOn(event)) return
    event.preventDefault()
    view.dispatch({ selection: { anchor: view.posAtDOM(box) } })
    view.focus()
  })
  return box
}
