/** One moment of the library, to be written elsewhere while edits go on: records are never changed in place. */
import type { BackupCounts } from '#shared/contract/backup'
import type { CollectionName } from '#shared/contract/records'
import { encodeDataFile } from './data-file'
import type { AnyRecord } from './layout'
import type { DataFile, Shards } from './shards'

export interface SnapshotFile {
  /** `articles/0003` */
  readonly key: string
  readonly collection: CollectionName
  readonly items: ReadonlyMap<string, AnyRecord>
  /** The same file and number: the same records. */
  readonly source: DataFile
  readonly edits: number
}

/** Copies which records there are, not the records. Call it while nothing is being written. */
export function snapshotOf(shards: Shards): SnapshotFile[] {
  return [...shards.files()]
    .filter((file) => file.low.data.items.size > 0)
    .map((file) => ({
      key: file.key,
      collection: file.collection,
      items: new Map(file.low.data.items),
      source: file,
      edits: file.edits
    }))
}

/** As a data file of a library without a journal, so that equal records are equal bytes. */
export function encodeSnapshot(file: SnapshotFile): Buffer {
  return Buffer.concat(encodeDataFile(file.collection, 0, file.items))
}

export function countsOf(files: Iterable<SnapshotFile>): BackupCounts {
  const counts = { articles: 0, annotations: 0, notes: 0, tags: 0, lists: 0 }
  for (const { collection, items } of files)
    if (isCounted(collection, counts)) counts[collection] += items.size
  return counts
}
function isCounted(name: CollectionName, counts: BackupCounts): name is keyof BackupCounts & CollectionName {
  return Object.hasOwn(counts, name)
}

/** The saved files a record refers to; an action's are those that undoing it would need. */
export function assetsIn(collection: CollectionName, record: AnyRecord): string[] {
  if (collection !== 'articles' && collection !== 'actions' && collection !== 'annotations') return []
  return [...JSON.stringify(record).matchAll(/"([0-9a-f]{64}\.[a-z0-9]{1,5})"/g)].map((m) => m[1] ?? '')
}

export function assetsOf(files: Iterable<SnapshotFile>): Set<string> {
  const names = new Set<string>()
  for (const { collection, items } of files)
    for (const record of items.values()) for (const name of assetsIn(collection, record)) names.add(name)
  return names
}

/** Lets others have a turn between two pieces of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
