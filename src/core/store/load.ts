/** Reading a library from its folder into memory, noting everything that is not as it should be. */
import { join } from 'node:path'
import type { CollectionName } from '#shared/contract/records'
import { codeOf, orMissing, type Entry, type FileSystem } from './file-system'
import { countingFrames, isNewerSegment, readJournal, type ReadJournal } from './journal-read'
import { collectionNames, isBlock, lastNumberOf, SCHEMA, type AnyRecord, type Places } from './layout'
import { usual, type Reading } from './migration/reading'
import { Shards, type DataFile, type Placed } from './shards'
import { copyOf } from './outside/conflict-names'
import { isTemporaryName } from './durable-write'

/** One thing found, and what must be kept of it before anything is written. */
export type Finding =
  | {
      kind: 'damaged' | 'edited'
      file: DataFile
      bytes: Buffer
      kept: number
      rejected: readonly RejectedRecord[]
    }
  | { kind: 'records'; file: DataFile; rejected: readonly RejectedRecord[] }
  | { kind: 'missing'; keys: string[] }
  | { kind: 'not-a-file'; where: string; path: string; what: string }
  | { kind: 'journal'; where: string; bytes: Buffer; torn: boolean }
  | { kind: 'gap'; frames: number }
  | { kind: 'unreadable'; where: string; reason: string }
  | { kind: 'newer'; where: string }
  | { kind: 'unknown'; where: string }
  /** Perhaps made by a program that syncs folders: merged once the library is open. */
  | { kind: 'copy'; where: string }
export interface RejectedRecord {
  reason: string
  text: string
}

export interface Loaded {
  shards: Shards
  journal: ReadJournal
  /** The last frame that counts. */
  sequence: number
  findings: Finding[]
  /** Half-written files of a crash, to be removed. */
  leftovers: string[]
}

/** Reads everything; writes nothing. `files`: what library.json says there must be. */
export async function loadLibrary(
  fs: FileSystem,
  places: Places,
  files: readonly string[],
  reading: Reading = usual
): Promise<Loaded> {
  const shards = new Shards(fs, places.data, reading)
  const findings: Finding[] = []
  const leftovers: string[] = []
  for (const collection of collectionNames)
    for (const entry of (await orMissing(fs.list(join(places.data, collection)))) ?? [])
      await loadEntry({ fs, places, shards, findings, leftovers }, collection, entry)
  noteMissing(shards, files, findings)
  const journal = await readJournal(fs, places.journal)
  const sequence = replay(shards, journal, findings, reading, places.journal)
  for (const { file, record } of shards.buildIndex())
    findings.push({
      kind: 'records',
      file,
      rejected: [{ reason: 'another file has this record in a newer version', text: JSON.stringify(record) }]
    })
  return { shards, journal, sequence, findings, leftovers }
}

interface Loading {
  fs: FileSystem
  places: Places
  shards: Shards
  findings: Finding[]
  leftovers: string[]
}

async function loadEntry(into: Loading, collection: CollectionName, entry: Entry): Promise<void> {
  const { places, shards, findings, leftovers } = into
  const where = `${collection}/${entry.name}`
  const path = join(places.data, collection, entry.name)
  const block = entry.name.endsWith('.json') ? entry.name.slice(0, -'.json'.length) : ''
  if (isTemporaryName(entry.name)) leftovers.push(path)
  else if (!isBlock(collection, block)) {
    // Some other program's half-written file: verify names it, but it is no news to a person.
    if (entry.name.endsWith('.tmp')) return
    findings.push({ kind: copyOf(collection, entry.name) === undefined ? 'unknown' : 'copy', where })
  } else if (entry.kind !== 'file')
    findings.push({
      kind: 'not-a-file',
      where,
      path,
      what: entry.kind === 'link' ? 'a link' : `a ${entry.kind}`
    })
  else {
    const file = shards.file(collection, block)
    try {
      await file.low.read()
    } catch (error) {
      // The rest opens; nothing is written while this file cannot be read, so that it cannot be overwritten.
      findings.push({
        kind: 'unreadable',
        where,
        reason: codeOf(error) || String(error)
      })
      return
    }
    noteFile(file, findings)
  }
}

function noteFile(file: DataFile, findings: Finding[]): void {
  const { condition, rejected, bytes } = file.adapter.report
  // The bytes were kept for this moment only.
  file.adapter.report = { condition, rejected: [] }
  if (condition === 'newer') findings.push({ kind: 'newer', where: `${file.key}.json` })
  else if ((condition === 'damaged' || condition === 'edited') && bytes) {
    findings.push({ kind: condition, file, bytes, kept: file.low.data.items.size, rejected })
    file.dirty = true
  } else if (rejected.length > 0) {
    findings.push({ kind: 'records', file, rejected })
    file.dirty = true
  }
}

function noteMissing(shards: Shards, files: readonly string[], findings: Finding[]): void {
  const there = new Set([...shards.files()].map((file) => file.key))
  const keys: string[] = []
  for (const key of files) {
    const [collection, block = ''] = key.split('/')
    const name = collectionNames.find((known) => known === collection)
    if (there.has(key) || !name || !isBlock(name, block)) continue
    if (!findings.some((finding) => finding.kind === 'not-a-file' && finding.where === `${key}.json`))
      keys.push(key)
    // Its numbers stay taken.
    shards.noteNumber(name, lastNumberOf(name, block))
  }
  if (keys.length > 0) findings.push({ kind: 'missing', keys })
}

function replay(
  shards: Shards,
  journal: ReadJournal,
  findings: Finding[],
  reading: Reading,
  folder: string
): number {
  let sequence = 0
  for (const file of shards.files()) sequence = Math.max(sequence, file.low.data.through)
  noteGap(sequence, journal, findings)
  for (const { name, kind } of journal.blocked)
    findings.push({
      kind: 'not-a-file',
      where: `journal/${name}`,
      path: join(folder, name),
      what: kind === 'link' ? 'a link' : `a ${kind}`
    })
  for (const segment of journal.segments) {
    sequence = Math.max(sequence, segment.head?.base ?? 0)
    if (isNewerSegment(segment)) findings.push({ kind: 'newer', where: `journal/${segment.name}` })
    if (segment.bytes && segment.bytes.length > 0 && !endWasRefused(segment.name, journal))
      findings.push({
        kind: 'journal',
        where: segment.name,
        bytes: segment.bytes,
        torn: segment.state === 'torn'
      })
  }
  const rejected = new Map<DataFile, RejectedRecord[]>()
  for (const { n, edits, schema } of countingFrames(journal.segments)) {
    sequence = Math.max(sequence, n)
    for (const written of edits) {
      const edit = schema < SCHEMA ? upgraded(written, schema, reading) : written
      // Asked of what was written: a record that could not be brought over is no removal.
      const reason = written.record && reading.flawOf(edit.collection, edit.record)
      if (reason === undefined) shards.replay(edit, n)
      else noteRejected(shards, written, n, reason, rejected)
    }
  }
  for (const [file, records] of rejected) findings.push({ kind: 'records', file, rejected: records })
  return sequence
}

function upgraded(edit: Placed, schema: number, { upgrade }: Reading): Placed {
  // Checked against this version's schema by whoever asked.
  return edit.record ? { ...edit, record: upgrade(edit.collection, edit.record, schema) as AnyRecord } : edit
}

function noteRejected(
  shards: Shards,
  edit: Placed,
  n: number,
  reason: string,
  rejected: Map<DataFile, RejectedRecord[]>
): void {
  const file = shards.file(edit.collection, edit.block)
  if (file.low.data.through >= n) return
  const list = rejected.get(file) ?? []
  list.push({ reason, text: JSON.stringify(edit.record) })
  rejected.set(file, list)
}

/** The disk refused to write the end of this segment, the person was told, and a later segment says so. */
function endWasRefused(name: string, journal: ReadJournal): boolean {
  return journal.segments.some((later) => later.head?.refused === name)
}

/** Each segment says which frame came before it: where that one is nowhere, frames are lost. */
function noteGap(through: number, journal: ReadJournal, findings: Finding[]): void {
  const hurt = findings.some((f) => f.kind !== 'unknown' && f.kind !== 'records')
  if (hurt || journal.segments.some((segment) => segment.state !== 'whole')) return
  let last = through
  for (const { head, frames } of journal.segments) {
    if (head && head.base > last) findings.push({ kind: 'gap', frames: head.base - last })
    last = Math.max(last, head?.base ?? 0, frames.at(-1)?.n ?? 0)
  }
}

/** For the copies in recovered/. */
export function rejectedText(records: readonly RejectedRecord[]): Buffer {
  return Buffer.from(records.map(({ reason, text }) => `${JSON.stringify({ reason })} ${text}\n`).join(''))
}
