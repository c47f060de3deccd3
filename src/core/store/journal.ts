/**
 * Appending to the journal. A frame is acknowledged once it is on the disk; a segment that ever refused is not trusted
 * again, and the next one's first line says how far the old one counts.
 */
import { join } from 'node:path'
import type { Clock } from '#core/ports'
import { writeAll, type Folders } from './durable-write'
import { codeOf, orMissing, type FileSystem, type WritableFile } from './file-system'
import { encodeFrame } from './frame'
import { segmentName, type SegmentHead } from './journal-names'
import { SCHEMA } from './layout'

export interface JournalStart {
  fs: FileSystem
  folders: Folders
  folder: string
  instance: string
  clock: Clock
  /** The last frame that counts. */
  sequence: number
  /** Segments found when opening, oldest first, and the highest number any name in the folder has. */
  old: readonly string[]
  oldBytes: number
  lastNumber: number
}

export class Journal {
  private readonly fs: FileSystem
  private readonly folders: Folders
  private readonly folder: string
  private readonly instance: string
  private readonly clock: Clock
  /** The last acknowledged frame. */
  sequence: number
  /** Older segments, still needed until the data files contain them. */
  private old: string[]
  private number: number
  private current: { name: string; file: WritableFile; size: number; writes: number } | undefined
  /** The segment the disk last refused to write. */
  private refused: string | undefined
  /** Bytes in all segments. */
  bytes: number
  /** Someone took a segment away: what it held is only in memory until the data files are written. */
  incomplete = false

  constructor(start: JournalStart) {
    this.fs = start.fs
    this.folders = start.folders
    this.folder = start.folder
    this.instance = start.instance
    this.clock = start.clock
    this.sequence = start.sequence
    this.old = [...start.old]
    this.bytes = start.oldBytes
    this.number = start.lastNumber
  }

  get segments(): number {
    return this.old.length + (this.current ? 1 : 0)
  }

  /** Writes frames beginning with `sequence + 1` and syncs. When it throws nothing counts: the segment is left behind. */
  async append(frames: Buffer): Promise<void> {
    if (!this.current) await this.roll()
    const segment = this.current
    if (!segment) throw new Error('no segment after rolling')
    try {
      await writeAll(segment.file, frames)
      await segment.file.sync()
      segment.size += frames.length
      await this.checkInPlace(segment)
    } catch (error) {
      await this.leaveRefused(segment)
      throw error
    }
    segment.writes++
    this.bytes += frames.length
  }

  /** To be called with the change of memory, in one go: `sequence` is the moment that memory shows. */
  confirm(count: number): void {
    this.sequence += count
  }

  /** A file that was deleted or replaced while open takes writes without complaint, and keeps none of them. */
  private async checkInPlace(segment: { name: string; size: number }): Promise<void> {
    const facts = await orMissing(this.fs.facts(join(this.folder, segment.name)))
    if (facts?.kind !== 'file' || facts.size !== segment.size) {
      this.incomplete = true
      throw Object.assign(new Error('the journal was replaced'), { code: 'ESTALE' })
    }
  }

  private async leaveRefused(segment: { name: string; file: WritableFile; writes: number }): Promise<void> {
    this.current = undefined
    this.refused = segment.name
    this.old.push(segment.name)
    // The edit is refused already; whatever closing says, nothing in this file is trusted beyond `base`.
    await segment.file.close().catch(() => undefined)
    try {
      await this.roll()
      // Nothing acknowledged is in it. Left-overs of a disk that stays full would only fill it more.
      if (segment.writes === 0) await this.remove([segment.name])
    } catch {
      // Tried again before the next edit, which is refused with the reason if this still fails.
    }
  }

  /** Begins a new segment, its head durable. When it throws, the journal is as before. */
  async roll(): Promise<void> {
    const name = segmentName(this.number + 1, this.instance)
    const path = join(this.folder, name)
    const head: SegmentHead = {
      format: 'carrel-journal',
      schema: SCHEMA,
      base: this.sequence,
      ...(this.refused === undefined ? {} : { refused: this.refused }),
      at: this.clock.now()
    }
    const bytes = encodeFrame(JSON.stringify({ head }))
    this.number++
    await this.folders.ready(this.folder)
    const file = await this.fs.create(path)
    try {
      await writeAll(file, bytes)
      await file.sync()
      await this.fs.syncFolder(this.folder)
    } catch (error) {
      // The number is used up, so that a left-over cannot be in the way; the next head overrules this one.
      await file.close().catch(() => undefined)
      await this.fs.remove(path).catch(() => undefined)
      throw error
    }
    const before = this.current
    this.current = { name, file, size: bytes.length, writes: 0 }
    this.refused = undefined
    if (before) {
      this.old.push(before.name)
      // All of it is synced and acknowledged: an error on closing has nothing left to lose.
      await before.file.close().catch(() => undefined)
    }
  }

  /** The names of all segments, the current one included. */
  get names(): ReadonlySet<string> {
    return new Set([...this.old, ...(this.current ? [this.current.name] : [])])
  }

  /** The segments older than the current one. */
  olderSegments(): readonly string[] {
    return [...this.old]
  }

  /** Removes older segments whose every frame the data files contain. */
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const path = join(this.folder, name)
      const size = (await orMissing(this.fs.facts(path)))?.size ?? 0
      await orMissing(this.fs.remove(path))
      this.old = this.old.filter((other) => other !== name)
      this.bytes = Math.max(0, this.bytes - size)
    }
    if (names.length > 0) await this.fs.syncFolder(this.folder)
  }

  async close(): Promise<void> {
    const segment = this.current
    this.current = undefined
    if (!segment) return
    this.old.push(segment.name)
    try {
      await segment.file.close()
    } catch (error) {
      // Every acknowledged frame was synced before; EBADF and EIO here cannot take one back.
      if (codeOf(error) === '') throw error
    }
  }
}
