/** What floats over the text: the note of the active highlight where there is no margin, the bar at a selection. */
import type { ReactNode } from 'react'
import type { RectLike } from '../../../ui/anchor'
import type { Find } from '../find/use-find'
import type { Placed } from '../highlights/placement'
import { SelectionToolbar } from '../highlights/selection-toolbar'
import type { Marking } from '../highlights/use-marking'
import type { Reshape } from '../highlights/use-reshape'
import type { TextSelection } from '../highlights/use-selection'
import type { NoteCardActions } from '../margin/card-actions'
import { NotePopover } from '../margin/note-popover'
import type { Copying } from './use-copy'

export function Popovers(props: {
  /** The active highlight, unless its card stands in the margin. */
  noted: Placed | undefined
  editing: boolean
  rectOf(placed: Placed): RectLike
  actions: NoteCardActions
  onCloseNote(): void
  selection: TextSelection | undefined
  clear(): void
  marking: Marking
  reshape: Reshape
  copy: Copying
  onAlike(passage: string): void
  find: Find
  within: Element | null
}): ReactNode {
  const { noted, selection, marking, reshape, copy } = props
  return (
    <>
      {noted && !selection && (
        <NotePopover
          annotation={noted.annotation}
          rect={() => props.rectOf(noted)}
          editing={props.editing}
          actions={props.actions}
          onClose={props.onCloseNote}
        />
      )}
      <SelectionToolbar
        selection={selection}
        within={props.within}
        onHighlight={marking.color}
        onNote={marking.note}
        onCopyWithCitation={copy.withCitation}
        onCopy={copy.words}
        onMerge={reshape.canMerge ? reshape.merge : undefined}
        onSplit={reshape.canSplit ? reshape.split : undefined}
        onFind={() => props.find.show(selection?.text.slice(0, 80))}
        onAlike={() => selection && props.onAlike(selection.text)}
        onEscape={props.clear}
      />
    </>
  )
}
