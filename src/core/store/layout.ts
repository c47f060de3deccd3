/** Where things lie in a library's folder, and in which data file a record belongs. */
import { join } from 'node:path'
import { z } from 'zod'
import { collections, type CollectionName, type Collections } from '#shared/contract/records'
import { crc32, crcText } from './crc32'

/** The version of everything this program writes. A library with a higher one is opened read-only. */
export const SCHEMA = 1
/** Records in one data file of the collections that grow: recent work then touches few files. */
const BLOCK_SIZE = 500
/** Block names have at most seven digits. */
export const LARGEST_NUMBER = BLOCK_SIZE * 10_000_000 - 1

export type AnyRecord = Collections[CollectionName]
export const collectionNames = Object.keys(collections) as CollectionName[]
const blocked: ReadonlySet<CollectionName> = new Set(['articles', 'annotations', 'notes'])

export function isCollection(name: unknown): name is CollectionName {
  return typeof name === 'string' && Object.hasOwn(collections, name)
}

/** The data file (without `.json`) of a collection in which the record with number `n` belongs. */
export function blockOf(collection: CollectionName, n: number): string {
  return blocked.has(collection) ? String(Math.floor(n / BLOCK_SIZE)).padStart(4, '0') : 'all'
}
export function isBlock(collection: CollectionName, block: string): boolean {
  return blocked.has(collection) ? /^\d{4,7}$/.test(block) : block === 'all'
}
/** The last number that belongs in a block. */
export function lastNumberOf(collection: CollectionName, block: string): number {
  return blocked.has(collection) ? (Number(block) + 1) * BLOCK_SIZE - 1 : 0
}
/** How a data file is called in sentences and in library.json: `articles/0003`. */
export function fileKey(collection: CollectionName, block: string): string {
  return `${collection}/${block}`
}

export interface Places {
  root: string
  manifest: string
  readMe: string
  journal: string
  assets: string
  recovered: string
  backups: string
  /** Citation styles of one's own; core/citation makes it. */
  styles: string
  /** What is made from the rest and may be deleted; not the store's: whoever makes it makes the folder. */
  cache: string
  /** Saved files that nothing refers to wait here before they go. */
  trashedAssets: string
  /** The folder of data files in use; a migration writes the next generation beside it. */
  data: string
}
export function placesIn(root: string, generation: number): Places {
  return {
    root,
    manifest: join(root, 'library.json'),
    readMe: join(root, 'README.txt'),
    journal: join(root, 'journal'),
    assets: join(root, 'assets'),
    recovered: join(root, 'recovered'),
    backups: join(root, 'backups'),
    styles: join(root, 'styles'),
    cache: join(root, 'cache'),
    trashedAssets: join(root, 'trash', 'assets'),
    data: join(root, `data-${generation}`)
  }
}

const shapes = new Map<CollectionName, string>()
/**
 * A fingerprint of a collection's schema, written into its data files. A file with the same one was checked record by
 * record when it was written and is not checked again when read.
 */
export function shapeOf(collection: CollectionName): string {
  let shape = shapes.get(collection)
  if (shape === undefined) {
    shape = crcText(crc32(Buffer.from(JSON.stringify(z.toJSONSchema(collections[collection])))))
    shapes.set(collection, shape)
  }
  return shape
}

/** What is wrong with a record in a few words, or undefined when it fits the schema of its collection. */
export function flawOf(collection: CollectionName, record: unknown): string | undefined {
  try {
    const result = collections[collection].safeParse(record)
    if (result.success) return undefined
    const issue = result.error.issues[0]
    return `${issue?.path.map(String).join('.') || 'record'}: ${issue?.message ?? 'does not fit'}`
  } catch (error) {
    // Values nested thousands deep overflow the stack of the checker.
    if (error instanceof RangeError) return 'record: nested too deeply'
    throw error
  }
}
