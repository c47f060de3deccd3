/** The watched folder: what is put into it is added to the library. */
import { z } from 'zod'
import { call } from './define'

export const watchStatus = z.object({
  /** Watched on this computer; absent: none. */
  folder: z.string().optional(),
  /** Files being added now. */
  adding: z.int().nonnegative(),
  /** Why nothing is watched although a folder is set: it is gone, or cannot be read. */
  problem: z.string().optional(),
  /** Files that could not be added, newest first, at most fifty. They are tried again when they change. */
  failed: z.array(z.object({ name: z.string(), message: z.string() }))
})
export type WatchStatus = z.infer<typeof watchStatus>

export const watchContract = {
  'watch.status': call(z.object({}), watchStatus),
  /** An absolute path; null: watch nothing. What is being added then is finished, the rest is left. */
  'watch.set': call(z.object({ folder: z.string().max(4000).nullable() }), watchStatus)
}
