/**
 * CodeMirror writes its styles into a <style> element, which our policy forbids, except below a shadow root, where it
 * adopts a sheet. So one is begun below a shadow root and shared with the document.
 */
import { EditorView } from '@codemirror/view'

type Sheets = Record<symbol, unknown>

export function adoptStyles(): void {
  const shadow = document.createElement('div').attachShadow({ mode: 'open' })
  new EditorView({ parent: shadow, root: shadow }).destroy()
  const own = Object.getOwnPropertySymbols(shadow).find((s) => s.description === 'styleSet')
  if (own === undefined) return
  const page = document as unknown as Sheets
  page[own] ??= (shadow as unknown as Sheets)[own]
}
