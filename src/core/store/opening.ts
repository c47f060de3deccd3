/** What the steps of opening a library have in common. */
import type { Clock, NewId } from '#core/ports'
import type { Access } from './access'
import type { Folders } from './durable-write'
import type { FileSystem } from './file-system'
import type { LockTiming } from './lock'
import type { Machine } from './machine'
import type { Manifest } from './manifest'
import type { Step } from './migration/steps'

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
  /** How often it is looked whether somebody else changed the folder, in milliseconds. */
  lookEvery?: number
  /** From older formats to this one, for tests of migration: by default those of this version. */
  steps?: readonly Step[]
}

export interface Opening {
  readonly options: OpenOptions
  readonly fs: FileSystem
  readonly root: string
  readonly access: Access
  readonly folders: Folders
}

export interface FoundManifest {
  manifest: Manifest
  notices: string[]
  /** library.json must be written; `damaged`: after keeping what stands there. */
  write: boolean
  damaged: { bytes: Buffer | undefined } | undefined
  /** It was of an older format until a moment ago; `hurt`: something in it was damaged then. */
  migrated?: { hurt: boolean }
}
