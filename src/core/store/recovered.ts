/** Keeping what cannot be used: nothing that is damaged is thrown away or overwritten before a copy lies here. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from '#core/ports'
import { durableWrite, renameOver, type Folders } from './durable-write'
import type { FileSystem } from './file-system'

export class Recovered {
  private readonly fs: FileSystem
  private readonly folder: string
  private readonly clock: Clock
  private readonly folders: Folders

  constructor(fs: FileSystem, folders: Folders, folder: string, clock: Clock) {
    this.fs = fs
    this.folders = folders
    this.folder = folder
    this.clock = clock
  }

  /** Writes a copy; `from` is a name of ours like `articles/0003.json`. Answers where it lies, for sentences. */
  async keep(from: string, why: string, bytes: Uint8Array): Promise<string> {
    const name = await this.nameFor(from, why)
    await durableWrite(this.fs, join(this.folder, name), [bytes])
    return `recovered/${name}`
  }

  /** Moves away something that is not a file (a link, a folder) from where a file should be. */
  async move(path: string, from: string, why: string): Promise<string> {
    const name = await this.nameFor(from, why)
    await renameOver(this.fs, path, join(this.folder, name))
    await this.fs.syncFolder(this.folder)
    return `recovered/${name}`
  }

  private async nameFor(from: string, why: string): Promise<string> {
    await this.folders.ready(this.folder)
    const when = this.clock.now().replace(/[^0-9TZ]/g, '-')
    return `${from.replaceAll('/', '-')}.${when}-${randomBytes(2).toString('hex')}.${why}`
  }
}
