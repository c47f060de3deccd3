/**
 * What the services of the core need from each other, as interfaces. A service imports this file and `shared`
 * only; app.ts is where the real ones meet.
 */
import type { BackupCounts, BackupFacts, BackupReason } from '#shared/contract/backup'
import type { CollectionName, Collections } from '#shared/contract/records'

/** The time and the making of ids, injected so that tests and exports are repeatable. */
export interface Clock {
  /** ISO 8601, UTC. */
  now(): string
}
export type NewId = () => string

export type Put<C extends CollectionName = CollectionName> = {
  [K in C]: { op: 'put'; collection: K; record: Collections[K] }
}[C]
export interface Del {
  op: 'del'
  collection: CollectionName
  id: string
}
/** One record to write whole, or one to take away. */
export type Op = Put | Del

/** What a commit changed: `before`/`after` undefined where there is no such record. */
export interface Change {
  collection: CollectionName
  id: string
  before: Collections[CollectionName] | undefined
  after: Collections[CollectionName] | undefined
}

/** Reading: live records, never to be changed in place. */
export interface Records {
  get<C extends CollectionName>(collection: C, id: string): Readonly<Collections[C]> | undefined
  /** In order of saving. */
  all<C extends CollectionName>(collection: C): IterableIterator<Readonly<Collections[C]>>
  count(collection: CollectionName): number
}

/** The store: every commit is one all-or-nothing edit, on disk before the promise is fulfilled. */
export interface Store extends Records {
  /**
   * Fills in `rev` and, for new records, `n` (a removed record that comes back with the `n` it had gets its place
   * again). Give a changed record with the `rev` it was read with: where another edit became durable in between, only
   * the fields this one changed are taken (of lists of words, the words it added and removed). `rev: 0`: as it is.
   * Where one edit depends on the last (the order of a list), give a function: it is called when all edits before it
   * are durable and visible. `also` makes further ops, in the same all-or-nothing edit, from what the ops change.
   * Throws CarrelError BAD_INPUT, CONFLICT, READ_ONLY, or NOT_SAVED with a sentence when the disk refuses; then nothing
   * has changed, in memory either.
   */
  commit(
    ops: readonly Op[] | (() => readonly Op[]),
    also?: (changes: readonly Change[]) => readonly Op[]
  ): Promise<readonly Change[]>
  /** Hears every commit, in order, after it is durable. */
  onCommit(listener: (changes: readonly Change[]) => void): () => void
  /** A sentence when nothing can be written. */
  readonly readOnly: string | undefined
  /** Sentences about damage found when opening. */
  readonly notices: readonly string[]
}

/** Immutable files named by the SHA-256 of their bytes. */
export interface Assets {
  /** Durable (file and folder) before it answers with the name. `extension`: `html`, without a dot. */
  put(bytes: Uint8Array, extension: string): Promise<string>
  /** undefined: there is no such asset. */
  read(name: string): Promise<Uint8Array | undefined>
}

/** All records of a library as a backup has them. */
export interface LibraryCopy {
  /** Of the library it was made from. */
  library: string
  made: string
  counts: BackupCounts
  /** Citation styles of one's own, by file name. */
  styles: ReadonlyMap<string, Uint8Array>
  all<C extends CollectionName>(collection: C): ReadonlyMap<string, Readonly<Collections[C]>>
}

/** What was written to one backup file. */
export interface WrittenCopy {
  bytes: number
  counts: BackupCounts
  assets: number
  /** Saved files that are missing or damaged on the disk. */
  missing: string[]
}

/** Backups in the library's folder, and whole copies in one file. Everything is read back before it counts. */
export interface Backups {
  /** The id of this library. */
  readonly library: string
  /** A sentence when none are made unasked: what was lost must not push out the backups that have it. */
  readonly paused: string | undefined
  /** Newest first. */
  list(): Promise<BackupFacts[]>
  /** What all of them take on the disk, in bytes. */
  size(): Promise<number>
  /** One moment of the library; edits go on meanwhile. Throws READ_ONLY, or NOT_SAVED when the disk refuses. */
  make(reason: BackupReason): Promise<BackupFacts>
  /** Throws NOT_FOUND when there is none of that name or it is damaged. */
  read(id: string): Promise<LibraryCopy>
  /** Writes everything into one new file. */
  writeFile(
    path: string,
    signal: AbortSignal,
    progress: (done: number, total: number) => void
  ): Promise<WrittenCopy>
  /** Reads such a file whole. `asset` gets each saved file in it. Throws BAD_INPUT with a sentence. */
  readFile(path: string, asset?: (name: string, bytes: Uint8Array) => Promise<void>): Promise<LibraryCopy>
  /** Writes the copy's citation styles that are not here; with `replace` also those that differ. How many it wrote. */
  bringStyles(copy: LibraryCopy, replace: boolean): Promise<number>
}

/** Undoable edits: the only way services change articles, annotations, notes, tags and lists. */
export interface Actions {
  /**
   * Commits the ops together with an entry on the undo stack. `label` completes "Undo: …" and is shown as it is:
   * `add tag method to 12 articles`. No ops: nothing happens. A function: see Store.commit.
   */
  run(label: string, ops: readonly Op[] | (() => readonly Op[])): Promise<readonly Change[]>
}

/** Makes a PDF of a page that needs nothing else. Throws UNSUPPORTED with a sentence where that cannot be done. */
export type PrintPage = (html: string, signal: AbortSignal) => Promise<Uint8Array>

/** Actions that also rewrite the links to what they rename. `became`: ids of what goes, and of what stands in its place. */
export interface LinkedActions extends Actions {
  run(
    label: string,
    ops: readonly Op[] | (() => readonly Op[]),
    became?: ReadonlyMap<string, string>
  ): Promise<readonly Change[]>
}

/** Runs functions of the core's worker entry away from the main thread. */
export interface Workers {
  /** `name`: a job of core/workers/jobs.ts. Aborting or overrunning `ms` ends the thread. `onProgress`: what the job tells. */
  run<T>(
    name: string,
    input: unknown,
    options?: {
      signal?: AbortSignal
      ms?: number
      transfer?: ArrayBuffer[]
      onProgress?: (value: unknown) => void
    }
  ): Promise<T>
  close(): Promise<void>
}

/** A running worker thread, or the same code in this thread (tests over sources). Messages are structured clones. */
export interface Thread {
  post(message: unknown, transfer?: ArrayBuffer[]): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once when the thread ends by itself, with the reason when it crashed. */
  onExit(listener: (error?: Error) => void): void
  terminate(): Promise<void>
}
/** The thread entries of src/core/workers. */
export type ThreadEntry = 'jobs' | 'search'
export type SpawnThread = (entry: ThreadEntry) => Thread
