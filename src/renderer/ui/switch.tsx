/** On or off, at once. */
import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import css from './switch.module.css'

export function Switch(props: {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  disabled?: boolean | undefined
  onChange(checked: boolean): void
}): ReactNode {
  return (
    <label className={css['row']}>
      <span className={css['text']}>
        {props.label}
        {props.hint !== undefined && <span className={css['hint']}>{props.hint}</span>}
      </span>
      <Base.Root
        className={css['switch']}
        checked={props.checked}
        disabled={props.disabled ?? false}
        onCheckedChange={(checked) => props.onChange(checked)}
      >
        <Base.Thumb className={css['thumb']} />
      </Base.Root>
    </label>
  )
}
