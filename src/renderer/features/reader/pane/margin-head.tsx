/** At the top of the margin: highlights without a place, and the article's own note. */
import type { ReactNode } from 'react'
import { UnplacedCard } from '../highlights/unplaced-card'
import type { Highlights } from '../highlights/use-highlights'

export function MarginHead(props: {
  highlights: Highlights
  /** Where "Place here" would put one. */
  target: { start: number; end: number } | undefined
  clear(): void
  refreshed: string | undefined
  articleNote: ReactNode
}): ReactNode {
  const { highlights, target } = props
  return (
    <>
      <UnplacedCard
        unplaced={highlights.unplaced}
        refreshed={props.refreshed}
        canPlace={target !== undefined}
        onPlace={(id) => {
          if (target) highlights.place(id, target.start, target.end)
          props.clear()
        }}
        onKeep={highlights.keepAsQuote}
      />
      {props.articleNote}
    </>
  )
}
