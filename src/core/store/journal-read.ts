/** Reading the journal when a library is opened: which frames count, and what is torn or damaged. */
import { join } from 'node:path'
import { z } from 'zod'
import { orMissing, type Entry, type FileSystem } from './file-system'
import { decodeFrames } from './frame'
import { byNumber, parseSegmentName, segmentHead, type SegmentHead } from './journal-names'
import { isBlock, isCollection, SCHEMA, type AnyRecord } from './layout'
import type { Placed } from './shards'

export interface Frame {
  n: number
  /** The version of its records. */
  schema: number
  edits: Placed[]
}
/** `torn`: only the end is unreadable, as after a crash. `damaged`: something before the end is. */
export type SegmentState = 'whole' | 'torn' | 'damaged'
export interface Segment {
  name: string
  state: SegmentState
  head: SegmentHead | undefined
  frames: Frame[]
  /** The file as it is, where it is not whole. */
  bytes: Buffer | undefined
}

export interface ReadJournal {
  /** Oldest first. */
  segments: Segment[]
  bytes: number
  lastNumber: number
  /** Names that are none of ours. */
  unknown: string[]
  /** Links, folders and the like under names of ours. */
  blocked: Entry[]
}

/** Reads all segments. A missing folder is an empty journal. */
export async function readJournal(fs: FileSystem, folder: string): Promise<ReadJournal> {
  const result: ReadJournal = { segments: [], bytes: 0, lastNumber: 0, unknown: [], blocked: [] }
  const names = []
  for (const entry of (await orMissing(fs.list(folder))) ?? []) {
    const name = parseSegmentName(entry.name)
    if (name) result.lastNumber = Math.max(result.lastNumber, name.number)
    if (name && entry.kind === 'file') names.push(name)
    else if (name) result.blocked.push(entry)
    else result.unknown.push(entry.name)
  }
  for (const { name } of names.sort(byNumber)) {
    const bytes = await fs.read(join(folder, name))
    result.bytes += bytes.length
    result.segments.push(readSegment(name, bytes))
  }
  return result
}

/** Takes a journal file apart. */
export function readSegment(name: string, bytes: Buffer): Segment {
  const segment: Segment = { name, state: 'whole', head: undefined, frames: [], bytes: undefined }
  for (const line of decodeFrames(bytes)) {
    const value: unknown = line.ok ? JSON.parse(line.json) : undefined
    const head = parseHead(value)
    const frame = head ? undefined : parseFrame(value, segment.head?.schema ?? SCHEMA)
    if (!head && !frame) {
      if (segment.state === 'whole') segment.state = 'torn'
      continue
    }
    // Something whole after something broken: that is no crash while writing the end.
    if (segment.state === 'torn') segment.state = 'damaged'
    if (head) segment.head ??= head
    if (frame) segment.frames.push(frame)
  }
  if (segment.state !== 'whole') segment.bytes = bytes
  return segment
}

export function isNewerSegment(segment: Segment): boolean {
  return (segment.head?.schema ?? 0) > SCHEMA
}

/**
 * The frames that count, in order. What an older segment holds beyond the base of a later one was refused: the person
 * was told so, and it must not come back.
 */
export function* countingFrames(segments: readonly Segment[]): Generator<Frame> {
  for (const [i, segment] of segments.entries()) {
    const limit = segments.slice(i + 1).find((later) => later.head)?.head?.base ?? Infinity
    for (const frame of segment.frames) if (frame.n <= limit) yield frame
  }
}

function parseHead(value: unknown): SegmentHead | undefined {
  return segmentHead.safeParse((value as { head?: unknown } | undefined)?.head).data
}

// The records inside are looked at by whoever opens the library, so that one bad record costs no other.
const frameSchema = z.object({ n: z.int().positive(), ops: z.array(z.unknown()) })

function parseFrame(value: unknown, schema: number): Frame | undefined {
  const frame = frameSchema.safeParse(value)
  if (!frame.success) return undefined
  const edits: Placed[] = []
  for (const op of frame.data.ops) {
    const placed = parseEdit(op)
    if (!placed) return undefined
    edits.push(placed)
  }
  return { n: frame.data.n, schema, edits }
}

/** `["put", collection, block, record]` or `["del", collection, block, id]`. */
function parseEdit(op: unknown): Placed | undefined {
  if (!Array.isArray(op) || op.length !== 4) return undefined
  const [kind, collection, block, what] = op as unknown[]
  if (!isCollection(collection) || typeof block !== 'string' || !isBlock(collection, block)) return undefined
  if (kind === 'del' && typeof what === 'string') return { collection, block, id: what, record: undefined }
  if (kind !== 'put' || typeof what !== 'object' || what === null) return undefined
  const record = what as AnyRecord
  return typeof record.id === 'string' ? { collection, block, id: record.id, record } : undefined
}

/** The JSON of a frame; `record` as text, so that what was checked is what is written. */
export function frameJson(n: number, edits: readonly { placed: Placed; text: string }[]): string {
  const ops = edits.map(({ placed: { collection, block, record, id }, text }) =>
    record
      ? `["put","${collection}","${block}",${text}]`
      : `["del","${collection}","${block}",${JSON.stringify(id)}]`
  )
  return `{"n":${n},"ops":[${ops.join(',')}]}`
}
