/**
 * A disk in memory that can lose power. Every file has its present content and the content that was synced; every
 * folder its present names and the names that were synced. When the power goes, what was not synced may be there whole,
 * in part, followed by zeros, or not at all, each file and each name for itself.
 */
import { basename, dirname } from 'node:path'
import type { Entry, FileFacts, FileSystem, WritableFile } from '../../../src/core/store/file-system'
import type { Random } from './random'

export type Call =
  | 'read'
  | 'list'
  | 'facts'
  | 'create'
  | 'write'
  | 'sync'
  | 'rename'
  | 'link'
  | 'remove'
  | 'touch'
  | 'makeFolder'
  | 'syncFolder'

interface Inode {
  now: Buffer
  synced: Buffer
  modified: number
}
interface Folder {
  now: Map<string, Inode>
  synced: Map<string, Inode>
}

export function fail(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** How much of what was not synced is there after the power cut. */
export type Luck = 'all' | 'none' | 'some'

export class SimDisk implements FileSystem {
  private readonly folders = new Map<string, Folder>()
  private readonly random: Random
  /** Asked before each call; may throw, or look at the disk as it is at this instant. */
  before: ((call: Call, path: string) => void | Promise<void>) | undefined
  /** Whether a write takes only half of the bytes and then fails. */
  halfWrite: ((path: string) => boolean) | undefined
  /** Milliseconds since 1970, for modification times. */
  now: () => number = Date.now
  /** Folder syncs do nothing: for the test of the test. */
  ignoreFolderSync = false

  constructor(random: Random) {
    this.random = random
    this.folders.set('/', { now: new Map(), synced: new Map() })
  }

  private async ask(call: Call, path: string): Promise<void> {
    await this.before?.(call, path)
  }

  private folder(path: string): Folder {
    const folder = this.folders.get(path)
    if (!folder) throw fail('ENOENT')
    return folder
  }
  private inode(path: string): Inode {
    const inode = this.folder(dirname(path)).now.get(basename(path))
    if (!inode) throw fail('ENOENT')
    return inode
  }

  async read(path: string): Promise<Buffer> {
    await this.ask('read', path)
    return Buffer.from(this.inode(path).now)
  }

  async list(path: string): Promise<Entry[]> {
    await this.ask('list', path)
    const entries: Entry[] = [...this.folder(path).now.keys()].map((name) => ({ name, kind: 'file' }))
    for (const other of this.folders.keys())
      if (other !== '/' && dirname(other) === path) entries.push({ name: basename(other), kind: 'folder' })
    return entries
  }

  async facts(path: string): Promise<FileFacts> {
    await this.ask('facts', path)
    if (this.folders.has(path)) return { kind: 'folder', size: 0, modified: 0 }
    const { now, modified } = this.inode(path)
    return { kind: 'file', size: now.length, modified }
  }

  async create(path: string): Promise<WritableFile> {
    await this.ask('create', path)
    const { now } = this.folder(dirname(path))
    if (now.has(basename(path)) || this.folders.has(path)) throw fail('EEXIST')
    const inode: Inode = { now: Buffer.alloc(0), synced: Buffer.alloc(0), modified: this.now() }
    now.set(basename(path), inode)
    return {
      write: async (bytes) => {
        await this.ask('write', path)
        if (this.halfWrite?.(path)) {
          inode.now = Buffer.concat([inode.now, bytes.subarray(0, bytes.length >> 1)])
          throw fail('ENOSPC')
        }
        // In two pieces, so that the power can go between them.
        const some = bytes.length > 8 ? 1 + this.random.below(bytes.length - 1) : bytes.length
        inode.now = Buffer.concat([inode.now, bytes.subarray(0, some)])
        return some
      },
      sync: async () => {
        await this.ask('sync', path)
        inode.synced = inode.now
      },
      close: () => Promise.resolve()
    }
  }

  async syncFile(path: string): Promise<void> {
    await this.ask('sync', path)
    const inode = this.inode(path)
    inode.synced = inode.now
  }

  async rename(from: string, to: string): Promise<void> {
    await this.ask('rename', from)
    if (this.folders.has(from)) {
      this.renameFolder(from, to)
      return
    }
    const inode = this.inode(from)
    this.folder(dirname(to)).now.set(basename(to), inode)
    this.folder(dirname(from)).now.delete(basename(from))
  }

  /** Names of folders are taken for durable at once, as makeFolder does. */
  private renameFolder(from: string, to: string): void {
    for (const [path, folder] of this.folders)
      if (path === from || path.startsWith(`${from}/`)) {
        this.folders.delete(path)
        this.folders.set(to + path.slice(from.length), folder)
      }
  }

  async link(file: string, name: string): Promise<void> {
    await this.ask('link', file)
    const inode = this.inode(file)
    const { now } = this.folder(dirname(name))
    if (now.has(basename(name))) throw fail('EEXIST')
    now.set(basename(name), inode)
  }

  async remove(path: string): Promise<void> {
    await this.ask('remove', path)
    if (!this.folder(dirname(path)).now.delete(basename(path))) throw fail('ENOENT')
  }

  async touch(path: string): Promise<void> {
    await this.ask('touch', path)
    this.inode(path).modified = this.now()
  }

  async makeFolder(path: string): Promise<void> {
    await this.ask('makeFolder', path)
    this.folder(dirname(path))
    if (!this.folders.has(path)) this.folders.set(path, { now: new Map(), synced: new Map() })
  }

  async syncFolder(path: string): Promise<void> {
    await this.ask('syncFolder', path)
    const folder = this.folder(path)
    if (!this.ignoreFolderSync) folder.synced = new Map(folder.now)
  }

  /** The disk as a new start finds it after the power went. This one goes on as if nothing had happened. */
  powerCut(luck: Luck): SimDisk {
    return this.copy((folder) => {
      const names = new Set([...folder.now.keys(), ...folder.synced.keys()])
      const kept = new Map<string, Inode>()
      for (const name of names) {
        const present = luck === 'all' || (luck === 'some' && this.random.chance(0.5))
        const inode = (present ? folder.now : folder.synced).get(name)
        if (inode) kept.set(name, inode)
      }
      return { now: kept, synced: kept }
    }, luck)
  }

  /** The disk after the process was killed: everything is as it was, synced or not. */
  killed(): SimDisk {
    return this.copy((folder) => folder, undefined)
  }

  private copy(choose: (folder: Folder) => Folder, luck: Luck | undefined): SimDisk {
    const disk = new SimDisk(this.random)
    disk.now = this.now
    const copies = new Map<Inode, Inode>()
    const copyOf = (inode: Inode): Inode => {
      let copy = copies.get(inode)
      if (!copy) {
        const now = luck === undefined ? inode.now : this.surviving(inode, luck)
        copy = { now, synced: luck === undefined ? inode.synced : now, modified: inode.modified }
        copies.set(inode, copy)
      }
      return copy
    }
    const copyNames = (names: Map<string, Inode>): Map<string, Inode> =>
      new Map([...names].map(([name, inode]) => [name, copyOf(inode)]))
    for (const [path, folder] of this.folders) {
      const chosen = choose(folder)
      disk.folders.set(path, { now: copyNames(chosen.now), synced: copyNames(chosen.synced) })
    }
    return disk
  }

  private surviving({ now, synced }: Inode, luck: Luck): Buffer {
    const chance = luck === 'all' ? 0 : luck === 'none' ? 1 : this.random.next()
    if (chance < 0.35 || now === synced) return now
    if (chance > 0.7 || now.length <= synced.length) return synced
    const kept = synced.length + this.random.below(now.length - synced.length + 1)
    const part = Buffer.from(now.subarray(0, kept))
    // A file system may have made the file longer before it wrote what belongs there.
    return this.random.chance(0.4)
      ? Buffer.concat([part, Buffer.alloc(Math.min(64, now.length - kept))])
      : part
  }

  /** Everything on the disk, by path, as text: to compare. */
  contents(): Map<string, string> {
    const all = new Map<string, string>()
    for (const [path, folder] of this.folders)
      for (const [name, inode] of folder.now) all.set(`${path}/${name}`, inode.now.toString('latin1'))
    return all
  }

  /** Changes a file from outside. */
  put(path: string, content: Buffer | string): void {
    const bytes = Buffer.from(content)
    this.folder(dirname(path)).now.set(basename(path), { now: bytes, synced: bytes, modified: this.now() })
  }
  drop(path: string): void {
    this.folder(dirname(path)).now.delete(basename(path))
  }
}
