/**
 * Moving the journal into the data files. May be cut off anywhere: the journal is removed only after every file it
 * touched has been written and synced, and each file says how much of the journal it contains.
 */
import { join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import type { Access } from './access'
import type { Folders } from './durable-write'
import { orMissing, type FileSystem } from './file-system'
import type { Journal } from './journal'
import { collectionNames, type Places } from './layout'
import type { LibraryStore } from './library-store'
import { writeManifest, type Manifest } from './manifest'
import type { DataFile, Shards } from './shards'

const MOST_SEGMENTS = 8
/** After a failure (a full disk, say) the journal goes on alone for a while. */
const PAUSE_MS = 20_000

export interface CompactorParts {
  fs: FileSystem
  folders: Folders
  places: Places
  manifest: Manifest
  shards: Shards
  journal: Journal
  store: LibraryStore
  access: Access
  compactBytes: number
  /** Takes in what somebody else wrote into these files, before they are written. */
  lookAt(files: readonly DataFile[]): Promise<void>
}

export class Compactor {
  private readonly parts: CompactorParts
  private manifest: Manifest
  private running: Promise<void> = Promise.resolve()
  private busy = false
  private settled = false
  private failedAt = -Infinity
  /** Bytes of data files written, for measurements. */
  bytesWritten = 0

  constructor(parts: CompactorParts) {
    this.parts = parts
    this.manifest = parts.manifest
  }

  /** Starts a compaction in the background when the journal has grown enough. */
  consider(): void {
    const { journal, compactBytes } = this.parts
    const due = journal.bytes > compactBytes || journal.segments > MOST_SEGMENTS || journal.incomplete
    if (!due || this.busy || performance.now() - this.failedAt < PAUSE_MS) return
    // Nothing is lost by a compaction that fails: the journal holds every edit, and it is tried again.
    void this.run().catch(() => undefined)
  }

  /**
   * Compacts now. Throws what the disk throws; nothing is lost then. `always`: also a journal that holds nothing new,
   * because what it holds is damaged and has been set aside.
   */
  run(always = false): Promise<void> {
    return this.inTurn(() => this.compact(always))
  }

  /** Runs `work` while no compaction does. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.running.then(work)
    // Only the order is kept here; who asked gets the error.
    this.running = result.then(
      () => undefined,
      () => undefined
    )
    return result
  }

  private async compact(always: boolean): Promise<void> {
    const { journal, shards, store } = this.parts
    const dirtyFiles = (): DataFile[] => [...shards.files()].filter((file) => file.dirty)
    if (!always && dirtyFiles().length === 0 && journal.segments <= 1) return
    this.busy = true
    try {
      await this.parts.lookAt(dirtyFiles())
      const { frozen, dirty } = await store.exclusively(async () => {
        await this.assertOurs()
        await journal.roll()
        return { frozen: journal.olderSegments(), dirty: dirtyFiles() }
      })
      for (const file of dirty) await this.write(file)
      await this.settle()
      await this.listFiles()
      await this.assertOurs()
      await journal.remove(frozen)
      journal.incomplete = false
      this.failedAt = -Infinity
    } catch (error) {
      this.failedAt = performance.now()
      throw error
    } finally {
      this.busy = false
    }
  }

  private async assertOurs(): Promise<void> {
    const { access } = this.parts
    if (!(await access.stillOurs())) throw new CarrelError('READ_ONLY', access.readOnly ?? '')
  }

  private async write(file: DataFile): Promise<void> {
    const { folders, places, journal } = this.parts
    // Opening makes it after library.json: a process killed in between left none.
    await folders.ready(places.data)
    await folders.ready(join(places.data, file.collection))
    if ((await file.adapter.compare()) === 'changed')
      throw Object.assign(new Error('changed from outside a moment ago'), { code: 'ESTALE' })
    // From here to the text of the file nothing pauses: it is the library after exactly `sequence`.
    const { base } = file
    file.dirty = false
    file.base = new Map()
    file.low.data.through = journal.sequence
    try {
      await file.low.write()
    } catch (error) {
      file.dirty = true
      file.base = new Map([...file.base, ...base])
      throw error
    }
    this.bytesWritten += file.adapter.bytesWritten
  }

  /**
   * Files renamed by a process that was killed before it could sync their folder look as if they were safe. Once, before
   * the first segment that might be their only other copy goes.
   */
  private async settle(): Promise<void> {
    if (this.settled) return
    const { fs, places } = this.parts
    for (const collection of collectionNames) {
      const folder = join(places.data, collection)
      if (await orMissing(fs.facts(folder))) await fs.syncFolder(folder)
    }
    this.settled = true
  }

  /** After the files exist, so that a crash in between cannot make one look lost. */
  private async listFiles(): Promise<void> {
    const { fs, places, shards } = this.parts
    const known = new Set(this.manifest.files)
    const written = [...shards.files()].filter((file) => file.low.data.through > 0).map((file) => file.key)
    const fresh = written.filter((key) => !known.has(key))
    if (fresh.length === 0) return
    const manifest = { ...this.manifest, files: [...this.manifest.files, ...fresh].sort() }
    await writeManifest(fs, places.manifest, manifest)
    this.manifest = manifest
  }
}
