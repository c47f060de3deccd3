/** Where nothing is: one sentence and one action. */
import type { ReactNode } from 'react'
import { cx } from './cx'
import css from './empty-state.module.css'

export function EmptyState(props: {
  title: string
  children?: ReactNode
  /** Large, in the reading face: for the whole page. Otherwise for a pane. */
  page?: boolean | undefined
  action?: ReactNode
}): ReactNode {
  return (
    <div className={cx(css['empty'], props.page && css['page'])}>
      <p className={css['title']}>{props.title}</p>
      {props.children !== undefined && <div className={css['text']}>{props.children}</div>}
      {props.action !== undefined && <div className={css['action']}>{props.action}</div>}
    </div>
  )
}
