/** The card of the active highlight where the margin has no room. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import type { RectLike } from '../../../ui/anchor'
import { Popover } from '../../../ui/popover'
import type { NoteCardActions } from './card-actions'
import { NoteCard } from './note-card'
import css from './note-popover.module.css'

export function NotePopover(props: {
  annotation: Annotation
  rect(): RectLike
  editing: boolean
  actions: NoteCardActions
  onClose(): void
}): ReactNode {
  const [anchor, setAnchor] = useState(props.rect)
  const rect = useRef(props.rect)
  useEffect(() => {
    rect.current = props.rect
  })
  const id = props.annotation.id
  useEffect(() => {
    const move = (): void => setAnchor(rect.current())
    move()
    window.addEventListener('scroll', move, true)
    return () => window.removeEventListener('scroll', move, true)
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
