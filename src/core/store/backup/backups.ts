/** The Backups port over the library's folder. */
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Backups, Clock, LibraryCopy, WrittenCopy } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { BackupFacts, BackupReason } from '#shared/contract/backup'
import type { Folders } from '../durable-write'
import { orMissing, type FileSystem } from '../file-system'
import { SCHEMA, type Places } from '../layout'
import { usual, type Reading } from '../migration/reading'
import type { Problem } from '../verify'
import { whyRefused } from '../sentences'
import { assetsOf, breathe, countsOf, type SnapshotFile } from '../snapshot'
import {
  backupName,
  readManifests,
  writeBackupManifest,
  type BackupManifest,
  type NamedBackup
} from './backup-manifest'
import { checkBackups } from './check-backups'
import { CopyBuilder } from './copy'
import { BackupObjects } from './objects'
import { kept } from './rotation'
import { checkSliced, encodeSliced } from './sliced'
import { bringStyles, isStyleFile, readStyles } from './styles'
import { readWholeFile, writeWholeFile } from './whole-file'

export interface BackupParts {
  fs: FileSystem
  folders: Folders
  places: Places
  clock: Clock
  library: string
  /** The version of what is backed up, when it is not this one's; and how older backups are read. */
  schema?: number
  reading?: Reading
  paused: string | undefined
  snapshot(): Promise<SnapshotFile[]>
  asset(name: string): Promise<Uint8Array | undefined>
  /** Throws READ_ONLY when the library is not ours to write. */
  assertOurs(): Promise<void>
}

type FileEntry = BackupManifest['files'][number]

export class LibraryBackups implements Backups {
  private readonly parts: BackupParts
  private readonly objects: BackupObjects
  /** What each data file was stored as, so that one that has not changed is not written out again. */
  private readonly stored = new WeakMap<SnapshotFile['source'], { edits: number; entry: FileEntry }>()
  private running: Promise<unknown> = Promise.resolve()

  constructor(parts: BackupParts) {
    this.parts = parts
    this.objects = new BackupObjects(parts.fs, parts.folders, join(parts.places.backups, 'objects'))
  }

  get library(): string {
    return this.parts.library
  }
  get paused(): string | undefined {
    return this.parts.paused
  }

  async list(): Promise<BackupFacts[]> {
    const { backups } = await readManifests(this.parts.fs, this.parts.places.backups)
    return backups.map(factsOf)
  }

  async size(): Promise<number> {
    const { fs, places } = this.parts
    const manifests = ((await orMissing(fs.list(places.backups))) ?? []).filter(({ kind }) => kind === 'file')
    let bytes = await this.objects.size()
    for (const { name } of manifests)
      bytes += (await orMissing(fs.facts(join(places.backups, name))))?.size ?? 0
    return bytes
  }

  make(reason: BackupReason): Promise<BackupFacts> {
    return this.inTurn(() => this.write(reason))
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.running.then(work)
    // Only the order is kept here; who asked gets the error.
    this.running = done.catch(() => undefined)
    return done
  }

  private async write(reason: BackupReason): Promise<BackupFacts> {
    const { fs, folders, places, clock } = this.parts
    await this.parts.assertOurs()
    try {
      const made = clock.now()
      const snapshot = await this.parts.snapshot()
      await folders.ready(places.backups)
      const files: FileEntry[] = []
      for (const file of snapshot) files.push(await this.store(file))
      const manifest: BackupManifest = {
        format: 'carrel-backup',
        schema: this.parts.schema ?? SCHEMA,
        library: this.parts.library,
        made,
        reason,
        verified: clock.now(),
        counts: countsOf(snapshot),
        files,
        styles: await this.storeStyles(),
        assets: await this.storeNames([...(await assetsOf(snapshot))].sort())
      }
      const id = backupName(made, reason)
      await this.parts.assertOurs()
      await writeBackupManifest(fs, places.backups, id, manifest)
      await this.prune(id)
      return factsOf({ id, manifest })
    } catch (error) {
      if (error instanceof CarrelError) throw error
      const message = `${whyRefused(error)} No backup was made; the library itself is safe.`
      throw new CarrelError('NOT_SAVED', message, undefined, error)
    }
  }

  private builder(): CopyBuilder {
    return new CopyBuilder(this.parts.reading ?? usual)
  }

  /** Keeps one data file and reads it back. */
  private async store(file: SnapshotFile): Promise<FileEntry> {
    const known = this.stored.get(file.source)
    if (known?.edits === file.edits && (await this.holds(known.entry, file.key))) return known.entry
    const bytes = await encodeSliced(file)
    const entry = { key: file.key, sha256: await this.objects.put(bytes), count: file.items.size }
    if (!(await this.holds(entry, file.key)))
      throw new CarrelError(
        'NOT_SAVED',
        `The backup could not be read back (${file.key}), so it does not count. The library itself is safe.`
      )
    this.stored.set(file.source, { edits: file.edits, entry })
    return entry
  }

  private async storeNames(names: readonly string[]): Promise<BackupManifest['assets']> {
    const sha256 = await this.objects.put(Buffer.from(JSON.stringify(names)))
    if (!(await this.objects.get(sha256)))
      throw new CarrelError('NOT_SAVED', 'The backup could not be read back, so it does not count.')
    return { sha256, count: names.length }
  }

  private async storeStyles(): Promise<NonNullable<BackupManifest['styles']>> {
    const kept: NonNullable<BackupManifest['styles']> = []
    for (const [name, bytes] of await readStyles(this.parts.fs, this.parts.places.styles)) {
      const sha256 = await this.objects.put(bytes)
      if (!(await this.objects.get(sha256)))
        throw new CarrelError('NOT_SAVED', 'The backup could not be read back, so it does not count.')
      kept.push({ name, sha256 })
    }
    return kept
  }

  private async holds(entry: FileEntry, key: string): Promise<boolean> {
    const bytes = await this.objects.get(entry.sha256)
    await breathe()
    return bytes !== undefined && (await checkSliced(key, bytes, this.parts.reading ?? usual)) === entry.count
  }

  async read(id: string): Promise<LibraryCopy> {
    const { backups } = await readManifests(this.parts.fs, this.parts.places.backups)
    const found = backups.find((backup) => backup.id === id)
    if (!found) throw new CarrelError('NOT_FOUND', 'There is no such backup any more.', { id })
    const { manifest } = found
    const builder = this.builder()
    for (const { key, sha256, count } of manifest.files) {
      const bytes = await this.objects.get(sha256)
      const added = bytes ? builder.add(key, bytes) : 'is missing or damaged'
      if (added !== count)
        throw new CarrelError(
          'NOT_FOUND',
          `This backup cannot be read: ${key} ${typeof added === 'string' ? added : 'is incomplete'}. Choose another. Nothing was changed.`,
          { id }
        )
      await breathe()
    }
    for (const { name, sha256 } of manifest.styles ?? []) {
      const bytes = await this.objects.get(sha256)
      if (!bytes || !isStyleFile(name))
        throw new CarrelError(
          'NOT_FOUND',
          `This backup cannot be read: the citation style ${name} is missing or damaged. Choose another. Nothing was changed.`,
          { id }
        )
      builder.styles.set(name, bytes)
    }
    return builder.finish(manifest.library, manifest.made)
  }

  bringStyles(copy: LibraryCopy, replace: boolean): Promise<number> {
    const { fs, folders, places } = this.parts
    return this.inTurn(async () => {
      await this.parts.assertOurs()
      try {
        return await bringStyles(fs, folders, places.styles, copy.styles, replace)
      } catch (error) {
        const message = `${whyRefused(error)} The citation styles of your own were not all brought back.`
        throw new CarrelError('NOT_SAVED', message, undefined, error)
      }
    })
  }

  /** The saved files that backups name; undefined when one cannot be read: then nothing may be taken for unneeded. */
  assets(): Promise<Set<string> | undefined> {
    // Not while the rotation takes some of them away.
    return this.inTurn(() => this.namesOfAssets())
  }

  /** Reads all of them back. */
  check(): Promise<{ wrong: Problem[]; idle: Problem[] }> {
    const { fs, folders, places, reading } = this.parts
    return this.inTurn(() => checkBackups(fs, folders, places.backups, reading ?? usual))
  }

  private async namesOfAssets(): Promise<Set<string> | undefined> {
    const { backups, unreadable } = await readManifests(this.parts.fs, this.parts.places.backups)
    if (unreadable.length > 0) return undefined
    const names = new Set<string>()
    for (const sha256 of new Set(backups.map(({ manifest }) => manifest.assets.sha256))) {
      const bytes = await this.objects.get(sha256)
      if (!bytes) return undefined
      for (const name of z.array(z.string()).parse(JSON.parse(bytes.toString('utf8')))) names.add(name)
    }
    return names
  }

  /** Removes backups that the rotation lets go, and then what none of those left names. */
  private async prune(fresh: string): Promise<void> {
    const { fs, places } = this.parts
    const { backups, unreadable } = await readManifests(fs, places.backups)
    if (!backups.some(({ id }) => id === fresh))
      throw new CarrelError('NOT_SAVED', 'The backup could not be read back, so it does not count.')
    const keep = kept(backups.map(factsOf))
    for (const { id } of backups) if (!keep.has(id)) await fs.remove(join(places.backups, `${id}.json`))
    // Before a content goes, the manifests that named it must be gone for good.
    await fs.syncFolder(places.backups)
    if (unreadable.length > 0) return
    const left = backups.filter(({ id }) => keep.has(id))
    await this.objects.keepOnly(new Set(left.flatMap(({ manifest }) => contentsOf(manifest))))
  }

  async writeFile(
    path: string,
    signal: AbortSignal,
    progress: (done: number, total: number) => void
  ): Promise<WrittenCopy> {
    const { clock, library } = this.parts
    const asset = (name: string): Promise<Uint8Array | undefined> => this.parts.asset(name)
    try {
      const files = await this.parts.snapshot()
      const made = clock.now()
      const styles = await readStyles(this.parts.fs, this.parts.places.styles)
      const written = await writeWholeFile(path, { library, made, files, styles, asset, signal, progress })
      await readWholeFile(path)
      return { ...written, bytes: (await stat(path)).size }
    } catch (error) {
      await rm(path, { force: true })
      if (error instanceof CarrelError) throw error
      throw new CarrelError(
        'NOT_SAVED',
        `${whyRefused(error)} The backup file was not made.`,
        undefined,
        error
      )
    }
  }

  readFile(path: string, asset?: (name: string, bytes: Uint8Array) => Promise<void>): Promise<LibraryCopy> {
    return readWholeFile(path, asset, this.parts.reading)
  }
}

function factsOf({ id, manifest }: NamedBackup): BackupFacts {
  const { reason, made, verified, counts } = manifest
  return { id, reason, made, verified, counts }
}

function contentsOf({ files, styles, assets }: BackupManifest): string[] {
  return [...[...files, ...(styles ?? [])].map(({ sha256 }) => sha256), assets.sha256]
}
