/** Opening a library folder: taking the lock, reading, settling what is damaged, and joining the parts of the store. */
import { join, resolve } from 'node:path'
import type { Assets, Backups, Clock, NewId, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { Access } from './access'
import { createAssets } from './assets'
import { LibraryBackups } from './backup/backups'
import { Compactor } from './compactor'
import { Folders, isTemporaryName } from './durable-write'
import { codeOf, orMissing, realFileSystem, type FileSystem } from './file-system'
import { newerSentence, settle, type Settled } from './findings'
import { Journal, type JournalStart } from './journal'
import { placesIn, SCHEMA, type Places } from './layout'
import { LibraryStore } from './library-store'
import { loadLibrary, type Loaded } from './load'
import type { LockTiming } from './lock'
import { thisMachine, type Machine } from './machine'
import { newestGeneration, readManifest, writeManifest, type Manifest } from './manifest'
import { writeReadMe } from './read-me'
import { Recovered } from './recovered'
import { notTidied, whyRefused } from './sentences'
import { snapshotOf, type SnapshotFile } from './snapshot'
import { sweepAssets, type Swept } from './sweep'
import { verifyLibrary, type Verified } from './verify'

export interface OpenOptions {
  dir: string
  clock: Clock
  newId: NewId
  /** The narrow seam for forced failures. */
  io?: FileSystem
  /** The journal is moved into the data files when it is larger than this. */
  compactBytes?: number
  /** Part of the names of our journal files: lower-case letters and digits. */
  instance?: string
  /** Who holds the library, for the sentence others see: `Carrel (Electron)`. */
  owner?: string
  /** This computer, for the lock; tests can be others. */
  machine?: Machine
  lockTiming?: LockTiming
}

export interface OpenLibrary {
  store: Store
  assets: Assets
  backups: Backups
  /** Reads everything back from the disk. */
  verify(): Promise<Verified>
  /**
   * Moves the journal into the data files now, and saved files that nothing refers to out of the way. Throws NOT_SAVED when the disk refuses; nothing is lost then.
   */
  compact(): Promise<Swept>
  /** Lets waiting edits finish, tidies up, gives the lock back. Edits after it are refused. */
  close(): Promise<void>
}

const COMPACT_BYTES = 4_000_000
const PAUSED =
  'Something in the library was damaged when it was opened. No backups are made by themselves until it is opened again, so that those which have what is missing stay.'

/**
 * Opens the library in a folder, making it where there is none. Whatever is damaged is set aside and told in
 * `store.notices`; where nothing may be written (another Carrel, a read-only disk, a newer version) `store.readOnly`
 * says why, and nothing is. Throws CarrelError NOT_FOUND when the folder cannot be used at all.
 */
export async function openLibrary(options: OpenOptions): Promise<OpenLibrary> {
  const { clock, owner = 'Carrel', machine = thisMachine(), lockTiming: timing } = options
  const fs = options.io ?? realFileSystem
  const root = resolve(options.dir)
  const access = await Access.gain({ fs, root, owner, since: clock.now(), machine, timing })
  try {
    return await joinParts({ options, fs, root, access, folders: new Folders(fs) })
  } catch (error) {
    // Why it cannot be opened is what must be told; a lock that cannot be given back now is stale at once.
    await access.release().catch(() => undefined)
    if (error instanceof CarrelError) throw error
    const message = `The library in ${root} cannot be opened. ${whyRefused(error)}`
    throw new CarrelError('NOT_FOUND', message, undefined, error)
  }
}

interface Opening {
  readonly options: OpenOptions
  readonly fs: FileSystem
  readonly root: string
  readonly access: Access
  readonly folders: Folders
}

async function joinParts(opening: Opening): Promise<OpenLibrary> {
  const { options, fs, root, access, folders } = opening
  const found = await findManifest(opening)
  const places = placesIn(root, found.manifest.generation)
  const loaded = await load(opening, places, found.manifest)
  const { notices, repaired, hurt } = await settleAll(opening, found, loaded, places)
  if (access.readOnly !== undefined) await access.release()
  // What was read of the journal is in the shards now; nothing below may hold on to it.
  const { shards } = loaded
  const journal = new Journal(journalStart(opening, places, loaded))
  const writable = access.readOnly === undefined
  const store = new LibraryStore({
    shards,
    journal: writable ? journal : undefined,
    access,
    notices,
    afterWrite: () => compactor.consider()
  })
  const compactBytes = options.compactBytes ?? COMPACT_BYTES
  const { manifest } = found
  const compactor = new Compactor({
    fs,
    folders,
    places,
    manifest,
    shards,
    journal,
    store,
    access,
    compactBytes
  })
  // What was put right is written at once; if the disk refuses, journal and damaged files are all still there.
  if (writable && repaired) await compactor.run(true).catch(() => undefined)
  else if (access.held) compactor.consider()

  const assets = createAssets({
    fs,
    folders,
    folder: places.assets,
    trash: places.trashedAssets,
    readOnly: () => store.readOnly
  })
  const assertOurs = async (): Promise<void> => {
    if (store.readOnly === undefined && (await access.stillOurs())) return
    throw new CarrelError('READ_ONLY', store.readOnly ?? '')
  }
  const snapshot = (): Promise<SnapshotFile[]> => store.exclusively(async () => snapshotOf(shards))
  const backups = new LibraryBackups({
    fs,
    folders,
    places,
    clock: options.clock,
    library: manifest.id,
    paused: hurt ? PAUSED : undefined,
    snapshot,
    asset: (name) => assets.read(name),
    assertOurs
  })

  return {
    store,
    assets,
    backups,
    verify: () => compactor.inTurn(() => store.exclusively(() => verifyLibrary(fs, places, shards))),
    async compact() {
      await assertOurs()
      try {
        await compactor.run()
        return await sweepAssets({ fs, folders, places, clock: options.clock, snapshot, backups })
      } catch (error) {
        throw error instanceof CarrelError ? error : notTidied(error)
      }
    },
    async close() {
      const wasWritable = store.readOnly === undefined
      store.stop('The library is closed.')
      await store.idle()
      // The journal holds whatever cannot be moved now; the next opening goes on from it.
      if (wasWritable && access.held) await compactor.run().catch(() => undefined)
      await compactor.inTurn(() => journal.close())
      await access.release()
    }
  }
}

function journalStart(
  { options, fs, folders }: Opening,
  places: Places,
  { journal, sequence }: Loaded
): JournalStart {
  const old = journal.segments.map(({ name }) => name)
  const { bytes: oldBytes, lastNumber } = journal
  const { clock } = options
  return {
    fs,
    folders,
    folder: places.journal,
    instance: instanceOf(options),
    clock,
    sequence,
    old,
    oldBytes,
    lastNumber
  }
}

interface FoundManifest {
  manifest: Manifest
  notices: string[]
  /** library.json must be written; `damaged`: after keeping what stands there. */
  write: boolean
  damaged: { bytes: Buffer | undefined } | undefined
}

async function findManifest(opening: Opening): Promise<FoundManifest> {
  const { fs, root, options, access } = opening
  const read = await readManifest(fs, placesIn(root, 1).manifest)
  if (read.state === 'good') {
    const { manifest, edited } = read
    if (!edited) return { manifest, notices: [], write: false, damaged: undefined }
    const notice = 'The file library.json was changed from outside Carrel. It was accepted as it is.'
    return { manifest, notices: [notice], write: true, damaged: { bytes: edited } }
  }
  const newest = await newestGeneration(fs, root)
  const manifest: Manifest = {
    format: 'carrel-library',
    schema: SCHEMA,
    id: options.newId(),
    created: options.clock.now(),
    generation: newest ?? 1,
    files: []
  }
  if (read.state === 'newer') {
    access.forbid(newerSentence('library.json'))
    return { manifest, notices: [], write: false, damaged: undefined }
  }
  const notices = []
  if (read.state === 'damaged')
    notices.push(
      'The file library.json was damaged and has been made anew. Nothing you saved is in that file.'
    )
  else if (newest !== undefined)
    notices.push(
      'The file library.json was missing and has been made anew. Nothing you saved is in that file.'
    )
  const damaged = read.state === 'damaged' ? { bytes: read.bytes } : undefined
  return { manifest, notices, write: true, damaged }
}

/** Reads everything; while another Carrel writes, again until nothing was moved in the meantime. */
async function load({ fs, access }: Opening, places: Places, manifest: Manifest): Promise<Loaded> {
  if (access.held) return await loadLibrary(fs, places, manifest.files)
  const names = async (): Promise<string> =>
    ((await orMissing(fs.list(places.journal))) ?? [])
      .map((entry) => entry.name)
      .sort()
      .join()
  for (let tries = 5; ; tries--) {
    const before = await names()
    try {
      const loaded = await loadLibrary(fs, places, manifest.files)
      if (tries > 1 && before !== (await names())) continue
      access.lockLater(async () => {
        if (before !== (await names())) return false
        await syncJournal(fs, places, loaded)
        return true
      })
      return loaded
    } catch (error) {
      // A file that was listed is gone: its holder has just moved it.
      if (tries <= 1 || codeOf(error) !== 'ENOENT') throw error
    }
  }
}

/** Keeps copies of what is damaged, and writes what a library must have; where that cannot be, only tells. */
async function settleAll(
  opening: Opening,
  found: FoundManifest,
  loaded: Loaded,
  places: Places
): Promise<Settled> {
  const { fs, root, access } = opening
  const { findings, leftovers } = loaded
  if (findings.some(({ kind }) => kind === 'newer' || kind === 'unreadable')) {
    const told = await settle(findings, undefined)
    if (told.readOnly !== undefined) access.forbid(told.readOnly)
    return withNotices(found.notices, told)
  }
  if (!access.held) {
    // Whoever holds the library may be in the middle of a line.
    const told = await settle(
      findings.filter((finding) => finding.kind !== 'journal' || !finding.torn),
      undefined
    )
    if (told.repaired || found.write)
      access.forbid('The disk is full. The library is shown for reading only.')
    return withNotices(found.notices, told)
  }
  try {
    const settled = await settle(
      findings,
      new Recovered(fs, opening.folders, places.recovered, opening.options.clock)
    )
    await settleManifest(opening, found, places)
    await syncJournal(fs, places, loaded)
    await writeReadMe(fs, places.readMe)
    await removeLeftovers(fs, root, leftovers)
    return withNotices(found.notices, settled)
  } catch (error) {
    access.forbid(`${whyRefused(error)} The library is shown for reading only.`)
    return withNotices(found.notices, await settle(findings, undefined))
  }
}

/**
 * What a killed process wrote and could not sync is shown now, and edits will be made on top of it: it must not vanish
 * with the next power cut.
 */
async function syncJournal(fs: FileSystem, places: Places, { journal }: Loaded): Promise<void> {
  const unsettled = journal.segments.filter(({ frames }) => frames.length > 0)
  for (const { name } of unsettled) await fs.syncFile(join(places.journal, name))
  if (unsettled.length > 0) await fs.syncFolder(places.journal)
}

async function settleManifest(opening: Opening, found: FoundManifest, places: Places): Promise<void> {
  const { fs, folders, options } = opening
  const recovered = new Recovered(fs, folders, places.recovered, options.clock)
  if (found.damaged?.bytes) await recovered.keep('library.json', 'damaged', found.damaged.bytes)
  else if (found.damaged) await recovered.move(places.manifest, 'library.json', 'moved')
  if (!found.write) return
  await writeManifest(fs, places.manifest, found.manifest)
  for (const folder of [places.data, places.journal, places.assets]) await folders.ready(folder)
}

function withNotices(first: readonly string[], settled: Settled): Settled {
  return { ...settled, notices: [...first, ...settled.notices] }
}

/** Half-written files of an earlier crash. What cannot be removed today is removed some other day. */
async function removeLeftovers(fs: FileSystem, root: string, paths: readonly string[]): Promise<void> {
  const own = /^(library\.json|README\.txt|lock|lock\.takeover)\./
  const inRoot = (await fs.list(root)).filter(({ name }) => own.test(name) && isTemporaryName(name))
  for (const path of [...paths, ...inRoot.map(({ name }) => join(root, name))])
    await fs.remove(path).catch(() => undefined)
}

function instanceOf({ instance, newId }: OpenOptions): string {
  const wanted = (instance ?? newId().slice(-8))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 32)
  return wanted === '' ? 'carrel' : wanted
}
