/**
 * A data file encoded and checked a little at a time, so that work and drawing go on meanwhile: at 30,000 articles some
 * files have megabytes. The bytes are those of encodeDataFile.
 */
import { checksummed, dataFileHead, type Checked } from '../data-file'
import { crc32 } from '../crc32'
import { SCHEMA } from '../layout'
import type { Reading } from '../migration/reading'
import { breathe, type SnapshotFile } from '../snapshot'
import { keyParts } from './copy'

/** Milliseconds of work between two breaths. */
const SLICE_MS = 8
/** Records looked at between two looks at the clock. */
const GROUP = 10

class Slices {
  private since = performance.now()
  async pause(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return
    await breathe()
    this.since = performance.now()
  }
}

/** As a data file of a library without a journal, so that equal records are equal bytes. */
export async function encodeSliced({ collection, items, schema }: SnapshotFile): Promise<Buffer> {
  const slices = new Slices()
  const [before, opening] = dataFileHead(collection, 0, items.size, schema)
  const chunks: Buffer[] = [opening]
  let crc = crc32(opening, crc32(before))
  const add = (text: string): void => {
    const bytes = Buffer.from(text)
    crc = crc32(bytes, crc)
    chunks.push(bytes)
  }
  let lines: string[] = []
  let left = items.size
  for (const [id, record] of items) {
    lines.push(`${JSON.stringify(id)}:${JSON.stringify(record)}${--left > 0 ? ',\n' : ''}`)
    if (lines.length < GROUP && left > 0) continue
    add(lines.join(''))
    lines = []
    await slices.pause()
  }
  add('\n}}\n')
  return checksummed(before, crc, chunks)
}

/**
 * How many records a file holds that was written by encodeSliced and is known to be whole, each checked; or what is wrong
 * with it in a few words.
 */
export async function checkSliced(key: string, bytes: Buffer, reading: Reading): Promise<number | string> {
  const parts = keyParts(key)
  if (!parts) return 'is no data file'
  const { collection } = parts
  const slices = new Slices()
  const lines = bytes.toString('utf8').split('\n')
  const head = JSON.parse(`${lines[0] ?? ''}}}`) as Checked
  if (head.kind !== collection || head.schema > SCHEMA) return 'is of another kind'
  let count = 0
  for (const line of lines.slice(1, -2)) {
    const [entry] = Object.entries(JSON.parse(`{${line.endsWith(',') ? line.slice(0, -1) : line}}`) as object)
    const [id, value] = (entry ?? ['', undefined]) as [string, unknown]
    const record = head.schema < SCHEMA ? reading.upgrade(collection, value, head.schema) : value
    const flaw = reading.flawOf(collection, record)
    if (flaw !== undefined) return `has a record that does not fit (${flaw})`
    if ((record as { id: string }).id !== id) return 'has a record under another id'
    if (++count % GROUP === 0) await slices.pause()
  }
  return count === head.count ? count : 'is incomplete'
}
