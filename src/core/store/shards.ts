/** The records in memory: one lowdb per data file, and for each collection where each record is. */
import { join } from 'node:path'
import { Low } from 'lowdb'
import type { Records } from '#core/ports'
import type { CollectionName, Collections } from '#shared/contract/records'
import { DurableJson, type Shard } from './durable-json'
import type { FileSystem } from './file-system'
import { usual, type Reading } from './migration/reading'
import { blockOf, collectionNames, fileKey, type AnyRecord } from './layout'

/** An edit of one record, bound to the data file it belongs in. `undefined`: taken away. */
export interface Placed {
  collection: CollectionName
  block: string
  id: string
  record: AnyRecord | undefined
}

export interface DataFile {
  readonly key: string
  readonly collection: CollectionName
  readonly block: string
  readonly adapter: DurableJson
  readonly low: Low<Shard>
  /** Memory is ahead of the disk. */
  dirty: boolean
  /** Records came back into the middle: the map is not in order of saving. */
  unsorted: boolean
  /** The highest number put in so far. */
  last: number
  /** What each record that was changed since the file was last written looked like in it. */
  base: Map<string, AnyRecord | undefined>
  /** Goes up with each edit: the same number, the same records. */
  edits: number
}

interface Collection {
  /** In order of their blocks. */
  files: DataFile[]
  byBlock: Map<string, DataFile>
  where: Map<string, DataFile>
  lastNumber: number
}

export class Shards implements Records {
  private readonly fs: FileSystem
  private readonly folder: string
  private readonly reading: Reading
  private readonly collections = new Map<CollectionName, Collection>()

  constructor(fs: FileSystem, folder: string, reading: Reading = usual) {
    this.reading = reading
    this.fs = fs
    this.folder = folder
    for (const name of collectionNames)
      this.collections.set(name, { files: [], byBlock: new Map(), where: new Map(), lastNumber: 0 })
  }

  private of(collection: CollectionName): Collection {
    const found = this.collections.get(collection)
    if (!found) throw new Error(`no collection ${collection}`)
    return found
  }

  /** The data file of a block; an empty one in memory where there is none yet. */
  file(collection: CollectionName, block: string): DataFile {
    const { files, byBlock } = this.of(collection)
    const found = byBlock.get(block)
    if (found) return found
    const path = join(this.folder, collection, `${block}.json`)
    const adapter = new DurableJson(this.fs, path, collection, this.reading)
    const low = new Low<Shard>(adapter, { through: 0, items: new Map() })
    const key = fileKey(collection, block)
    const facts = { dirty: false, unsorted: false, last: 0, edits: 0, base: new Map() }
    const made: DataFile = { key, collection, block, adapter, low, ...facts }
    byBlock.set(block, made)
    files.push(made)
    files.sort((a, b) => Number(a.block) - Number(b.block))
    return made
  }

  *files(): IterableIterator<DataFile> {
    for (const collection of this.collections.values()) yield* collection.files
  }

  /** Applies a frame of the journal unless the file already contains it. Before `buildIndex` only. */
  replay(edit: Placed, frame: number): void {
    const file = this.file(edit.collection, edit.block)
    if (file.low.data.through >= frame) return
    this.change(file, edit)
  }

  private change(file: DataFile, { id, record }: Placed): void {
    const { items } = file.low.data
    if (!file.base.has(id)) file.base.set(id, items.get(id))
    if (record) {
      if (!items.has(id)) {
        file.adapter.expected++
        if (record.n < file.last) file.unsorted = true
        else file.last = record.n
      }
      items.set(id, record)
    } else if (items.delete(id)) file.adapter.expected--
    file.dirty = true
    file.edits++
  }

  /** Applies an edit that is durable. */
  apply(edit: Placed): void {
    const { where } = this.of(edit.collection)
    const file = this.file(edit.collection, edit.block)
    this.change(file, edit)
    if (edit.record) {
      where.set(edit.record.id, file)
      this.noteNumber(edit.collection, edit.record.n)
    } else where.delete(edit.id)
  }

  /**
   * To be called once all files and frames are in. Answers with records whose id stands in two files (possible only
   * when files were changed from outside): the one changed more often stays, the other has been taken out.
   */
  buildIndex(): { file: DataFile; record: AnyRecord }[] {
    const losers: { file: DataFile; record: AnyRecord }[] = []
    for (const { files, where } of this.collections.values())
      for (const file of files)
        for (const record of this.inspect(file)) {
          const other = where.get(record.id)
          const twin = other?.low.data.items.get(record.id)
          if (other && twin && twin.rev >= record.rev) losers.push(this.takeOut(file, record))
          else {
            if (other && twin) losers.push(this.takeOut(other, twin))
            where.set(record.id, file)
          }
        }
    return losers
  }

  /** The records of a file just read, noting their numbers. */
  private *inspect(file: DataFile): Generator<AnyRecord> {
    file.last = 0
    file.unsorted = false
    for (const record of file.low.data.items.values()) {
      if (record.n < file.last) file.unsorted = true
      else file.last = record.n
      this.noteNumber(file.collection, record.n)
      yield record
    }
  }

  private takeOut(file: DataFile, record: AnyRecord): { file: DataFile; record: AnyRecord } {
    this.change(file, { collection: file.collection, block: file.block, id: record.id, record: undefined })
    return { file, record }
  }

  /** Numbers of new records continue after `n`. */
  noteNumber(collection: CollectionName, n: number): void {
    const c = this.of(collection)
    if (n > c.lastNumber) c.lastNumber = n
  }
  lastNumber(collection: CollectionName): number {
    return this.of(collection).lastNumber
  }

  /** The block a record is in, or (new ones) belongs in. */
  blockFor(collection: CollectionName, id: string, n: number): string {
    return this.of(collection).where.get(id)?.block ?? blockOf(collection, n)
  }

  get<C extends CollectionName>(collection: C, id: string): Readonly<Collections[C]> | undefined {
    // A collection's files hold records of its own schema only: decodeDataFile and prepare see to it.
    return this.of(collection).where.get(id)?.low.data.items.get(id) as Readonly<Collections[C]> | undefined
  }

  *all<C extends CollectionName>(collection: C): IterableIterator<Readonly<Collections[C]>> {
    for (const file of this.of(collection).files) {
      if (file.unsorted) sort(file)
      yield* file.low.data.items.values() as IterableIterator<Readonly<Collections[C]>>
    }
  }

  count(collection: CollectionName): number {
    return this.of(collection).where.size
  }
}

function sort(file: DataFile): void {
  const { items } = file.low.data
  const records = [...items.values()].sort((a, b) => a.n - b.n)
  file.low.data.items = new Map(records.map((record) => [record.id, record]))
  file.unsorted = false
}
