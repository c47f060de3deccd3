/** The card of the active highlight where the margin has no room. */
import { useEffect, useState, type ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import type { RectLike } from '../../../ui/anchor'
import { Popover } from '../../../ui/popover'
import { NoteCard, type NoteCardActions } from './note-card'
import css from './note-popover.module.css'

export function NotePopover(props: {
  annotation: Annotation
  rect(): RectLike
  editing: boolean
  actions: NoteCardActions
  onClose(): void
}): ReactNode {
  const { rect } = props
  const [anchor, setAnchor] = useState(rect)
  const id = props.annotation.id
  useEffect(() => {
    const move = (): void => setAnchor(rect())
    move()
    window.addEventListener('scroll', move, true)
    return () => window.removeEventListener('scroll', move, true)
    // The rectangle is read anew at every move; another passage is another id.
  }, [id])
  return (
    <Popover
      label="Highlight"
      open
      onOpenChange={(open) => !open && props.onClose()}
      anchor={anchor}
      side="bottom"
      align="start"
      takeFocus={false}
      bare
    >
      <div className={css['frame']}>
        <NoteCard annotation={props.annotation} active editing={props.editing} actions={props.actions} />
      </div>
    </Popover>
  )
}
