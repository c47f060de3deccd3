/** One of a few, all visible. Arrow keys move the choice, as in a radio group. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import css from './segmented.module.css'

export function Segmented<T extends string>(props: {
  label: string
  value: T
  options: readonly { value: T; label: string; className?: string | undefined }[]
  onChange(value: T): void
}): ReactNode {
  return (
    <RadioGroup
      aria-label={props.label}
      className={css['group']}
      value={props.value}
      onValueChange={(value) => props.onChange(value)}
    >
      {props.options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          className={css['option']}
          render={<button type="button" aria-label={option.label} />}
        >
          <span className={option.className}>{option.label}</span>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
