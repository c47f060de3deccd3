/** Labelled fields for one line and for several. */
import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from './cx'
import css from './text-field.module.css'
import { VisuallyHidden } from './visually-hidden'

interface Labelled {
  label: string
  /** The label is for screen readers only. */
  labelHidden?: boolean | undefined
  hint?: ReactNode
  error?: string | undefined
}

export type TextFieldProps = Labelled & Omit<ComponentProps<'input'>, 'id'>
export type TextAreaProps = Labelled & Omit<ComponentProps<'textarea'>, 'id'>

export function TextField(props: TextFieldProps): ReactNode {
  const { label, labelHidden, hint, error, className, ...rest } = props
  const id = useId()
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <input
        type="text"
        {...rest}
        id={id}
        className={cx(css['field'], className)}
        {...described(id, hint, error)}
      />
    </Frame>
  )
}

export function TextArea(props: TextAreaProps): ReactNode {
  const { label, labelHidden, hint, error, className, ...rest } = props
  const id = useId()
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <textarea
        {...rest}
        id={id}
        className={cx(css['field'], css['area'], className)}
        {...described(id, hint, error)}
      />
    </Frame>
  )
}

function described(id: string, hint: ReactNode, error: string | undefined): object {
  return {
    ...(error !== undefined || hint !== undefined ? { 'aria-describedby': `${id}-hint` } : {}),
    ...(error !== undefined ? { 'aria-invalid': true } : {})
  }
}

function Frame(props: Labelled & { id: string; children: ReactNode }): ReactNode {
  return (
    <div className={css['frame']}>
      <label htmlFor={props.id} className={css['label']}>
        {props.labelHidden ? <VisuallyHidden>{props.label}</VisuallyHidden> : props.label}
      </label>
      {props.children}
      {(props.error !== undefined || props.hint !== undefined) && (
        <div id={`${props.id}-hint`} className={props.error === undefined ? css['hint'] : css['error']}>
          {props.error ?? props.hint}
        </div>
      )}
    </div>
  )
}
