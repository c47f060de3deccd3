/** What can be done with a reading list. */
import { Download, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { useCall } from '../../api/context'
import { MenuItem, MenuSeparator, SubMenu } from '../../ui/menu'
import { undoToast } from '../../ui/undo-toast'
import { useSetting } from '../../api/queries'
import { EXPORT_NAMES, useExport } from './export'
import { chooseExport, choiceKey } from './export-choice'

export function ListMenuItems(props: {
  id: string
  name: string
  onRename(): void
  onDeleted(): void
}): ReactNode {
  const { id, name } = props
  const trash = useCall('lists.trash')
  return (
    <>
      <MenuItem icon={<Pencil />} keys="F2" onSelect={props.onRename}>
        Rename…
      </MenuItem>
      <ExportMenuItems scope={{ kind: 'list', list: id }} />
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        danger
        onSelect={() =>
          void trash({ id }).then((done) => {
            if (!done) return
            undoToast(`Deleted the reading list “${name}”`)
            props.onDeleted()
          })
        }
      >
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
