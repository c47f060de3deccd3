/** The three buttons of the app: one primary at most per place, outline for the other ways, quiet for the rest. */
import type { ComponentProps, ReactNode } from 'react'
import css from './button.module.css'
import { cx } from './cx'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'outline' | 'quiet' | undefined
  /** For what takes something away. */
  danger?: boolean | undefined
  icon?: ReactNode
}

export function Button(props: ButtonProps): ReactNode {
  const { variant = 'outline', danger = false, icon, className, children, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={cx(css['button'], css[variant], danger && css['danger'], className)}
    >
      {icon}
      {children}
    </button>
  )
}
