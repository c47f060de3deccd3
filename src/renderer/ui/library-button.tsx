/** Shows and hides the library; stands first in the bar of every page. */
import { PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'

export function LibraryButton(props: { libraryOpen: boolean; onToggleLibrary(): void }): ReactNode {
  return (
    <IconButton
      label={props.libraryOpen ? 'Hide the library' : 'Show the library'}
      keys="["
      command="app.library-pane"
      icon={<PanelLeft />}
      onClick={props.onToggleLibrary}
    />
  )
}
