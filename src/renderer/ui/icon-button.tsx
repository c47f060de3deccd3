/** A button that shows only an icon: its name and key stand in the tooltip. */
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import css from './icon-button.module.css'
import { Tooltip } from './tooltip'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'style' | 'className'> {
  label: string
  icon: ReactNode
  keys?: string | undefined
  /** See Tooltip. */
  command?: string | undefined
  /** Makes it a toggle. */
  pressed?: boolean | undefined
  size?: 'm' | 's' | undefined
  className?: string | undefined
}

export function IconButton(props: IconButtonProps): ReactNode {
  const { label, icon, keys, command, pressed, size = 'm', className, ...rest } = props
  return (
    <Tooltip label={label} keys={keys} command={command} trigger={rest}>
      <button
        type="button"
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={cx(css['button'], css[size], className)}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
