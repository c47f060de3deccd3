/** What can be done with a reading list. */
import { Archive, ArchiveRestore, Copy, Download, Info, Merge, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { MenuItem, MenuSeparator, SubMenu } from '../../ui/menu'
import { useSetting } from '../../api/queries'
import { EXPORT_NAMES, useExport } from './export'
import { chooseExport, choiceKey } from './export-choice'
import { useListActions, type ListDoors, type ListFacts } from './list-actions'

export function ListMenuItems(props: {
  list: ListFacts
  doors: ListDoors
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
      <ExportMenuItems scope={{ kind: 'list', list: list.id }} />
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => actions.trash(list, props.onDeleted)}>
        Delete list
      </MenuItem>
    </>
  )
}

export function ExportMenuItems(props: { scope: ExportScope }): ReactNode {
  const exportScope = useExport()
  const [exports] = useSetting('exports')
  const before = exports.chosen[choiceKey(props.scope)]
  return (
    <SubMenu icon={<Download />} label="Export">
      <MenuItem keys="$mod+Shift+E" onSelect={() => chooseExport(props.scope)}>
        Choose format and style…
      </MenuItem>
      {before !== undefined && (
        <MenuItem onSelect={() => exportScope(props.scope, before)}>Again as last time</MenuItem>
      )}
      <MenuSeparator />
      {(Object.keys(EXPORT_NAMES) as ExportFormat[]).map((format) => (
        <MenuItem key={format} onSelect={() => exportScope(props.scope, format)}>
          {EXPORT_NAMES[format]}
        </MenuItem>
      ))}
    </SubMenu>
  )
}
