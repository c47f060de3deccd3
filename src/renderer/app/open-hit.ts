/** From a search result to the place it was found at. */
import type { Hit } from '#shared/contract/search'
import type { Jump } from './routes'

export function openHit(
  hit: Hit,
  open: (article: string, jump?: Omit<Jump, 'nonce'>) => void,
  openNote: (id: string) => void
): void {
  if (hit.field === 'note' && hit.target === hit.id) {
    openNote(hit.id)
    return
  }
  const passage = hit.field === 'body' && hit.paragraph !== undefined
  // The note on a highlight and its tags lead to the highlight.
  const annotation = hit.field !== 'body' && hit.target !== undefined
  open(hit.id, {
    ...(passage ? { paragraph: hit.paragraph, ranges: hit.ranges } : {}),
    ...(annotation ? { annotation: hit.target } : {})
  })
}
