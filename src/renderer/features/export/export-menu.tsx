/** Export, as every menu offers it. */
import { Download, Printer, Share } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { useSetting } from '../../api/queries'
import { MenuItem, MenuSeparator, SubMenu } from '../../ui/menu'
import { chooseExport, choiceKey } from './choice'
import { EXPORT_NAMES, useExport } from './run'
import { useShare } from './share'

export function ExportMenuItems(props: { scope: ExportScope }): ReactNode {
  const exportScope = useExport()
  const [exports] = useSetting('exports')
  const before = exports.chosen[choiceKey(props.scope)]
  return (
    <SubMenu icon={<Download />} label="Export">
      <MenuItem keys="$mod+Shift+E" command="app.export" onSelect={() => chooseExport(props.scope)}>
        Choose format and style…
      </MenuItem>
      {before !== undefined && (
        <MenuItem onSelect={() => exportScope(props.scope, before)}>Again as last time</MenuItem>
      )}
      {props.scope.kind !== 'articles' && (
        <MenuItem onSelect={() => chooseExport(props.scope, true)}>Keep a file up to date…</MenuItem>
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

/** What the menu of a list has for handing it on. */
export function HandOnMenuItems(props: { list: string }): ReactNode {
  const { list } = props
  const { share, print } = useShare()
  return (
    <>
      <ExportMenuItems scope={{ kind: 'list', list }} />
      <SubMenu icon={<Share />} label="Share as one HTML file">
        <MenuItem onSelect={() => share(list, 'list')}>The list</MenuItem>
        <MenuItem onSelect={() => share(list, 'notes')}>With highlights and notes</MenuItem>
        <MenuItem onSelect={() => share(list, 'texts')}>With the whole articles too</MenuItem>
      </SubMenu>
      <MenuItem icon={<Printer />} onSelect={() => print(list)}>
        Print…
      </MenuItem>
    </>
  )
}
