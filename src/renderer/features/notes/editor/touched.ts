/** Where the cursor is: there the markup shows as it was typed. */
import type { EditorState } from '@codemirror/state'

/** Whether a selection touches the range. */
export function touched(state: EditorState, from: number, to: number): boolean {
  return state.selection.ranges.some((r) => r.from <= to && r.to >= from)
}

/** For marks that belong to their line. */
export function lineTouched(state: EditorState, at: number): boolean {
  const { from, to } = state.doc.lineAt(at)
  return touched(state, from, to)
}
