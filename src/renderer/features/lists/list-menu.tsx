/** What can be done with a reading list. */
import { Archive, ArchiveRestore, Copy, Info, Merge, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuItem, MenuSeparator } from '../../ui/menu'
import { useListActions, type ListDoors, type ListFacts } from './list-actions'

export function ListMenuItems(props: {
  list: ListFacts
  doors: ListDoors
  /** Ways to hand it on. */
  handOn: ReactNode
  onOpen(id: string): void
  onDeleted(): void
}): ReactNode {
  const { list, doors } = props
  const actions = useListActions()
  const archived = list.archived === true
  return (
    <>
      <MenuItem icon={<Pencil />} keys="F2" onSelect={doors.rename}>
        Rename…
      </MenuItem>
      <MenuItem icon={<Info />} onSelect={doors.about}>
        Description and due date…
      </MenuItem>
      <MenuItem icon={<Copy />} onSelect={() => actions.duplicate(list, props.onOpen)}>
        Duplicate
      </MenuItem>
      <MenuItem icon={<Merge />} onSelect={doors.merge}>
        Merge into another…
      </MenuItem>
      <MenuItem
        icon={archived ? <ArchiveRestore /> : <Archive />}
        onSelect={() => actions.archive(list, !archived)}
      >
        {archived ? 'Take out of the archive' : 'Archive'}
      </MenuItem>
      {props.handOn}
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => actions.trash(list, props.onDeleted)}>
        Delete list
      </MenuItem>
    </>
  )
}
