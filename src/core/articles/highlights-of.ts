/** Which highlights an article has, kept current with the store so that a row of the list costs no search. */
import type { Annotation, HighlightColor } from '#shared/contract/records'
import type { Store } from '#core/ports'

export interface HighlightIndex {
  /** Colours in text order, at most `max`. */
  colors(article: string, max: number): HighlightColor[]
}

export function createHighlightIndex(store: Store): HighlightIndex {
  const byArticle = new Map<string, Set<string>>()
  const add = (a: Readonly<Annotation>): void => {
    if (a.trashed !== undefined) return
    const set = byArticle.get(a.article) ?? new Set()
    byArticle.set(a.article, set.add(a.id))
  }
  for (const a of store.all('annotations')) add(a)
  store.onCommit((changes) => {
    for (const c of changes) {
      if (c.collection !== 'annotations') continue
      const before = c.before as Annotation | undefined
      const after = c.after as Annotation | undefined
      if (before) byArticle.get(before.article)?.delete(before.id)
      if (after) add(after)
    }
  })
  return {
    colors(article, max) {
      const found = [...(byArticle.get(article) ?? [])].flatMap((id) => store.get('annotations', id) ?? [])
      return found
        .sort((a, b) => a.position.start - b.position.start)
        .slice(0, max)
        .map((a) => a.color)
    }
  }
}
