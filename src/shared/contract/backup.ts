/** Backups: made by themselves and when asked, compared with what is here before anything is brought back. */
import { z } from 'zod'
import { UPLOAD_PIECE, uploadHandle } from './capture'
import { call, task } from './define'
import { id } from './records'

/** Why a backup was made. */
export const backupReason = z.enum([
  'hourly',
  'asked',
  'before-import',
  'before-restore',
  'before-delete',
  'before-migration'
])
export type BackupReason = z.infer<typeof backupReason>

/** What is counted and compared; settings are left out. */
export const backupKinds = ['articles', 'annotations', 'notes', 'tags', 'lists'] as const
export type BackupKind = (typeof backupKinds)[number]
export const backupCounts = z.object({
  articles: z.int(),
  annotations: z.int(),
  notes: z.int(),
  tags: z.int(),
  lists: z.int()
})
export type BackupCounts = z.infer<typeof backupCounts>

/** The name of a backup in the library's `backups` folder: time and reason. */
export const backupId = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[a-z-]{4,20}$/)
export const backupFacts = z.object({
  id: backupId,
  reason: backupReason,
  made: z.string(),
  /** When all of it was read back and found whole. */
  verified: z.string(),
  counts: backupCounts
})
export type BackupFacts = z.infer<typeof backupFacts>

/** A backup of this library, or a backup file that was handed over in pieces. */
export const backupSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), id: backupId }),
  z.object({ kind: z.literal('file'), upload: uploadHandle })
])
export type BackupSource = z.infer<typeof backupSource>

/** Records here and in the backup. `changed`: in both, and not the same. Trashed ones count. */
export const comparedKind = z.object({
  here: z.int(),
  there: z.int(),
  onlyHere: z.int(),
  onlyThere: z.int(),
  changed: z.int()
})
export const restorable = z.object({
  kind: z.enum(['article', 'list']),
  id,
  title: z.string(),
  how: z.enum(['missing', 'trashed', 'changed'])
})
export type Restorable = z.infer<typeof restorable>
export const comparison = z.object({
  made: z.string(),
  /** The file is of another library: bringing it back mixes or replaces. */
  otherLibrary: z.boolean(),
  /** The latest change in each: ISO 8601. */
  latestHere: z.string().optional(),
  latestThere: z.string().optional(),
  kinds: z.record(z.enum(backupKinds), comparedKind),
  /** Articles and lists that the backup has and the library has not (or not so): at most 500, of `restorableTotal`. */
  restorable: z.array(restorable),
  restorableTotal: z.int()
})
export type Comparison = z.infer<typeof comparison>

export const restoreWhat = z.discriminatedUnion('kind', [
  /** The library becomes what it was then (settings stay). */
  z.object({ kind: z.literal('all') }),
  /** Only what is not here any more; nothing that is here is changed. */
  z.object({ kind: z.literal('missing') }),
  /** With its highlights and notes. */
  z.object({ kind: z.literal('article'), id }),
  z.object({ kind: z.literal('list'), id })
])
export type RestoreWhat = z.infer<typeof restoreWhat>

export const restored = z.object({
  /** Records put back or made as they were, and those taken away. */
  restored: z.int(),
  removed: z.int(),
  /** Citation styles of one's own that were written. */
  styles: z.int().optional(),
  /** Saved files (pages, images) that what came back needs and that are nowhere. */
  missingFiles: z.int(),
  /** The backup of everything as it was just before. */
  safety: backupId.optional()
})

export const backupContract = {
  'backup.list': call(
    z.object({}),
    z.object({
      /** Newest first. */
      backups: z.array(backupFacts),
      /** What all of them take on the disk, in bytes. */
      bytes: z.int(),
      /** When the next one is due, ISO 8601 (in the past: at the next look); none while nothing changes. */
      next: z.string().optional(),
      /** A sentence: why none are made by themselves now. */
      paused: z.string().optional()
    })
  ),
  /** The newest backup with records that the library has not any more, and how many of each kind those are. */
  'backup.newestWith': call(
    z.object({}),
    z.object({
      found: z.object({ backup: backupFacts, missing: backupCounts }).optional(),
      /** Newer ones that could not be read. */
      unreadable: z.int()
    })
  ),
  'backup.now': call(z.object({}), backupFacts),
  /** Makes one file of the whole library, pages and images included, and reads it back. */
  'backup.toFile': task(
    z.object({}),
    z.object({ done: z.int(), total: z.int() }),
    z.object({
      file: uploadHandle,
      fileName: z.string(),
      bytes: z.int(),
      counts: backupCounts,
      assets: z.int(),
      /** Saved files that are missing or damaged on the disk, and so not in it. */
      missing: z.array(z.string())
    })
  ),
  /** The next piece of it, base64; empty at the end. */
  'backup.read': call(
    z.object({ file: uploadHandle, from: z.int().nonnegative() }),
    z.object({ data: z.string() })
  ),
  'backup.begin': call(z.object({ size: z.int().nonnegative() }), z.object({ upload: uploadHandle })),
  'backup.piece': call(
    z.object({ upload: uploadHandle, data: z.string().max(Math.ceil(UPLOAD_PIECE / 3) * 4 + 4) }),
    z.object({ received: z.int() })
  ),
  /** Lets go of a file that was made or handed over. */
  'backup.release': call(z.object({ file: uploadHandle }), z.object({})),
  'backup.compare': call(z.object({ source: backupSource }), comparison),
  /** Everything and what is missing: after a safety backup. One article or list: can be undone. */
  'backup.restore': call(z.object({ source: backupSource, what: restoreWhat }), restored)
}
