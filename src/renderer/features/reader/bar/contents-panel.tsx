/** The headings of the article; the one being read is marked. */
import { useEffect, useRef, type ReactNode } from 'react'
import { cx } from '../../../ui/cx'
import css from './contents-panel.module.css'

/** A heading of an article, or an entry of a PDF's own contents. */
export interface ContentsEntry {
  level: number
  title: string
  offset: number
}

export function ContentsPanel<E extends ContentsEntry>(props: {
  headings: readonly E[]
  /** Number of the heading above the first line on screen; -1 before the first. */
  current: number
  onGo(heading: E): void
}): ReactNode {
  const now = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no cleanup.
    now.current?.scrollIntoView({ block: 'center' })
  }, [])
  if (props.headings.length === 0) return <p className={css['none']}>This article has no headings.</p>
  const least = Math.min(...props.headings.map((h) => h.level))
  return (
    <nav aria-label="Contents">
      <ol className={css['list']}>
        {props.headings.map((h, i) => (
          <li key={h.offset + h.title}>
            <button
              ref={i === props.current ? now : null}
              type="button"
              className={cx(css['heading'], css[`level${Math.min(3, h.level - least)}`])}
              aria-current={i === props.current ? 'location' : undefined}
              dir="auto"
              onClick={() => props.onGo(h)}
            >
              {h.title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
