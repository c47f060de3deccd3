/** A value along a line, by mouse and by arrow keys, with its reading beside it. */
import { Slider as Base } from '@base-ui/react/slider'
import type { ReactNode } from 'react'
import css from './slider.module.css'

export function Slider(props: {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** How the value is written: `66 ch`. */
  format?: ((value: number) => string) | undefined
  onChange(value: number): void
  /** Once the thumb is let go. */
  onCommit?: ((value: number) => void) | undefined
}): ReactNode {
  const format = props.format ?? String
  return (
    <Base.Root
      className={css['slider']}
      value={props.value}
      min={props.min}
      max={props.max}
      step={props.step}
      thumbAlignment="edge"
      onValueChange={(value) => props.onChange(value)}
      onValueCommitted={(value) => props.onCommit?.(value)}
    >
      <Base.Control className={css['control']}>
        <Base.Track className={css['track']}>
          <Base.Indicator className={css['indicator']} />
          <Base.Thumb
            className={css['thumb']}
            aria-label={props.label}
            getAriaValueText={(_, value) => format(value)}
          />
        </Base.Track>
      </Base.Control>
      <span className={css['value']}>{format(props.value)}</span>
    </Base.Root>
  )
}
