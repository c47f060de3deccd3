/** One hit: what it was found in, and the passage with what matched. */
import { Check } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { Hit, HitField } from '#shared/contract/search'
import { cx } from '../../ui/cx'
import { VisuallyHidden } from '../../ui/visually-hidden'
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

/** Drawn again only when it changes: not for every letter that is typed above it. */
export const Result = memo(function Result(props: {
  index: number
  hit: Hit
  active: boolean
  lit: boolean
  /** Its article is selected. */
  selected: boolean
  canSelect: boolean
  onToggle(hit: Hit): void
  onOpen(index: number): void
}): ReactNode {
  const { hit, index, canSelect } = props
  const whole = hit.field === 'title'
  const passage = excerpt(hit.text, hit.ranges, 320)
  return (
    <div
      id={`search-hit-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={props.active}
      className={cx(
        css['hit'],
        props.active && css['active'],
        props.lit && css['lit'],
        props.selected && css['selected']
      )}
      onMouseDown={(e) => e.preventDefault()}
      onClick={(e) => {
        const onBox = e.target instanceof Element && e.target.closest('[data-select]') !== null
        if (canSelect && (onBox || e.ctrlKey || e.metaKey)) props.onToggle(hit)
        else props.onOpen(index)
      }}
      onKeyDown={(e) => e.key === 'Enter' && props.onOpen(index)}
    >
      {canSelect && (
        <span data-select aria-hidden className={css['box']}>
          <Check />
        </span>
      )}
      {props.selected && <VisuallyHidden>Selected. </VisuallyHidden>}
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
})
