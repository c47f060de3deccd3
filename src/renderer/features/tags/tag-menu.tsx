/** What can be done with a tag. */
import { Circle, Hash, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { highlightColor, type HighlightColor } from '#shared/contract/records'
import { useCall } from '../../api/context'
import { MenuItem, MenuRadioGroup, MenuSeparator, SubMenu } from '../../ui/menu'
import { undoToast } from '../../ui/undo-toast'
import css from './tag-menu.module.css'

const COLOR_NAMES: Readonly<Record<HighlightColor | 'none', string>> = {
  none: 'None',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  rose: 'Rose'
}

export function TagMenuItems(props: {
  path: string
  color: HighlightColor | undefined
  /** Ways to hand on what has it. */
  handOn: ReactNode
  onRename(): void
}): ReactNode {
  const { path } = props
  const setColor = useCall('tags.color')
  const remove = useCall('tags.remove')
  return (
    <>
      <MenuItem icon={<Pencil />} keys="F2" onSelect={props.onRename}>
        Rename, move or merge…
      </MenuItem>
      <SubMenu icon={<Hash />} label="Colour">
        <MenuRadioGroup
          value={props.color ?? 'none'}
          options={(['none', ...highlightColor.options] as const).map((value) => ({
            value,
            label: COLOR_NAMES[value],
            icon: <Circle className={css[value]} />
          }))}
          onChange={(value) => void setColor({ path, color: value === 'none' ? null : value })}
        />
      </SubMenu>
      {props.handOn}
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        danger
        onSelect={() =>
          void remove({ path }).then(
            (done) =>
              done &&
              undoToast(`Took #${path} off ${done.changed} ${done.changed === 1 ? 'article' : 'articles'}`)
          )
        }
      >
        Delete tag
      </MenuItem>
    </>
  )
}
