/** Articles: the views of the library, one article's text and fields, its state, the trash. */
import { z } from 'zod'
import { call } from './define'
import { article, articleState, bibliographic, highlightColor, id, name, snapshot, tagPath } from './records'

/** What the middle pane shows. */
export const view = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: articleState }),
  z.object({ kind: z.literal('list'), list: id }),
  /** The tag and those nested under it. */
  z.object({ kind: z.literal('tag'), path: tagPath }),
  z.object({ kind: z.literal('starred') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('trash') })
])
export type View = z.infer<typeof view>

/** `own`: the list's order (elsewhere the same as `added`). Dates and `added` newest first unless reversed. */
export const sort = z.enum(['own', 'added', 'published', 'title', 'author'])
export type Sort = z.infer<typeof sort>

/** One row of the article list. */
export const summary = z.object({
  id,
  title: z.string(),
  authors: z.array(name),
  issued: z.string().optional(),
  container: z.string().optional(),
  state: articleState,
  starred: z.boolean(),
  tags: z.array(tagPath),
  words: z.int(),
  progress: z.number(),
  opened: z.boolean(),
  read: z.boolean(),
  added: z.string(),
  lang: z.string().optional(),
  /** The colours of its highlights in text order, at most eight. */
  colors: z.array(highlightColor),
  hasText: z.boolean(),
  trashed: z.boolean()
})
export type Summary = z.infer<typeof summary>

export const editableFields = bibliographic.partial()

export const articlesContract = {
  /** Ids only, in order, so that a library of any size costs one small answer; rows are asked for as seen. */
  'articles.list': call(
    z.object({ view, sort, reverse: z.boolean().optional() }),
    z.object({ ids: z.array(id), wordsLeft: z.int(), /** How many are read. */ read: z.int().optional() })
  ),
  'articles.summaries': call(z.object({ ids: z.array(id).max(1000) }), z.array(summary)),
  'articles.get': call(z.object({ id }), article),
  /** The sanitised reading text of the newest (or the named) snapshot. */
  'articles.body': call(
    z.object({ id, snapshot: z.string().optional() }),
    z.object({ html: z.string(), snapshot })
  ),
  'articles.text': call(z.object({ id, snapshot: z.string().optional() }), z.object({ text: z.string() })),
  /** Corrects bibliographic fields. An empty string or list removes the field. */
  'articles.edit': call(z.object({ id, fields: editableFields }), article),
  'articles.mark': call(
    z.object({
      ids: z.array(id).min(1),
      state: articleState.optional(),
      starred: z.boolean().optional(),
      read: z.boolean().optional()
    }),
    z.object({ changed: z.int() })
  ),
  /** Remembers where the person is reading. Not an action: it cannot be undone. */
  'articles.place': call(
    z.object({
      id,
      place: z.int().nonnegative(),
      progress: z.number().min(0).max(1),
      page: z.number().min(1).max(100_001).optional()
    }),
    z.object({})
  ),
  /**
   * Makes one article of several: the first keeps its fields and its text; the others' tags, notes, highlights, list
   * entries and texts (as older versions) come to it, and they go to the trash.
   */
  'articles.merge': call(z.object({ ids: z.array(id).min(2).max(20) }), article),
  'articles.trash': call(z.object({ ids: z.array(id).min(1) }), z.object({ changed: z.int() })),
  'articles.restore': call(z.object({ ids: z.array(id).min(1) }), z.object({ changed: z.int() }))
}
