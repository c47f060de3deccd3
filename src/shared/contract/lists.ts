/** Reading lists. */
import { z } from 'zod'
import { call } from './define'
import { day, id, list } from './records'

export const listsContract = {
  'lists.list': call(
    z.object({}),
    z.array(
      z.object({
        id,
        name: z.string(),
        count: z.int(),
        sample: z.boolean(),
        archived: z.boolean().optional()
      })
    )
  ),
  'lists.get': call(z.object({ id }), list),
  'lists.create': call(z.object({ name: z.string().trim().min(1).max(500) }), list),
  'lists.rename': call(z.object({ id, name: z.string().trim().min(1).max(500) }), list),
  /** Appends to the end of the section (of the list, without one); those already on it only get why and section. */
  'lists.add': call(
    z.object({
      id,
      articles: z.array(id).min(1),
      why: z.string().optional(),
      section: z.string().optional()
    }),
    list
  ),
  'lists.take': call(z.object({ id, articles: z.array(id).min(1) }), list),
  /** Puts the articles, in the given order, before that one (null: at the end). */
  'lists.move': call(z.object({ id, articles: z.array(id).min(1), before: id.nullable() }), list),
  'lists.entry': call(
    z.object({ id, article: id, why: z.string().optional(), section: z.string().optional() }),
    list
  ),
  /** Sets the section of several entries at once; `''` takes them out of theirs. */
  'lists.section': call(
    z.object({ id, articles: z.array(id).min(1), section: z.string().trim().max(500) }),
    list
  ),
  /** By when these entries are to be read; null: no day. */
  'lists.due': call(z.object({ id, articles: z.array(id).min(1), due: day.nullable() }), list),
  /** What the list is for, and by when it is to be read. `''` and null take them away. */
  'lists.about': call(
    z.object({ id, description: z.string().max(100_000).optional(), due: day.nullable().optional() }),
    list
  ),
  /** A copy under a name of its own. */
  'lists.duplicate': call(z.object({ id }), list),
  /**
   * Puts what is on the list on another, where each keeps its section and its why-line unless it is there already, and
   * the list in the trash. Answers the other.
   */
  'lists.merge': call(z.object({ id, into: id }), list),
  /** Puts the list away, or takes it out again. */
  'lists.archive': call(z.object({ id, archived: z.boolean() }), list),
  'lists.trash': call(z.object({ id }), z.object({})),
  'lists.restore': call(z.object({ id }), z.object({}))
}
