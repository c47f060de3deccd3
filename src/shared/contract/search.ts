/** One search over titles, authors, tags, notes, highlights and the whole text. */
import { z } from 'zod'
import { call } from './define'
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

export const searchContract = {
  'search.query': call(
    z.object({
      query: z.string().max(10_000),
      limit: z.int().min(1).max(200).optional(),
      /** One box that is typed into: its newest query cancels its older ones. */
      caller: z.string().max(64).optional()
    }),
    z.object({ hits: z.array(hit), ms: z.number(), complete: z.boolean() })
  ),
  'search.status': call(
    z.object({}),
    z.object({ state: z.enum(['building', 'ready', 'failed']), indexed: z.int(), total: z.int() })
  )
}
