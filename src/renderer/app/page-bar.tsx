/** The bar of pages that have none of their own. */
import type { ReactNode } from 'react'
import { LibraryButton } from '../ui/library-button'
import css from './shell.module.css'

export function PageBar(props: { libraryOpen: boolean; onToggleLibrary(): void }): ReactNode {
  return (
    <div className={css['bar']}>
      <LibraryButton libraryOpen={props.libraryOpen} onToggleLibrary={props.onToggleLibrary} />
    </div>
  )
}
