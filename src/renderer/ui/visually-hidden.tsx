/** Text for screen readers only. */
import type { ReactNode } from 'react'
import css from './visually-hidden.module.css'

export function VisuallyHidden(props: { children: ReactNode }): ReactNode {
  return <span className={css['hidden']}>{props.children}</span>
}
