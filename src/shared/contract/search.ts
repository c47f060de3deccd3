/** One search over titles, authors, tags, notes, highlights and the whole text. */
import { z } from 'zod'
import { call } from './define'
import { FIELD_NAMES } from '../domain/query-names'
import { id } from './records'

export const hitField = z.enum(['title', 'author', 'tag', 'body', 'note', 'highlight'])
export type HitField = z.infer<typeof hitField>

export const hit = z.object({
  /** The article (for a free note without one: the note). */
  id,
  /** The note or annotation that was hit. */
  target: id.optional(),
  title: z.string(),
  authors: z.string(),
  issued: z.string().optional(),
  field: hitField,
  /** The paragraph's number in the article's text, from 0. */
  paragraph: z.int().optional(),
  /** The passage as it stands there. */
  text: z.string(),
  /** UTF-16 ranges in `text` that matched. */
  ranges: z.array(z.tuple([z.int(), z.int()])),
  score: z.number()
})
export type Hit = z.infer<typeof hit>

/** What was typed, taken apart: shown as chips. Joined by spaces, the texts are the query. See domain/query.ts. */
export const queryPart = z.object({
  kind: z.enum(['field', 'phrase', 'words']),
  negated: z.boolean(),
  text: z.string(),
  from: z.int(),
  to: z.int(),
  field: z.enum(FIELD_NAMES).optional(),
  value: z.string().optional()
})

/** `date`: published, newest first. `state`: what is being read, then unread, then read. */
export const searchSort = z.enum(['relevance', 'date', 'state'])
export type SearchSort = z.infer<typeof searchSort>

/** So many passages, unless another number is asked for: the same on the page and on the command line. */
export const USUAL_HITS = 50

const query = z.string().max(10_000)
/** One box that is typed into: its newest query cancels its older ones. */
const caller = z.string().max(64).optional()

export const facetField = z.enum(['tag', 'list', 'year', 'author', 'type', 'color'])
export type FacetField = z.infer<typeof facetField>
/** `value` as it is written in a query after `tag:` and so on. */
export const facet = z.object({ value: z.string(), count: z.int() })
export const facets = z.record(facetField, z.array(facet))
export type Facets = z.infer<typeof facets>

export const searchContract = {
  'search.query': call(
    z.object({
      query,
      limit: z.int().min(1).max(200).optional(),
      sort: searchSort.optional(),
      caller
    }),
    z.object({
      hits: z.array(hit),
      ms: z.number(),
      complete: z.boolean(),
      /** A sentence for each part that was not understood; the rest ran. */
      notes: z.array(z.string()),
      parts: z.array(queryPart)
    })
  ),
  /**
   * All articles that match, not only the best passages: those that pass the filters and have, somewhere in them, as
   * many of the words as any article has. `facets`: the commonest values among them. `ids`, newest first, only when asked
   * for: in a large library they are most of the answer, and a page that counts while one types needs none.
   */
  'search.matches': call(
    z.object({ query, caller, ids: z.boolean().optional() }),
    z.object({ count: z.int(), ids: z.array(id).optional(), facets, complete: z.boolean() })
  ),
  'search.status': call(
    z.object({}),
    z.object({ state: z.enum(['building', 'ready', 'failed']), indexed: z.int(), total: z.int() })
  )
}
