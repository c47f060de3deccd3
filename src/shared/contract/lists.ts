/** Reading lists. */
import { z } from 'zod'
import { call } from './define'
import { id, list } from './records'

export const listsContract = {
  'lists.list': call(
    z.object({}),
    z.array(z.object({ id, name: z.string(), count: z.int(), sample: z.boolean() }))
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
  'lists.trash': call(z.object({ id }), z.object({})),
  'lists.restore': call(z.object({ id }), z.object({}))
}
