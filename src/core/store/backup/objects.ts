/** The data files of all backups, gzipped, each named by the SHA-256 of its content: what is the same is kept once. */
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { hashOf } from '../assets'
import { durableWrite, type Folders } from '../durable-write'
import { orMissing, type FileSystem } from '../file-system'

const pack = promisify(gzip)
const unpack = promisify(gunzip)
/** No data file comes near this: what unpacks to more is not one. */
const LARGEST = 1 << 30
const NAME = /^([0-9a-f]{64})\.json\.gz$/

export class BackupObjects {
  private readonly fs: FileSystem
  private readonly folders: Folders
  private readonly folder: string

  constructor(fs: FileSystem, folders: Folders, folder: string) {
    this.fs = fs
    this.folders = folders
    this.folder = folder
  }

  private pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), `${hash}.json.gz`)
  }

  /** The content; undefined when there is none or it is damaged. */
  async get(hash: string): Promise<Buffer | undefined> {
    const packed = await orMissing(this.fs.read(this.pathOf(hash)))
    if (!packed) return undefined
    try {
      const bytes = await unpack(packed, { maxOutputLength: LARGEST })
      return hashOf(bytes) === hash ? bytes : undefined
    } catch {
      // Whatever zlib objects to, the content is not what its name says.
      return undefined
    }
  }

  /** Keeps the content, durable; where the same is kept already and whole, nothing is written. Answers with its name. */
  async put(bytes: Buffer): Promise<string> {
    const hash = hashOf(bytes)
    if (await this.get(hash)) return hash
    await this.folders.ready(this.folder)
    await this.folders.ready(join(this.folder, hash.slice(0, 2)))
    await durableWrite(this.fs, this.pathOf(hash), [await pack(bytes)])
    return hash
  }

  /** All files there are, whatever they are: `0a/0a12….json.gz`. */
  async names(): Promise<string[]> {
    const found: string[] = []
    for (const { name: part, kind } of (await orMissing(this.fs.list(this.folder))) ?? [])
      if (kind === 'folder')
        for (const { name } of await this.fs.list(join(this.folder, part))) found.push(`${part}/${name}`)
    return found
  }

  /** Bytes of all of them; one that the rotation takes away meanwhile counts nothing. */
  async size(): Promise<number> {
    let bytes = 0
    for (const name of await this.names())
      bytes += (await orMissing(this.fs.facts(join(this.folder, name))))?.size ?? 0
    return bytes
  }

  /** Removes what is not in `needed`. Answers how many. */
  async keepOnly(needed: ReadonlySet<string>): Promise<number> {
    let removed = 0
    for (const { name: part, kind } of (await orMissing(this.fs.list(this.folder))) ?? []) {
      if (kind !== 'folder' || !/^[0-9a-f]{2}$/.test(part)) continue
      for (const { name } of await this.fs.list(join(this.folder, part))) {
        const hash = NAME.exec(name)?.[1]
        if (hash === undefined || needed.has(hash)) continue
        await this.fs.remove(join(this.folder, part, name))
        removed++
      }
    }
    return removed
  }
}
