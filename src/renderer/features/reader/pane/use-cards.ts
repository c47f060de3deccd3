/** What the cards in the margin ask for, done to the open text. */
import type { Article } from '#shared/contract/records'
import { quoteWithCitation } from '#shared/domain/quote'
import type { Placed } from '../highlights/placement'
import type { Highlights } from '../highlights/use-highlights'
import type { Reshape } from '../highlights/use-reshape'
import { useStableActions, type NoteCardActions } from '../margin/card-actions'
import type { ReaderProps } from '../props'
import type { Copying } from './use-copy'

export function useCards(on: {
  article: Article
  props: Pick<ReaderProps, 'onExternalLink' | 'onTagClick' | 'onAlike'>
  scroller: HTMLElement | null
  highlights: Highlights
  reshape: Reshape
  copy: Copying
  revealPlaced(placed: Placed): void
  focusMark(id: string): boolean
}): NoteCardActions {
  const { highlights, copy } = on
  const placedOf = (id: string): Placed | undefined => highlights.placed.find((p) => p.annotation.id === id)
  return useStableActions({
    onActivate: highlights.activate,
    onEdit: highlights.edit,
    onSave: highlights.saveNote,
    onRecolour: highlights.recolour,
    onDelete: highlights.remove,
    quote: (id) => {
      const p = placedOf(id)
      return p && quoteWithCitation(on.article, p.annotation.quote.exact)
    },
    onCopyQuote: copy.withCitation,
    onCopyLink: copy.link,
    onAlike: (id) => {
      const p = placedOf(id)
      if (p) on.props.onAlike(p.annotation.quote.exact)
    },
    onMerge: on.reshape.mergeWithNext,
    onLink: on.props.onExternalLink,
    onTagClick: on.props.onTagClick,
    onLeave: (id) => {
      const p = placedOf(id)
      if (p) on.revealPlaced(p)
      if (!on.focusMark(id)) on.scroller?.focus({ preventScroll: true })
    }
  })
}
