/** Opening a library folder: taking the lock, reading, settling what is damaged, and joining the parts of the store. */
import { resolve } from 'node:path'
import type { Assets, Backups, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { Access } from './access'
import { createAssets } from './assets'
import { LibraryBackups } from './backup/backups'
import { Compactor } from './compactor'
import { Folders } from './durable-write'
import { codeOf, realFileSystem } from './file-system'
import { findManifest } from './find-manifest'
import { Journal, type JournalStart } from './journal'
import { placesIn, type Places } from './layout'
import { LibraryStore } from './library-store'
import type { Loaded } from './load'
import { thisMachine } from './machine'
import { migrate } from './migration/migrate'
import { readingBy } from './migration/reading'
import { STEPS } from './migration/steps'
import type { Opening, OpenOptions } from './opening'
import { Outside } from './outside/outside'
import { readLibrary } from './read-library'
import { Recovered } from './recovered'
import { settleLibrary } from './settle-library'
import { notTidied, whyRefused } from './sentences'
import { snapshotOf, type SnapshotFile } from './snapshot'
import { sweepAssets, type Swept } from './sweep'
import { verifyLibrary, type Verified } from './verify'

export type { OpenOptions } from './opening'

export interface OpenLibrary {
  store: Store
  assets: Assets
  backups: Backups
  /** The folder of what is made from the rest of the library; it need not be there. */
  cache: string
  /** Reads everything back from the disk. */
  verify(): Promise<Verified>
  /**
   * Moves the journal into the data files now, and saved files that nothing refers to out of the way. Throws NOT_SAVED when the disk refuses; nothing is lost then.
   */
  compact(): Promise<Swept>
  /** Looks now whether somebody else changed the folder, and takes that in. Throws what the disk throws. */
  look(): Promise<void>
  /** Lets waiting edits finish, tidies up, gives the lock back. Edits after it are refused. */
  close(): Promise<void>
}

const COMPACT_BYTES = 4_000_000
const LOOK_EVERY = 30_000
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

async function joinParts(opening: Opening): Promise<OpenLibrary> {
  const { options, fs, root, access, folders } = opening
  const found = await migrate(opening, await findManifest(opening))
  const places = placesIn(root, found.manifest.generation)
  const loaded = await readLibrary(opening, places, found.manifest)
  const { notices, repaired, hurt } = await settleLibrary(opening, found, loaded, places)
  if (access.readOnly !== undefined) await access.release()
  // What was read of the journal is in the shards now; nothing below may hold on to it.
  const { shards } = loaded
  const reading = readingBy(options.steps ?? STEPS)
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
    compactBytes,
    lookAt: (files) => outside.lookAt(files)
  })
  const recovered = new Recovered(fs, folders, places.recovered, options.clock)
  const outside = new Outside({
    fs,
    folders,
    places,
    shards,
    store,
    journal,
    access,
    recovered,
    reading,
    clock: options.clock,
    notices
  })
  // What was put right is written at once; if the disk refuses, journal and damaged files are all still there.
  if (writable && repaired) await compactor.run(true).catch(() => undefined)
  else if (access.held) compactor.consider()

  const look = async (): Promise<void> => {
    if (store.readOnly === undefined && access.held) await compactor.inTurn(() => outside.look())
  }
  const lookQuietly = (): Promise<void> => look().catch(lookedInVain)
  await lookQuietly()
  const looking = setInterval(() => void lookQuietly(), options.lookEvery ?? LOOK_EVERY)
  looking.unref()

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
    reading,
    paused: hurt ? PAUSED : undefined,
    snapshot,
    asset: (name) => assets.read(name),
    assertOurs
  })

  return {
    store,
    assets,
    backups,
    cache: places.cache,
    look: () => look(),
    async verify() {
      const [inBackups, { wrong, idle }] = [await backups.assets(), await backups.check()]
      const found = await compactor.inTurn(() =>
        store.exclusively(() => verifyLibrary(fs, places, shards, inBackups))
      )
      return {
        ...found,
        ok: found.ok && wrong.length === 0,
        problems: [...wrong, ...found.problems, ...idle]
      }
    },
    async compact() {
      await assertOurs()
      try {
        await compactor.run()
        // One at a time: two would take the same files away.
        return await compactor.inTurn(() =>
          sweepAssets({ fs, folders, places, clock: options.clock, snapshot, backups })
        )
      } catch (error) {
        throw error instanceof CarrelError ? error : notTidied(error)
      }
    },
    async close() {
      clearInterval(looking)
      await lookQuietly()
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

/** What the disk keeps from being merged now stays where it is, and is looked at again. A fault of ours is reported. */
function lookedInVain(error: unknown): void {
  if (!(error instanceof CarrelError) && codeOf(error) === '')
    process.emitWarning(error instanceof Error ? error : String(error))
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

function instanceOf({ instance, newId }: OpenOptions): string {
  const wanted = (instance ?? newId().slice(-8))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 32)
  return wanted === '' ? 'carrel' : wanted
}
