/** The toast of an action that was done at once and can be taken back. */
import { commandRegistry } from './commands'
import { dismissToasts, showToast } from './toasts'

const LABEL = 'Undo'
const UNDO = 'history.undo'
export const REDO_LABEL = 'Redo'

/** `message` says what was done: `Moved “Of Studies” to Archive`. Undo is the registry's `history.undo`. */
export function undoToast(message: string): void {
  // Undo takes back the latest action only, so an older offer would undo something else than it says.
  dropUndoToast()
  showToast({
    message,
    action: { label: LABEL, keys: 'z', command: UNDO, run: () => void commandRegistry.run(UNDO) }
  })
}

/** Once something was undone or done again, no toast may offer that again. */
export function dropUndoToast(): void {
  dismissToasts(LABEL)
  dismissToasts(REDO_LABEL)
}
