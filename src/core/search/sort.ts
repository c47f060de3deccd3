/** Other orders than by relevance. Stable: what is equal stays in the order of relevance. */
import type { Records } from '#core/ports'
import type { Article } from '#shared/contract/records'
import type { Hit, SearchSort } from '#shared/contract/search'

/** What comes first: in the middle of being read, not read yet, read. */
function stateRank(article: Readonly<Article> | undefined): number {
  if (!article) return 4
  if (article.read !== undefined) return 3
  return article.state === 'reading' || article.progress > 0 ? 0 : article.state === 'archive' ? 2 : 1
}

function compare(
  sort: SearchSort,
  a: Readonly<Article> | undefined,
  b: Readonly<Article> | undefined
): number {
  if (sort === 'state') return stateRank(a) - stateRank(b)
  const [x, y] = [a?.issued ?? '', b?.issued ?? '']
  // Without a date last.
  return x === y ? 0 : x === '' ? 1 : y === '' ? -1 : x < y ? 1 : -1
}

export function sortHits(hits: Hit[], sort: SearchSort, records: Records): Hit[] {
  if (sort === 'relevance') return hits
  const of = (hit: Hit): Readonly<Article> | undefined => records.get('articles', hit.id)
  return hits.sort((a, b) => compare(sort, of(a), of(b)))
}

export function sortArticles(articles: Readonly<Article>[], sort: SearchSort): Readonly<Article>[] {
  return sort === 'relevance' ? articles : articles.sort((a, b) => compare(sort, a, b))
}
