/** From a parsed query to what is asked of the index: filters first, then words. */
import type { Article } from '#shared/contract/records'
import type { ParsedQuery } from '#shared/domain/query'
import type { Like } from './alike'
import type { ArticleFacts } from './facts'
import type { Question } from './protocol'

export interface Plan {
  /** undefined: no words are left, the filters alone answer. */
  question: Omit<Question, 'limit'> | undefined
  /** What the filters alone answer; empty with a question, and for an empty query. */
  articles: Readonly<Article>[]
  /** Sentences about what was taken otherwise than it was perhaps meant. */
  notes: string[]
}

export function planOf(parsed: ParsedQuery, facts: ArticleFacts): Plan {
  const { filters, demands, rest } = parsed
  const { like, notes } = likeOf(parsed, facts)
  const passing = filters.length > 0 ? facts.passing(filters) : undefined
  if (rest === '' && demands.length === 0 && !like)
    return { question: undefined, articles: passing ?? [], notes }
  const only = passing?.map((article) => article.id)
  // Without other words, those that must stand in a note or the text are what is looked for.
  const wanted = demands.filter(({ negated }) => !negated).map(({ value }) => value)
  const scoped = rest === '' && wanted.length > 0
  return {
    question: {
      query: scoped ? wanted.join(' ') : rest,
      ...(only === undefined ? {} : { only }),
      ...(demands.length === 0 ? {} : { demands, scoped }),
      ...(like && { like })
    },
    articles: [],
    notes
  }
}

/** `like:` is an article when its value is a citation key (or an id), and else a passage. */
function likeOf({ like }: ParsedQuery, facts: ArticleFacts): { like: Like | undefined; notes: string[] } {
  if (!like) return { like: undefined, notes: [] }
  const article = like.quoted ? undefined : facts.named(like.value)
  if (article) return { like: { key: article.id }, notes: [] }
  const notes = like.quoted
    ? []
    : [`No article has the citation key “${like.value.slice(0, 60)}”, so it was taken as a passage.`]
  return { like: { text: like.value }, notes }
}
