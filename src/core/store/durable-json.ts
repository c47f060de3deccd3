/** The lowdb adapter of one data file: checks what it reads, and writes so that nothing can be lost. */
import type { Adapter } from 'lowdb'
import { CarrelError } from '#shared/contract/errors'
import type { CollectionName } from '#shared/contract/records'
import { decodeDataFile, encodeDataFile, type Condition, type Rejected } from './data-file'
import { durableWrite } from './durable-write'
import { orMissing, type FileFacts, type FileSystem } from './file-system'
import type { AnyRecord } from './layout'
import { usual, type Reading } from './migration/reading'

/** What lowdb holds for one data file. */
export interface Shard {
  /** The last journal frame that is contained. */
  through: number
  items: Map<string, AnyRecord>
}

/** How the file was when it was read; `bytes` only where a copy must be kept. */
export interface FileReport {
  condition: Condition | 'missing'
  rejected: readonly Rejected[]
  bytes?: Buffer
}

export class DurableJson implements Adapter<Shard> {
  readonly path: string
  private readonly fs: FileSystem
  private readonly kind: CollectionName
  private readonly reading: Reading
  report: FileReport = { condition: 'missing', rejected: [] }
  /** How many records the file must hold when next written, kept count of apart from the records themselves. */
  expected = 0
  bytesWritten = 0
  /** The file as we last read or wrote it. */
  private stamp: FileFacts | undefined
  /** A write of ours failed half way: what lies there now is ours, the old or the new. */
  private unsure = false

  constructor(fs: FileSystem, path: string, kind: CollectionName, reading: Reading = usual) {
    this.reading = reading
    this.fs = fs
    this.path = path
    this.kind = kind
  }

  /** Null when there is no such file. The state of the file is in `report`. */
  async read(): Promise<Shard | null> {
    await this.note()
    const bytes = await orMissing(this.fs.read(this.path))
    if (!bytes) return null
    const { condition, through, records, rejected } = decodeDataFile(bytes, this.kind, this.reading)
    const whole = condition === 'good' && rejected.length === 0
    this.report = whole ? { condition, rejected } : { condition, rejected, bytes }
    const items = new Map<string, AnyRecord>()
    for (const record of records) items.set(record.id, record)
    this.expected = items.size
    return { through, items }
  }

  /** Takes the file, as it is now, for known. */
  async note(): Promise<void> {
    this.stamp = await orMissing(this.fs.facts(this.path))
    this.unsure = false
  }

  /** Whether somebody else wrote the file, or took it away, since we last read or wrote it. */
  async compare(): Promise<'same' | 'changed' | 'gone'> {
    if (this.unsure) await this.note()
    const now = await orMissing(this.fs.facts(this.path))
    if (!now) return this.stamp ? 'gone' : 'same'
    const { stamp } = this
    return stamp?.kind === now.kind && stamp.size === now.size && stamp.modified === now.modified
      ? 'same'
      : 'changed'
  }

  /**
   * Throws INTERNAL when the file would lose records that no edit took away (the shrink guard), else what the disk
   * throws. The records are turned into text before the first pause, so one write is one moment of the library.
   */
  async write(shard: Shard): Promise<void> {
    if (shard.items.size !== this.expected)
      throw new CarrelError(
        'INTERNAL',
        `${this.kind}: ${shard.items.size} records are in memory where ${this.expected} are expected. The file was left as it is.`
      )
    const chunks = encodeDataFile(this.kind, shard.through, shard.items)
    this.unsure = true
    await durableWrite(this.fs, this.path, chunks)
    await this.note()
    this.bytesWritten = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }
}
