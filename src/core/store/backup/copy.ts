/** The records of a backup, read from its data files. */
import type { LibraryCopy } from '#core/ports'
import type { BackupCounts } from '#shared/contract/backup'
import type { CollectionName, Collections } from '#shared/contract/records'
import { decodeDataFile } from '../data-file'
import { collectionNames, isBlock, type AnyRecord } from '../layout'
import { usual, type Reading } from '../migration/reading'

/** Splits `articles/0003`; undefined when that is no data file of ours. */
export function keyParts(key: string): { collection: CollectionName; block: string } | undefined {
  const [name, block = '', ...rest] = key.split('/')
  const collection = collectionNames.find((known) => known === name)
  return collection && rest.length === 0 && isBlock(collection, block) ? { collection, block } : undefined
}

export class CopyBuilder {
  private readonly records = new Map<CollectionName, Map<string, AnyRecord>>(
    collectionNames.map((name) => [name, new Map()])
  )

  private readonly reading: Reading
  /** Citation styles of one's own, by file name. */
  readonly styles = new Map<string, Uint8Array>()

  constructor(reading: Reading = usual) {
    this.reading = reading
  }

  /** Answers with the number of records, or what is wrong with the file in a few words. */
  add(key: string, bytes: Buffer): number | string {
    const parts = keyParts(key)
    if (!parts) return 'is no data file'
    const { condition, records, rejected } = decodeDataFile(bytes, parts.collection, this.reading)
    if (condition === 'newer') return 'is of a newer version of Carrel'
    if (condition !== 'good' || rejected.length > 0) return 'is damaged'
    const into = this.records.get(parts.collection)
    for (const record of records) {
      // The checksum says that the bytes are as they were written, not by whom.
      if (this.reading.flawOf(parts.collection, record) !== undefined) return 'has records that do not fit'
      into?.set(record.id, record)
    }
    return records.length
  }

  finish(library: string, made: string): LibraryCopy {
    const { records } = this
    const size = (name: CollectionName): number => records.get(name)?.size ?? 0
    const counts: BackupCounts = {
      articles: size('articles'),
      annotations: size('annotations'),
      notes: size('notes'),
      tags: size('tags'),
      lists: size('lists')
    }
    return {
      library,
      made,
      counts,
      styles: this.styles,
      all<C extends CollectionName>(collection: C) {
        // add() files each record under the collection whose schema it fits.
        return (records.get(collection) ?? new Map()) as ReadonlyMap<string, Readonly<Collections[C]>>
      }
    }
  }
}
