/** When an article gets another text: which highlights are surely in it, and where. */
import type { Annotation, Article, Snapshot } from '#shared/contract/records'
import { anchor, describe, prepareText } from '#shared/domain/anchor'
import type { Op, Store } from '#core/ports'

export interface Followed {
  ops: Op[]
  /** How many have a place in the new text. */
  followed: number
  /** Those that have none: they stay on the text they were made in. */
  left: Readonly<Annotation>[]
}

/**
 * Highlights whose words stand unchanged in the text are moved there. One whose words were edited keeps its own
 * words and is shown where they most likely are; one that could be in two places, or in none, stays where it was.
 */
export function follow(
  store: Store,
  article: Readonly<Article>,
  to: Pick<Snapshot, 'text'>,
  text: string,
  now: string
): Followed {
  const where = prepareText(text)
  const out: Followed = { ops: [], followed: 0, left: [] }
  for (const old of store.all('annotations')) {
    if (old.article !== article.id || old.trashed !== undefined || old.detached === true) continue
    const found = anchor(where, old)
    if (!found.placed) {
      out.left.push(old)
      continue
    }
    out.followed += 1
    const selectors = found.how === 'approximate' ? undefined : describe(text, found.start, found.end)
    if (!selectors || old.text === to.text) continue
    const record: Annotation = { ...old, ...selectors, text: to.text, updated: now }
    out.ops.push({ op: 'put', collection: 'annotations', record })
  }
  return out
}
