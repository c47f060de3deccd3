/** From a parsed query to what is asked of the index: filters first, then words. */
import type { Article } from '#shared/contract/records'
import type { ParsedQuery } from '#shared/domain/query'
import type { ArticleFacts } from './facts'
import type { Question } from './protocol'

export interface Plan {
  /** undefined: no words are left, the filters alone answer. */
  question: Omit<Question, 'limit'> | undefined
  /** What the filters alone answer; empty with a question, and for an empty query. */
  articles: Readonly<Article>[]
}

export function planOf(parsed: ParsedQuery, facts: ArticleFacts): Plan {
  const { filters, demands, rest } = parsed
  const passing = filters.length > 0 ? facts.passing(filters) : undefined
  if (rest === '' && demands.length === 0) return { question: undefined, articles: passing ?? [] }
  const only = passing?.map((article) => article.id)
  // Without other words, those that must stand in a note or the text are what is looked for.
  const wanted = demands.filter(({ negated }) => !negated).map(({ value }) => value)
  const scoped = rest === '' && wanted.length > 0
  return {
    question: {
      query: scoped ? wanted.join(' ') : rest,
      ...(only === undefined ? {} : { only }),
      ...(demands.length === 0 ? {} : { demands, scoped })
    },
    articles: []
  }
}
