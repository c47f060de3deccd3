/** What the core tells everyone by itself: which records changed (ids and kinds), never their content. */
import { z } from 'zod'
import { id } from './records'

/** Something came in that nobody in the window added: from the browser or the watched folder. */
const arrival = z.object({
  from: z.enum(['browser', 'folder']),
  status: z.enum(['added', 'duplicate', 'failed']),
  /** Title, address or file name; `12 articles`. */
  title: z.string(),
  id: z.string().optional(),
  message: z.string().optional()
})
export type Arrival = z.infer<typeof arrival>

export const events = {
  /** Ids per collection; a collection with more than 2,000 changed records says `'many'`. */
  changed: z.record(z.string(), z.union([z.array(z.string()), z.literal('many')])),
  'search.progress': z.object({
    state: z.enum(['building', 'ready', 'failed']),
    indexed: z.int(),
    total: z.int()
  }),
  /** A link to a highlight was followed outside of Carrel. */
  'open.highlight': z.object({ id }),
  arrived: arrival,
  /** From the host's own menu: run this command of the page's registry. */
  command: z.object({ id: z.string() })
} as const
export type Events = { [E in keyof typeof events]: z.infer<(typeof events)[E]> }
