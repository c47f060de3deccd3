/** Smart lists: searches saved by name. What is on one is asked of `search.query` and `search.matches`. */
import { z } from 'zod'
import { call } from './define'
import { id, smart } from './records'

const name = z.string().trim().min(1).max(500)
const query = z.string().trim().min(1).max(10_000)

export const smartContract = {
  /** By name. */
  'smart.list': call(z.object({}), z.array(smart)),
  'smart.create': call(z.object({ name, query }), smart),
  'smart.change': call(z.object({ id, name: name.optional(), query: query.optional() }), smart),
  'smart.remove': call(z.object({ id }), z.object({}))
}
