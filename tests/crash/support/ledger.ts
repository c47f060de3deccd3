/** What a killed process said it had saved, and whether a library holds it. */
import type { Records } from '#core/ports'
import type { CollectionName } from '#shared/contract/records'
import { collectionNames, type AnyRecord } from '../../../src/core/store/layout'
import { hashOfRecord, type Line, type Written } from './watched-disk'

export class Ledger {
  /** Each record that was acknowledged, by collection and id. */
  private saved = new Map<string, string>()
  /** Frames that were about to be written and not answered yet, in their order. */
  private pending: Written[][] = []
  acknowledged = 0
  readonly done = new Map<string, number>()
  backup: string | undefined

  /** What was in the library before anything was killed. */
  begin(records: readonly { collection: CollectionName; record: AnyRecord }[]): void {
    for (const { collection, record } of records)
      this.saved.set(`${collection}/${record.id}`, hashOfRecord(record))
  }

  /** Takes in what the process printed. */
  learn(line: Line): void {
    switch (line.say) {
      case 'about':
        this.pending.push(line.ops)
        break
      case 'saved':
        // Answered in the order in which they were written.
        this.pending.shift()
        this.acknowledged++
        apply(this.saved, line.ops)
        break
      case 'done':
        this.done.set(line.what, (this.done.get(line.what) ?? 0) + 1)
        break
      case 'backup':
        this.backup = line.id
        break
      case 'open':
      case 'error':
    }
  }

  /**
   * The library must hold everything acknowledged, and of what was being written whole frames in their order. Answers
   * with what is wrong; what it holds is from then on what must be there.
   */
  check(store: Records): string[] {
    const found = new Map<string, string>()
    for (const name of collectionNames)
      for (const record of store.all(name)) found.set(`${name}/${record.id}`, hashOfRecord(record))
    const expected = new Map(this.saved)
    const wrong = differences(expected, found)
    for (const frame of this.pending) {
      if (differences(expected, found).length === 0) break
      apply(expected, frame)
    }
    this.pending = []
    const fits = differences(expected, found).length === 0
    this.saved = found
    return fits ? [] : wrong
  }
}

function apply(records: Map<string, string>, ops: readonly Written[]): void {
  for (const [key, hash] of ops)
    if (hash === null) records.delete(key)
    else records.set(key, hash)
}

function differences(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  const wrong: string[] = []
  for (const [key, hash] of expected)
    if (found.get(key) !== hash) wrong.push(`${key} ${found.has(key) ? 'is another version' : 'is lost'}`)
  for (const key of found.keys()) if (!expected.has(key)) wrong.push(`${key} came from nowhere`)
  return wrong
}
