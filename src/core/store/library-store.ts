/**
 * The Store port: takes commits in, writes those that wait together as frames of the journal, and changes memory only
 * once the disk has them. One thing happens at a time; between two batches the compactor may roll the journal.
 */
import type { Change, Op, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { CollectionName, Collections } from '#shared/contract/records'
import type { Access } from './access'
import { encodeFrame } from './frame'
import type { Journal } from './journal'
import { frameJson } from './journal-read'
import { isCollection, type AnyRecord } from './layout'
import { Ahead, Preparation, type Bases, type Prepared } from './prepare'
import { notSaved } from './sentences'
import type { Shards } from './shards'

type Ops = readonly Op[] | (() => readonly Op[])
type Also = (changes: readonly Change[]) => readonly Op[]

interface Waiting {
  ops: Ops
  bases: Bases
  also: Also | undefined
  resolve(changes: readonly Change[]): void
  reject(error: unknown): void
}
interface Ready {
  waiting: Waiting
  edits: readonly Prepared[]
  changes: readonly Change[]
}

/** Frames of one write are held in memory together: more wait for the next. */
const BATCH_BYTES = 8 << 20

export interface StoreParts {
  shards: Shards
  /** Undefined: nothing is ever written. */
  journal: Journal | undefined
  /** Whether the library is ours to write is asked before each write. */
  access: Access
  /** May grow while the library is open. */
  notices: readonly string[]
  /** Called after each batch that was written. */
  afterWrite(): void
}

export class LibraryStore implements Store {
  private readonly parts: StoreParts
  private readonly listeners = new Set<(changes: readonly Change[]) => void>()
  private queue: Waiting[] = []
  private between: (() => Promise<void>)[] = []
  private pumping: Promise<void> | undefined
  private stopped: string | undefined

  constructor(parts: StoreParts) {
    this.parts = parts
  }

  get readOnly(): string | undefined {
    return this.stopped ?? this.parts.access.readOnly
  }
  get notices(): readonly string[] {
    return this.parts.notices
  }
  get<C extends CollectionName>(collection: C, id: string): Readonly<Collections[C]> | undefined {
    return this.parts.shards.get(collection, id)
  }
  all<C extends CollectionName>(collection: C): IterableIterator<Readonly<Collections[C]>> {
    return this.parts.shards.all(collection)
  }
  count(collection: CollectionName): number {
    return this.parts.shards.count(collection)
  }

  onCommit(listener: (changes: readonly Change[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  commit(ops: Ops, also?: Also): Promise<readonly Change[]> {
    const { readOnly } = this
    if (readOnly !== undefined) return Promise.reject(new CarrelError('READ_ONLY', readOnly))
    return new Promise((resolve, reject) => {
      this.queue.push({
        ops,
        bases: typeof ops === 'function' ? [] : this.basesOf(ops),
        also,
        resolve,
        reject
      })
      this.start()
    })
  }

  /** Runs `work` while nothing is being written. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.between.push(() => work().then(resolve, reject))
      this.start()
    })
  }

  /** Refuses every edit from now on. */
  stop(sentence: string): void {
    this.stopped ??= sentence
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.pumping) await this.pumping
  }

  private basesOf(ops: readonly Op[]): (AnyRecord | undefined)[] {
    // Collections that do not exist are refused in their turn.
    return ops.map((op) =>
      op.op === 'put' && isCollection(op.collection)
        ? this.parts.shards.get(op.collection, op.record.id)
        : undefined
    )
  }

  private start(): void {
    // Edits asked for in the same moment share one write: wait for the moment to end.
    this.pumping ??= Promise.resolve()
      .then(() => this.pump())
      .finally(() => {
        this.pumping = undefined
        if (this.queue.length > 0 || this.between.length > 0) this.start()
      })
  }

  private async pump(): Promise<void> {
    while (this.queue.length > 0 || this.between.length > 0) {
      for (const work of this.between.splice(0)) await work()
      if (this.queue.length > 0) await this.writeBatch()
    }
  }

  private async writeBatch(): Promise<void> {
    const { journal, access } = this.parts
    const sequence = journal?.sequence ?? 0
    const frames: Buffer[] = []
    const batch = this.takeIn((ready, index) => {
      const frame = encodeFrame(frameJson(sequence + index + 1, ready.edits))
      frames.push(frame)
      return frame.length
    })
    if (batch.length === 0) return
    try {
      if (!journal || !(await access.stillOurs())) throw new CarrelError('READ_ONLY', access.readOnly ?? '')
      await journal.append(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames))
    } catch (error) {
      const refusal = error instanceof CarrelError ? error : notSaved(error)
      for (const { waiting } of batch) waiting.reject(refusal)
      return
    }
    journal.confirm(batch.length)
    for (const { edits } of batch) for (const { placed } of edits) this.parts.shards.apply(placed)
    for (const { changes, waiting } of batch) {
      this.tell(changes)
      waiting.resolve(changes)
    }
    this.parts.afterWrite()
  }

  /** Takes waiting commits in, as many as can share a write, and answers those that cannot be done or change nothing. */
  private takeIn(write: (ready: Ready, index: number) => number): Ready[] {
    const batch: Ready[] = []
    const ahead = new Ahead(this.parts.shards)
    for (let bytes = 0; bytes < BATCH_BYTES;) {
      const waiting = this.queue[0]
      // Ops that are yet to be made must see every edit before them, and readers see durable edits only.
      if (!waiting || (typeof waiting.ops === 'function' && !ahead.empty)) break
      this.queue.shift()
      const mine = new Ahead(ahead)
      try {
        const ready = this.prepare(waiting, mine)
        if (ready.edits.length === 0) waiting.resolve([])
        else {
          ahead.merge(mine)
          bytes += write(ready, batch.length)
          batch.push(ready)
        }
      } catch (error) {
        waiting.reject(error)
      }
    }
    return batch
  }

  private prepare(waiting: Waiting, ahead: Ahead): Ready {
    const { ops, also } = waiting
    const preparation = new Preparation(ahead)
    if (typeof ops === 'function') {
      const made = ops()
      preparation.add(made, this.basesOf(made))
    } else preparation.add(ops, waiting.bases)
    if (also && preparation.edits.length > 0) {
      const more = also(preparation.changes())
      preparation.add(more, this.basesOf(more))
    }
    return { waiting, edits: preparation.edits, changes: preparation.changes() }
  }

  private tell(changes: readonly Change[]): void {
    for (const listener of this.listeners)
      try {
        listener(changes)
      } catch (error) {
        // The edit is durable and the others must hear of it; a listener's fault is reported, not passed on.
        process.emitWarning(error instanceof Error ? error : String(error))
      }
  }
}
