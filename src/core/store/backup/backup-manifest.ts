/** One backup: a small JSON file in `backups/` that names its data files by content and the saved files in use then. */
import { join } from 'node:path'
import { z } from 'zod'
import { backupCounts, backupId, backupReason, type BackupReason } from '#shared/contract/backup'
import { durableWrite } from '../durable-write'
import { orMissing, type FileSystem } from '../file-system'

export const backupManifest = z.object({
  format: z.literal('carrel-backup'),
  schema: z.int().nonnegative(),
  library: z.string().max(64),
  made: z.string(),
  reason: backupReason,
  verified: z.string(),
  counts: backupCounts,
  files: z.array(
    z.object({ key: z.string().max(100), sha256: z.string().regex(/^[0-9a-f]{64}$/), count: z.int() })
  ),
  /** The citation styles of one's own, by file name; backups of before have none. */
  styles: z
    .array(z.object({ name: z.string().max(100), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(200)
    .optional(),
  /** The names of the saved files in use then: a JSON array, kept by content like the data files. */
  assets: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), count: z.int() })
})
export type BackupManifest = z.infer<typeof backupManifest>
export interface NamedBackup {
  id: string
  manifest: BackupManifest
}

/** `2026-03-01T10-00-00-000Z-hourly` */
export function backupName(made: string, reason: BackupReason): string {
  return `${new Date(made).toISOString().replace(/[:.]/g, '-')}-${reason}`
}

/** All backups, newest first; `unreadable`: names of those that cannot be understood. */
export async function readManifests(
  fs: FileSystem,
  folder: string
): Promise<{ backups: NamedBackup[]; unreadable: string[] }> {
  const backups: NamedBackup[] = []
  const unreadable: string[] = []
  for (const { name, kind } of (await orMissing(fs.list(folder))) ?? []) {
    if (!name.endsWith('.json')) continue
    const id = name.slice(0, -'.json'.length)
    const ours = kind === 'file' && backupId.safeParse(id).success
    const bytes = ours ? await orMissing(fs.read(join(folder, name))) : undefined
    // The rotation has just let it go.
    if (ours && !bytes) continue
    const manifest = bytes && parse(bytes)
    if (manifest) backups.push({ id, manifest })
    else unreadable.push(name)
  }
  backups.sort((a, b) => (a.id < b.id ? 1 : -1))
  return { backups, unreadable }
}

function parse(bytes: Buffer): BackupManifest | undefined {
  try {
    return backupManifest.safeParse(JSON.parse(bytes.toString('utf8'))).data
  } catch {
    // Not JSON: counted as unreadable, and nothing that it may name is removed.
    return undefined
  }
}

export async function writeBackupManifest(
  fs: FileSystem,
  folder: string,
  id: string,
  manifest: BackupManifest
): Promise<void> {
  await durableWrite(fs, join(folder, `${id}.json`), [Buffer.from(`${JSON.stringify(manifest)}\n`)])
}
