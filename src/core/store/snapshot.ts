/** One moment of the library, to be written elsewhere while edits go on: records are never changed in place. */
import type { BackupCounts } from '#shared/contract/backup'
import type { Action, Annotation, Article, CollectionName, Note } from '#shared/contract/records'
import { picturesIn } from '#shared/markdown/pictures'
import { SCHEMA, type AnyRecord } from './layout'
import type { DataFile, Shards } from './shards'

export interface SnapshotFile {
  /** `articles/0003` */
  readonly key: string
  readonly collection: CollectionName
  /** The version of its records. */
  readonly schema: number
  readonly items: ReadonlyMap<string, AnyRecord>
  /** The same file and number: the same records. */
  readonly source: DataFile
  readonly edits: number
}

/** Copies which records there are, not the records. Call it while nothing is being written. */
export function snapshotOf(shards: Shards, schema = SCHEMA): SnapshotFile[] {
  return [...shards.files()]
    .filter((file) => file.low.data.items.size > 0)
    .map((file) => ({
      key: file.key,
      collection: file.collection,
      schema,
      items: new Map(file.low.data.items),
      source: file,
      edits: file.edits
    }))
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
function* assetsIn(file: SnapshotFile): IterableIterator<string> {
  if (file.schema < SCHEMA) {
    for (const record of file.items.values()) yield* namedIn(record)
    return
  }
  // The collection says which records there are: a data file holds those of its own schema only.
  if (file.collection === 'articles')
    for (const article of file.items.values() as IterableIterator<Article>)
      for (const { html, text, source, images } of article.snapshots) {
        yield html
        yield text
        if (source !== undefined) yield source
        yield* images
      }
  if (file.collection === 'annotations')
    for (const { text, note } of file.items.values() as IterableIterator<Annotation>) {
      yield text
      yield* picturesIn(note)
    }
  if (file.collection === 'notes')
    for (const { text } of file.items.values() as IterableIterator<Note>) yield* picturesIn(text)
  if (file.collection === 'actions') for (const action of file.items.values()) yield* namedIn(action)
}

/** Whatever looks like the name of a saved file, also in the text of a note. */
export function* namedIn(record: AnyRecord | Action['changes']): IterableIterator<string> {
  for (const match of JSON.stringify(record).matchAll(/(?<=")[0-9a-f]{64}\.[a-z0-9]{1,5}(?=")/g))
    yield match[0]
  yield* picturesIn(JSON.stringify(record))
}

/** Takes its time: others have their turn between two files. */
export async function assetsOf(files: Iterable<SnapshotFile>): Promise<Set<string>> {
  const names = new Set<string>()
  for (const file of files) {
    for (const name of assetsIn(file)) names.add(name)
    await breathe()
  }
  return names
}

/** Lets others have a turn between two pieces of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
