/** The highlights of the library by article, filtered. Pure. */
import type { Annotation, HighlightColor } from '#shared/contract/records'
import { foldKey } from '#shared/domain/fold'

export interface HighlightGroup {
  article: string
  annotations: Annotation[]
}

/** Articles with the newest highlight first; within one, in text order. An empty set of colours means all. */
export function groupHighlights(
  all: readonly Annotation[],
  filter: { colors: ReadonlySet<HighlightColor>; text: string; noteless?: boolean }
): HighlightGroup[] {
  const wanted = foldKey(filter.text)
  const groups = new Map<string, Annotation[]>()
  for (const a of all) {
    if (filter.colors.size > 0 && !filter.colors.has(a.color)) continue
    if (wanted !== '' && !foldKey(`${a.quote.exact} ${a.note} ${a.tags.join(' ')}`).includes(wanted)) continue
    const group = groups.get(a.article)
    if (group) group.push(a)
    else groups.set(a.article, [a])
  }
  return [...groups].map(([article, annotations]) => ({
    article,
    annotations: annotations.sort((a, b) => a.position.start - b.position.start)
  }))
}
