/** One hit: what it was found in, and the passage with what matched. */
import type { ReactNode } from 'react'
import type { Hit, HitField } from '#shared/contract/search'
import { cx } from '../../ui/cx'
import { excerpt, Marked } from './marked'
import css from './search-page.module.css'

const FIELD_NAMES: Readonly<Record<HitField, string>> = {
  title: 'Title',
  author: 'Author',
  tag: 'Tag',
  body: 'In the text',
  note: 'Note',
  highlight: 'Highlight'
}

export function Result(props: {
  id: string
  hit: Hit
  active: boolean
  lit: boolean
  onOpen(): void
}): ReactNode {
  const { hit } = props
  const whole = hit.field === 'title'
  const passage = excerpt(hit.text, hit.ranges, 320)
  return (
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.active}
      className={cx(css['hit'], props.active && css['active'], props.lit && css['lit'])}
      onMouseDown={(e) => e.preventDefault()}
      onClick={props.onOpen}
      onKeyDown={(e) => e.key === 'Enter' && props.onOpen()}
    >
      <div className={css['title']}>{whole ? <Marked text={hit.text} ranges={hit.ranges} /> : hit.title}</div>
      <div className={css['source']}>
        {[hit.authors, hit.issued?.slice(0, 4), FIELD_NAMES[hit.field]].filter(Boolean).join(' · ')}
      </div>
      {!whole && (
        <p className={cx(css['passage'], hit.field === 'highlight' && css['quote'])}>
          <Marked text={passage.text} ranges={passage.ranges} />
        </p>
      )}
    </div>
  )
}
