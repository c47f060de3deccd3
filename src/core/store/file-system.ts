/**
 * The narrow seam between the store and the disk: every call the store makes, so that tests can force each to
 * fail and a simulated disk can lose power. Failures are Node's own (`error.code`: ENOENT, ENOSPC, EIO …).
 */
import { constants } from 'node:fs'
import * as node from 'node:fs/promises'

export type EntryKind = 'file' | 'folder' | 'link' | 'other'
export interface Entry {
  name: string
  kind: EntryKind
}
export interface FileFacts {
  kind: EntryKind
  size: number
  /** Milliseconds since 1970, by the clock of whoever keeps the disk. */
  modified: number
}

/** A new file, written from its beginning to its end. */
export interface WritableFile {
  /** Appends some or all of the bytes; answers how many. */
  write(bytes: Uint8Array): Promise<number>
  /** Resolves when everything written is on the disk, not only handed to the system. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface FileSystem {
  /** The whole file. Does not follow a link in the last place (ELOOP). */
  read(path: string): Promise<Buffer>
  list(folder: string): Promise<Entry[]>
  /** Of the name itself, not of what a link points to. */
  facts(path: string): Promise<FileFacts>
  /** Makes a file that must not exist yet (EEXIST). */
  create(path: string): Promise<WritableFile>
  /** Makes the content of a file that is there already survive a power cut. */
  syncFile(path: string): Promise<void>
  /** Replaces what stands at `to`. */
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name that must not exist yet (EEXIST), whole and at once. */
  link(file: string, name: string): Promise<void>
  remove(path: string): Promise<void>
  /** Sets the modification time to now. */
  touch(path: string): Promise<void>
  /** One folder whose parent exists; nothing happens when it is there already. */
  makeFolder(path: string): Promise<void>
  /** Makes the names in a folder (new, renamed, removed) survive a power cut. */
  syncFolder(path: string): Promise<void>
}

/** `ENOSPC` and the like; an empty string for errors that are not the system's. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : ''
}

/** What an operation on the disk answers, or undefined when the name does not exist. */
export async function orMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

interface Kinds {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
}
function kindOf(kinds: Kinds): EntryKind {
  if (kinds.isFile()) return 'file'
  if (kinds.isDirectory()) return 'folder'
  return kinds.isSymbolicLink() ? 'link' : 'other'
}

/** File systems without a way to sync folders (some network and FUSE mounts) answer one of these. */
const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'])
// Windows has no O_NOFOLLOW; there the kind of each name is looked at before it is read.
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

export const realFileSystem: FileSystem = {
  read: (path) => node.readFile(path, { flag: READ_FLAGS }),
  async list(folder) {
    const entries = await node.readdir(folder, { withFileTypes: true })
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
  },
  async facts(path) {
    const stats = await node.lstat(path)
    return { kind: kindOf(stats), size: stats.size, modified: stats.mtimeMs }
  },
  async create(path) {
    const handle = await node.open(path, 'wx')
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.datasync(),
      close: () => handle.close()
    }
  },
  async syncFile(path) {
    // For writing, although nothing is written: Windows syncs no other handle.
    const handle = await node.open(path, 'r+')
    try {
      await handle.datasync()
    } finally {
      await handle.close()
    }
  },
  rename: (from, to) => node.rename(from, to),
  link: (file, name) => node.link(file, name),
  remove: (path) => node.unlink(path),
  async touch(path) {
    const now = new Date()
    await node.utimes(path, now, now)
  },
  async makeFolder(path) {
    try {
      await node.mkdir(path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  },
  async syncFolder(path) {
    // Windows cannot sync a folder: NTFS writes names to its own log.
    if (process.platform === 'win32') return
    const handle = await node.open(path, 'r')
    try {
      await handle.sync()
    } catch (error) {
      if (!NO_FOLDER_SYNC.has(codeOf(error))) throw error
    } finally {
      await handle.close()
    }
  }
}
