/** What is asked about tags beside their list: a tag's page, and tags that articles may want. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Article } from '#shared/contract/records'
import { isUnder, tagKey } from '#shared/domain/tag-path'
import { TagUsage } from '#shared/domain/tag-suggest'
import type { Store } from '#core/ports'

const MOST_RELATED = 12
/** Of more articles than this, the first are asked for all. */
const MOST_ASKED = 100

export function aboutTags(store: Store): Pick<CoreHandlers, 'tags.page' | 'tags.suggest'> {
  // Counted when first asked for, then kept true.
  let usage: TagUsage | undefined
  const counts = (a: Readonly<Article> | undefined): a is Readonly<Article> =>
    a?.trashed === undefined && a !== undefined
  store.onCommit((changes) => {
    if (!usage) return
    for (const c of changes) {
      if (c.collection !== 'articles') continue
      const before = c.before as Article | undefined
      const after = c.after as Article | undefined
      if (before && after && same(before, after)) continue
      if (counts(before)) usage.remove(before)
      if (counts(after)) usage.add(after)
    }
  })
  return {
    'tags.page': async ({ path, most }) => {
      const articles: string[] = []
      const related = new Map<string, { path: string; count: number }>()
      for (const a of store.all('articles')) {
        if (a.trashed !== undefined || !a.tags.some((t) => isUnder(t, path))) continue
        articles.push(a.id)
        for (const t of a.tags) {
          if (isUnder(t, path)) continue
          const r = related.get(tagKey(t)) ?? { path: t, count: 0 }
          r.count++
          related.set(tagKey(t), r)
        }
      }
      const highlights = [...store.all('annotations')]
        .filter(
          (a) =>
            a.trashed === undefined &&
            a.tags.some((t) => isUnder(t, path)) &&
            store.get('articles', a.article)?.trashed === undefined
        )
        .reverse()
      return {
        articles,
        related: [...related.values()]
          .sort((a, b) => b.count - a.count || a.path.localeCompare(b.path))
          .slice(0, MOST_RELATED),
        highlights: { total: highlights.length, items: highlights.slice(0, most) }
      }
    },
    'tags.suggest': async ({ articles, most }) => {
      if (!usage) {
        usage = new TagUsage()
        for (const a of store.all('articles')) if (counts(a)) usage.add(a)
      }
      const asked = articles.slice(0, MOST_ASKED).map((id) => {
        const a = store.get('articles', id)
        if (!a)
          throw new CarrelError('NOT_FOUND', 'One of these articles is not in the library any more.', { id })
        return a
      })
      return usage.suggest(asked, most)
    }
  }
}

/** Nothing changed that is counted. */
function same(a: Readonly<Article>, b: Readonly<Article>): boolean {
  return (
    a.tags === b.tags &&
    a.authors === b.authors &&
    a.container === b.container &&
    a.title === b.title &&
    a.trashed === b.trashed
  )
}
