/**
 * The text of a data file: plain JSON, one record a line, so that people, diff tools and salvage can read it.
 *
 *     {"format":"carrel-data","schema":1,"kind":"tags","shape":"…","through":12,"count":1,"crc":"0a1b2c3d","items":{
 *     "01k…":{"id":"01k…", …}
 *     }}
 *
 * `through`: the last journal frame that is contained. The checksum is over all bytes but its own eight digits.
 */
import { z } from 'zod'
import type { CollectionName } from '#shared/contract/records'
import { crc32, crcText } from './crc32'
import { SCHEMA, shapeOf, type AnyRecord } from './layout'
import { usual, type Reading } from './migration/reading'

const CRC_MARK = '"crc":"'
/** The first line is short; the mark is looked for no further. */
const HEAD_BYTES = 400

/** `good`: as we wrote it. `edited`: sound JSON, but changed since. `damaged`: not JSON. `newer`: not ours to judge. */
export type Condition = 'good' | 'edited' | 'damaged' | 'newer'
export interface Rejected {
  reason: string
  /** The record as it stood in the file. */
  text: string
}
export interface DecodedFile {
  condition: Condition
  /** 0 unless the checksum vouches for it: then every frame of the journal counts. */
  through: number
  records: AnyRecord[]
  /** Records (or, in a damaged file, lines) that could not be used. */
  rejected: Rejected[]
}

const header = z.object({
  format: z.literal('carrel-data'),
  schema: z.int().nonnegative(),
  kind: z.string(),
  shape: z.string().optional(),
  through: z.int().nonnegative(),
  count: z.int().nonnegative()
})

/** The pieces of a data file, to be written one after the other. `schema`: the version of the records. */
export function encodeDataFile(
  kind: CollectionName,
  through: number,
  items: ReadonlyMap<string, AnyRecord>,
  schema = SCHEMA
): Buffer[] {
  const lines: string[] = []
  for (const [id, record] of items) lines.push(`${JSON.stringify(id)}:${JSON.stringify(record)}`)
  const [before, opening] = dataFileHead(kind, through, items.size, schema)
  const rest = Buffer.from(`${lines.join(',\n')}\n}}\n`)
  const crc = crc32(rest, crc32(opening, crc32(before)))
  return [before, Buffer.from(crcText(crc)), opening, rest]
}

/** What stands before the checksum, and between it and the records. */
export function dataFileHead(
  kind: CollectionName,
  through: number,
  count: number,
  schema = SCHEMA
): [Buffer, Buffer] {
  const facts = { format: 'carrel-data', schema, kind, shape: shapeOf(kind), through, count }
  return [Buffer.from(`${JSON.stringify(facts).slice(0, -1)},${CRC_MARK}`), Buffer.from('","items":{\n')]
}
/** What the first line says. */
export interface Checked {
  schema: number
  kind: string
  count: number
}

/** The file, once the checksum of all but itself is known. */
export function checksummed(before: Buffer, crc: number, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([before, Buffer.from(crcText(crc)), ...chunks])
}

function checksumHolds(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, HEAD_BYTES).indexOf(CRC_MARK)
  if (mark < 0) return false
  const digits = mark + CRC_MARK.length
  const crc = crc32(bytes.subarray(digits + 8), crc32(bytes.subarray(0, digits)))
  return bytes.toString('latin1', digits, digits + 8) === crcText(crc)
}

/** Reads the bytes of a data file, whatever state they are in. Never throws. Older records become those of today. */
export function decodeDataFile(bytes: Buffer, kind: CollectionName, reading: Reading = usual): DecodedFile {
  const trusted = checksumHolds(bytes)
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const parsed = parse(text)
  if (isNewer(parsed))
    return { ...gather(kind, recordsOf(parsed) ?? {}, accepting(true)), condition: 'newer', through: 0 }
  const file = headerOf(parsed)
  if (!file || file.kind !== kind)
    return { ...salvage(kind, text, reading), condition: 'damaged', through: 0 }
  // Where checksum and schema are ours, every record was checked when written; again would double the time to open.
  const check = !trusted || file.shape !== shapeOf(kind) || file.schema < SCHEMA
  const found = gather(kind, file.items, accepting(check, reading, file.schema))
  return trusted
    ? { ...found, condition: 'good', through: file.through }
    : { ...found, condition: 'edited', through: 0 }
}

type Header = z.infer<typeof header> & { items: Record<string, unknown> }
function headerOf(parsed: unknown): Header | undefined {
  const facts = header.safeParse(parsed)
  const items = facts.success ? recordsOf(parsed) : undefined
  return facts.success && items ? { ...facts.data, items } : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the caller salvages what lines it can.
    return undefined
  }
}

function isNewer(parsed: unknown): boolean {
  const schema = z.object({ schema: z.int() }).safeParse(parsed)
  return schema.success && schema.data.schema > SCHEMA
}

function recordsOf(parsed: unknown): Record<string, unknown> | undefined {
  const items = (parsed as { items?: unknown }).items
  return typeof items === 'object' && items !== null && !Array.isArray(items)
    ? (items as Record<string, unknown>)
    : undefined
}

/** What becomes of a value that stands where a record should: the record, or why it is none. */
type Accept = (kind: CollectionName, value: unknown) => { record: unknown; reason: string | undefined }
function accepting(check: boolean, reading: Reading = usual, schema = SCHEMA): Accept {
  return (kind, value) => {
    const record = schema < SCHEMA ? reading.upgrade(kind, value, schema) : value
    return { record, reason: check ? reading.flawOf(kind, record) : undefined }
  }
}

function gather(kind: CollectionName, items: Record<string, unknown>, accept: Accept): Found {
  const found: Found = { records: [], rejected: [] }
  // Own keys only: `__proto__` in a file is a key like any other, and no id.
  for (const key of Object.keys(items)) take(found, kind, key, items[key], accept)
  return found
}

type Found = Pick<DecodedFile, 'records' | 'rejected'>
function take(found: Found, kind: CollectionName, key: string, value: unknown, accept: Accept): void {
  const { record, reason } = accept(kind, value)
  if (reason === undefined && (record as AnyRecord).id === key) found.records.push(record as AnyRecord)
  else
    found.rejected.push({
      reason: reason ?? `its id is not its key ${key.slice(0, 100)}`,
      text: `${JSON.stringify(key)}:${textOf(value)}`
    })
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Too deep to be written again; the whole file is kept in recovered/ beside this list.
    return '"(nested too deeply to show)"'
  }
}

/** Takes each line that is a whole record by itself. */
function salvage(kind: CollectionName, text: string, reading: Reading): Found {
  const accept = accepting(true, reading, schemaIn(text))
  const found: Found = { records: [], rejected: [] }
  const seen = new Map<string, number>()
  for (const line of text.split('\n')) {
    const match = /^("(?:[^"\\]|\\.)*"):(\{.*\}),?\r?$/.exec(line)
    if (!match) {
      if (!isFrameLine(line)) found.rejected.push({ reason: 'not a whole record', text: line })
      continue
    }
    const key = parse(match[1] ?? '')
    const before = found.records.length
    take(found, kind, String(key), parse(match[2] ?? ''), accept)
    const record = found.records[before]
    if (!record) continue
    const twin = seen.get(record.id)
    if (twin === undefined) seen.set(record.id, before)
    else {
      // The same record twice (a file written double, a merge): the one changed more often.
      const older = found.records[twin] as AnyRecord
      found.records.pop()
      if (record.rev > older.rev) found.records[twin] = record
    }
  }
  return found
}

/** Of a file that is no JSON any more: what its first line says, if that can still be read. */
function schemaIn(text: string): number {
  const said = /^\{"format":"carrel-data","schema":(\d{1,6}),/.exec(text)?.[1]
  return said === undefined ? SCHEMA : Number(said)
}

/** Lines that hold no record: the header, the end, an empty line. */
function isFrameLine(line: string): boolean {
  return /^\s*(\{"format":"carrel-data".*"items":\{)?\s*$/.test(line) || /^\}\}?\s*$/.test(line)
}
