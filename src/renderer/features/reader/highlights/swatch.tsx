/** A colour to choose, with its name for those who do not see it and the key that does the same. */
import type { ReactNode } from 'react'
import type { HighlightColor } from '#shared/contract/records'
import { cx } from '../../../ui/cx'
import { Tooltip } from '../../../ui/tooltip'
import css from './swatch.module.css'

export function Swatch(props: {
  color: HighlightColor
  number: number
  size?: 's' | 'm' | undefined
  pressed?: boolean | undefined
  onClick(): void
}): ReactNode {
  const name = props.color.charAt(0).toUpperCase() + props.color.slice(1)
  return (
    <Tooltip
      label={name}
      keys={String(props.number)}
      command={`reader.color-${props.number}`}
      trigger={{ onClick: () => props.onClick() }}
    >
      <button
        type="button"
        aria-label={`Highlight ${props.color}`}
        {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
        data-color={props.color}
        className={cx(css['swatch'], css[props.size ?? 'm'])}
      >
        <span className={css['disc']} data-number={props.size === 's' ? '' : props.number} />
      </button>
    </Tooltip>
  )
}
