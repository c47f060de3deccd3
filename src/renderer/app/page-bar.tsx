/** The bar of pages that have none of their own. */
import { PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button'
import css from './shell.module.css'

export function PageBar(props: { libraryOpen: boolean; onToggleLibrary(): void }): ReactNode {
  return (
    <div className={css['bar']}>
      <IconButton
        label={props.libraryOpen ? 'Hide the library' : 'Show the library'}
        keys="["
        command="app.library-pane"
        icon={<PanelLeft />}
        onClick={props.onToggleLibrary}
      />
    </div>
  )
}
