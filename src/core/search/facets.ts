/** The commonest tags, lists, years, authors, kinds and colours among articles, for narrowing a search. */
import type { FacetField, Facets } from '#shared/contract/search'
import { yearOf } from '#shared/domain/dates'
import { showName } from '#shared/domain/names'
import type { Facts } from '#shared/domain/query-match'
import { tagKey } from '#shared/domain/tag-path'

/** Values of one kind that are shown. */
const MOST = 12

export function countFacets(facts: Iterable<Facts>): Facets {
  const tallies: Record<FacetField, Tally> = {
    tag: new Tally(tagKey),
    list: new Tally(),
    year: new Tally(),
    author: new Tally(),
    type: new Tally(),
    color: new Tally()
  }
  for (const { article, lists, colors } of facts) {
    tallies.tag.add(article.tags)
    tallies.list.add(lists)
    tallies.author.add(article.authors.map(showName).filter((name) => name !== ''))
    tallies.type.add([article.type])
    tallies.color.add(colors)
    const year = yearOf(article.issued)
    if (year !== undefined) tallies.year.add([String(year)])
  }
  return {
    tag: tallies.tag.commonest(),
    list: tallies.list.commonest(),
    year: tallies.year.commonest(),
    author: tallies.author.commonest(),
    type: tallies.type.commonest(),
    color: tallies.color.commonest()
  }
}

class Tally {
  readonly #counts = new Map<string, { value: string; count: number }>()
  readonly #keyOf: (value: string) => string

  constructor(keyOf: (value: string) => string = (value) => value) {
    this.#keyOf = keyOf
  }

  /** The values of one article: each counts once. */
  add(values: Iterable<string>): void {
    const seen = new Set<string>()
    for (const value of values) {
      const key = this.#keyOf(value)
      if (seen.has(key)) continue
      seen.add(key)
      const known = this.#counts.get(key)
      if (known) known.count++
      else this.#counts.set(key, { value, count: 1 })
    }
  }

  commonest(): { value: string; count: number }[] {
    return [...this.#counts.values()]
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST)
  }
}
