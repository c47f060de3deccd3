/** From what a service asks for to what is written: bound to data files, numbered, checked, turned into text. */
import type { Change, Op } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { CollectionName } from '#shared/contract/records'
import { blockOf, flawOf, isCollection, LARGEST_NUMBER, type AnyRecord } from './layout'
import { rebase } from './rebase'
import type { Placed, Shards } from './shards'

/** An edit and the text it is written as. The record is made from that text: memory holds what the disk holds. */
export interface Prepared {
  placed: Placed
  text: string
}
/** For each op, the record as it was when the op was made from it. */
export type Bases = readonly (AnyRecord | undefined)[]

/** The records as they will be once everything taken in so far is durable. */
export class Ahead {
  private readonly under: Ahead | Shards
  private readonly records = new Map<string, AnyRecord | undefined>()
  private readonly numbers = new Map<CollectionName, number>()

  constructor(under: Ahead | Shards) {
    this.under = under
  }
  get empty(): boolean {
    return this.records.size === 0
  }
  get(collection: CollectionName, id: string): AnyRecord | undefined {
    const key = `${collection}/${id}`
    return this.records.has(key) ? this.records.get(key) : this.under.get(collection, id)
  }
  lastNumber(collection: CollectionName): number {
    return this.numbers.get(collection) ?? this.under.lastNumber(collection)
  }
  blockFor(collection: CollectionName, id: string, n: number): string {
    // A record that was taken away and comes back belongs where its number says, not where it was.
    const gone = this.records.has(`${collection}/${id}`) && !this.records.get(`${collection}/${id}`)
    return gone ? blockOf(collection, n) : this.under.blockFor(collection, id, n)
  }
  set({ collection, id, record }: Placed): void {
    this.records.set(`${collection}/${id}`, record)
    if (record && record.n > this.lastNumber(collection)) this.numbers.set(collection, record.n)
  }
  /** Takes over what `other`, made on top of this, holds. */
  merge(other: Ahead): void {
    for (const [key, record] of other.records) this.records.set(key, record)
    for (const [collection, n] of other.numbers) this.numbers.set(collection, n)
  }
}

/** What the ops of one commit become. Throws BAD_INPUT or CONFLICT; `ahead` is then not to be used. */
export class Preparation {
  readonly edits: Prepared[] = []
  private readonly changed = new Map<string, Change>()
  private readonly ahead: Ahead

  constructor(ahead: Ahead) {
    this.ahead = ahead
  }

  add(ops: readonly Op[], bases: Bases): void {
    for (const [i, op] of ops.entries()) {
      if (!isCollection(op.collection))
        throw new CarrelError('BAD_INPUT', `There is no collection “${String(op.collection)}”.`)
      if (op.op === 'put') this.put(op.collection, op.record, bases[i])
      else this.del(op.collection, op.id)
    }
  }

  /** One per record, in the order of first touch; records that came and went within the commit are not among them. */
  changes(): Change[] {
    return [...this.changed.values()].filter(({ before, after }) => before || after)
  }

  private put(collection: CollectionName, given: AnyRecord, base: AnyRecord | undefined): void {
    const current = this.ahead.get(collection, given.id)
    const record = current ? this.onTopOf(collection, current, given, base) : this.fresh(collection, given)
    const flaw = flawOf(collection, record)
    if (flaw !== undefined)
      throw new CarrelError('BAD_INPUT', `This cannot be saved in ${collection}: ${flaw}.`, { id: given.id })
    const text = JSON.stringify(record)
    const block = this.ahead.blockFor(collection, record.id, record.n)
    this.take({ collection, block, id: record.id, record: JSON.parse(text) as AnyRecord }, text)
  }

  private onTopOf(
    collection: CollectionName,
    current: AnyRecord,
    given: AnyRecord,
    base: AnyRecord | undefined
  ): AnyRecord {
    const { n, rev } = current
    // rev 0: made from nothing, meant as it is.
    if (given.rev === rev || given.rev === 0) return { ...given, n, rev: rev + 1 }
    if (base?.rev !== given.rev)
      throw new CarrelError(
        'CONFLICT',
        `This was changed elsewhere in the meantime (${collection}). Nothing was overwritten; try again.`,
        { id: given.id }
      )
    return { ...rebase(base, given, current), n, rev: rev + 1 }
  }

  /** New; or, with the `rev` and `n` it had, coming back (undo) to its old place. */
  private fresh(collection: CollectionName, given: AnyRecord): AnyRecord {
    const { n, rev } = given
    const comesBack = rev > 0 && Number.isInteger(n) && n > 0 && n <= LARGEST_NUMBER
    return { ...given, n: comesBack ? n : this.ahead.lastNumber(collection) + 1, rev: rev + 1 }
  }

  private del(collection: CollectionName, id: string): void {
    const current = this.ahead.get(collection, id)
    if (!current) return
    this.take(
      { collection, block: this.ahead.blockFor(collection, id, current.n), id, record: undefined },
      ''
    )
  }

  private take(placed: Placed, text: string): void {
    const { collection, id, record } = placed
    const key = `${collection}/${id}`
    const before =
      this.changed.get(key)?.before ?? (this.changed.has(key) ? undefined : this.ahead.get(collection, id))
    this.changed.set(key, { collection, id, before, after: record })
    this.ahead.set(placed)
    this.edits.push({ placed, text })
  }
}
