/**
 * Saved files that nothing refers to (no record, undo included, and no backup) go to `trash/assets` a week after they
 * were saved, and from there for good after 30 days. What is wanted again in between comes back.
 */
import { join } from 'node:path'
import type { Clock } from '#core/ports'
import { assetName } from '#shared/contract/records'
import type { LibraryBackups } from './backup/backups'
import { renameOver, type Folders } from './durable-write'
import { orMissing, type FileSystem } from './file-system'
import type { Places } from './layout'
import { assetsOf, type SnapshotFile } from './snapshot'

const DAY = 86_400_000
const YOUNG_DAYS = 7
const WAIT_DAYS = 30

export interface Swept {
  /** To `trash/assets`, back from there, and removed for good. */
  moved: number
  returned: number
  removed: number
  /** A sentence: why nothing was looked at. */
  spared?: string
}

export interface SweepParts {
  fs: FileSystem
  folders: Folders
  places: Places
  clock: Clock
  snapshot(): Promise<SnapshotFile[]>
  backups: Pick<LibraryBackups, 'assets'>
}

/** Throws what the disk throws; whatever was done until then is sound. */
export async function sweepAssets(parts: SweepParts): Promise<Swept> {
  const { fs, places, clock } = parts
  const inBackups = await parts.backups.assets()
  if (!inBackups)
    return {
      moved: 0,
      returned: 0,
      removed: 0,
      spared: 'A backup cannot be read, so no saved file was taken for unneeded.'
    }
  const needed = await assetsOf(await parts.snapshot())
  for (const name of inBackups) needed.add(name)
  const now = Date.parse(clock.now())
  const returned = await bringBack(parts, needed)
  const removed = await removeOld(fs, places.trashedAssets, now)
  const moved = await moveAway(parts, needed, now)
  return { moved, returned, removed }
}

async function bringBack({ fs, folders, places }: SweepParts, needed: ReadonlySet<string>): Promise<number> {
  let returned = 0
  for (const { name, kind } of (await orMissing(fs.list(places.trashedAssets))) ?? []) {
    if (kind !== 'file' || !needed.has(name) || !assetName.safeParse(name).success) continue
    const folder = join(places.assets, name.slice(0, 2))
    await folders.ready(places.assets)
    await folders.ready(folder)
    await renameOver(fs, join(places.trashedAssets, name), join(folder, name))
    await fs.syncFolder(folder)
    returned++
  }
  return returned
}

async function removeOld(fs: FileSystem, trash: string, now: number): Promise<number> {
  let removed = 0
  for (const { name, kind } of (await orMissing(fs.list(trash))) ?? []) {
    if (kind !== 'file' || !assetName.safeParse(name).success) continue
    const path = join(trash, name)
    if (now - (await fs.facts(path)).modified < WAIT_DAYS * DAY) continue
    await fs.remove(path)
    removed++
  }
  return removed
}

async function moveAway(parts: SweepParts, needed: ReadonlySet<string>, now: number): Promise<number> {
  const { fs, folders, places } = parts
  let moved = 0
  for (const { name: part, kind } of (await orMissing(fs.list(places.assets))) ?? []) {
    if (kind !== 'folder' || !/^[0-9a-f]{2}$/.test(part)) continue
    for (const { name, kind: what } of await fs.list(join(places.assets, part))) {
      if (what !== 'file' || needed.has(name) || !assetName.safeParse(name).success) continue
      const path = join(places.assets, part, name)
      if (now - (await fs.facts(path)).modified < YOUNG_DAYS * DAY) continue
      await folders.ready(join(places.root, 'trash'))
      await folders.ready(places.trashedAssets)
      // The 30 days count from now.
      await fs.touch(path)
      await renameOver(fs, path, join(places.trashedAssets, name))
      moved++
    }
  }
  return moved
}
