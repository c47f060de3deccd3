/** Files that are kept up to date: an export that is written again when what it shows has changed. */
import { z } from 'zod'
import { call } from './define'
import { exportOptions, livingScope } from './exchange'
import { id, time } from './records'

export const keptProblem = z.object({
  /**
   * `changed`: the file is not as it was left, and is not written over unasked. `failed`: the disk or the export
   * refused; it is tried again at the next change, and where that may help, after a while.
   */
  kind: z.enum(['changed', 'failed']),
  message: z.string()
})

export const keptFile = z.object({
  id,
  scope: livingScope,
  /** What it shows, in words: `“Ch. 2”`, `#method`, `the whole library`. */
  of: z.string(),
  options: exportOptions,
  /** Absolute, on this computer. */
  path: z.string(),
  paused: z.boolean(),
  /** The last time it was found or made right; absent: not yet. */
  written: z.object({ at: time, entries: z.int() }).optional(),
  problem: keptProblem.optional()
})
export type KeptFile = z.infer<typeof keptFile>

/**
 * Of which tag a kept file is, in a setting of its own named by this and the file's id: so it follows the tag's renaming
 * in the same action, and undo takes it back.
 */
export const TAG_OF_KEPT = 'keep-tag-'

const path = z.string().trim().min(1).max(4000)

export const keepContract = {
  /** Those of this computer: paths mean nothing on another. */
  'keep.list': call(z.object({}), z.object({ files: z.array(keptFile) })),
  /** A place and name for such a file: where the last one was put, else the home folder. */
  'keep.suggest': call(
    z.object({ scope: livingScope, options: exportOptions }),
    z.object({ path: z.string() })
  ),
  /**
   * `path`: whole, or from the home folder with `~/`. Throws CONFLICT where a file is there already, unless `replace`;
   * BAD_INPUT with a sentence for what cannot be such a file. Answers before it is written.
   */
  'keep.add': call(
    z.object({ scope: livingScope, options: exportOptions, path, replace: z.boolean().default(false) }),
    keptFile
  ),
  /** Pauses, goes on (and writes what came meanwhile), or writes to another place from now on. */
  'keep.change': call(
    z.object({
      id,
      paused: z.boolean().optional(),
      path: path.optional(),
      replace: z.boolean().default(false)
    }),
    keptFile
  ),
  /** Writes now, and answers when that is done. `overwrite`: also over what somebody else changed. */
  'keep.write': call(z.object({ id, overwrite: z.boolean().default(false) }), keptFile),
  /** The file stays as it is. */
  'keep.remove': call(z.object({ id }), z.object({}))
}
