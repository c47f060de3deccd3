/** Undo, redo and unsaved changes for the palette: apart from the window, which need not be drawn with every edit. */
import { useCommands } from '../ui/commands'
import { useUnsavedCommands } from './save-sign'
import { useUndoCommands } from './undo'

export function EditCommands(): null {
  const undo = useUndoCommands()
  const unsaved = useUnsavedCommands()
  useCommands([...undo, ...unsaved])
  return null
}
