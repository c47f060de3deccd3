/** What can be done with a tag. */
import { Circle, Hash, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { highlightColor, type HighlightColor } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { useCall } from '../../api/context'
import { MenuItem, MenuRadioGroup, MenuSeparator, SubMenu } from '../../ui/menu'
import { undoToast } from '../../ui/undo-toast'
import css from './tag-menu.module.css'

export const COLOR_NAMES: Readonly<Record<HighlightColor | 'none', string>> = {
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
  const remove = useRemoveTag()
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
            icon: <Circle className={css['disc']} data-color={value === 'none' ? undefined : value} />
          }))}
          onChange={(value) => void setColor({ path, color: value === 'none' ? null : value })}
        />
      </SubMenu>
      {props.handOn}
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => remove(path)}>
        Delete tag
      </MenuItem>
    </>
  )
}

/** Takes a tag off everything; `then` once that is done. */
export function useRemoveTag(): (path: string, then?: () => void) => void {
  const remove = useCall('tags.remove')
  return (path, then) =>
    void remove({ path }).then((done) => {
      if (!done) return
      undoToast(`Took #${path} off ${plural(done.changed, 'article')}`)
      then?.()
    })
}
