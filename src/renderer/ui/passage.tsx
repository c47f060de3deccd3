/** A highlighted passage as it stands on a page of them: its colour at the edge, where it is from, its words. */
import type { ReactNode } from 'react'
import { cx } from './cx'
import css from './passage.module.css'
import { VisuallyHidden } from './visually-hidden'

export function Passage(props: {
  id: string
  color: 'amber' | 'green' | 'blue' | 'rose'
  exact: string
  lang: string | undefined
  /** Where it is from, in words. */
  source?: string | undefined
  /** Stands before it: a box to select it. */
  before?: ReactNode
  /** Its note, and what can be done with it. */
  children?: ReactNode
  onOpen(): void
}): ReactNode {
  return (
    <li className={css['passage']} data-color={props.color} data-highlight={props.id}>
      {props.before}
      <div className={css['body']}>
        {props.source !== undefined && (
          <p className={css['source']} dir="auto" lang={props.lang}>
            {props.source}
          </p>
        )}
        <button
          type="button"
          className={css['quote']}
          dir="auto"
          lang={props.lang}
          data-quote={props.id}
          onClick={props.onOpen}
        >
          <VisuallyHidden>{props.color}: </VisuallyHidden>
          {props.exact}
        </button>
        {props.children}
      </div>
    </li>
  )
}

/** The line below it: when it was made, its tags, and `tools` at the end. */
export function PassageFoot(props: {
  tools: ReactNode
  label: string
  /** Many small tools: shown where the pointer or the focus is, so that a page of passages can be read. */
  quiet?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <div className={css['foot']}>
      {props.children}
      <span
        className={cx(css['tools'], props.quiet === true && css['quiet'])}
        role="group"
        aria-label={props.label}
      >
        {props.tools}
      </span>
    </div>
  )
}
