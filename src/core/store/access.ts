/** Whether we may write a library: its folder, its lock, and what stands in the way, as a sentence. */
import { dirname } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import { codeOf, type FileSystem } from './file-system'
import { heldSentence, takeLock, type HeldLock, type LockResult, type LockTiming } from './lock'
import type { Machine } from './machine'
import { whyRefused } from './sentences'

export interface AccessOptions {
  fs: FileSystem
  root: string
  owner: string
  since: string
  machine: Machine
  timing: LockTiming | undefined
}

export class Access {
  private readonly options: AccessOptions
  private lock: HeldLock | undefined
  private sentence: string | undefined
  /** Where the disk was too full for a lock: how to see that nobody wrote before there is one. */
  private unchanged: (() => Promise<boolean>) | undefined

  private constructor(options: AccessOptions) {
    this.options = options
  }

  /** Makes the folder and takes the lock. Throws CarrelError NOT_FOUND when the folder cannot even be listed. */
  static async gain(options: AccessOptions): Promise<Access> {
    const { fs, root } = options
    const access = new Access(options)
    try {
      await makeFolders(fs, root)
      access.accept(await access.take())
    } catch (error) {
      // For reading, whatever kept us from writing does not matter.
      const readable = await fs.list(root).then(Boolean, () => false)
      if (!readable) {
        const message = `The folder ${root} cannot be used for a library. ${whyRefused(error)}`
        throw new CarrelError('NOT_FOUND', message, undefined, error)
      }
      if (isFull(error)) access.unchanged = () => Promise.resolve(true)
      else access.forbid(`${whyRefused(error)} The library is shown for reading only.`)
    }
    return access
  }

  /** A sentence when nothing can be written. */
  get readOnly(): string | undefined {
    return this.sentence
  }
  get held(): boolean {
    return this.lock !== undefined
  }

  forbid(sentence: string): void {
    this.sentence ??= sentence
  }

  /** On a full disk: edits are tried nevertheless, taking the lock first; `unchanged` is asked once it is held. */
  lockLater(unchanged: () => Promise<boolean>): void {
    this.unchanged = unchanged
  }

  /** Whether the library is ours to write, as far as the disk says. Throws what the disk throws. */
  async stillOurs(): Promise<boolean> {
    if (this.sentence !== undefined) return false
    if (!this.lock && this.unchanged) await this.takeLate(this.unchanged)
    if (this.lock && (await this.lock.stillOurs())) return true
    this.forbid(
      'Another Carrel has taken this library over while this one did not answer (was the computer asleep?). Nothing more is written here; close the library and open it again.'
    )
    return false
  }

  async release(): Promise<void> {
    const { lock } = this
    this.lock = undefined
    await lock?.release()
  }

  private take(): Promise<LockResult> {
    const { fs, root, owner, since, machine, timing } = this.options
    return takeLock(fs, root, { owner, since }, machine, timing)
  }

  private accept(result: LockResult): void {
    if (result.held) this.lock = result.held
    else this.forbid(heldSentence(result))
  }

  private async takeLate(unchanged: () => Promise<boolean>): Promise<void> {
    this.accept(await this.take())
    if (!this.lock || (await unchanged())) return
    await this.release()
    this.forbid('Another Carrel changed this library after it was opened here. Close it and open it again.')
  }
}

function isFull(error: unknown): boolean {
  return codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
}

/** The library's folder with whatever of its parents is missing. */
async function makeFolders(fs: FileSystem, path: string): Promise<void> {
  if (await canList(fs, path)) return
  const parent = dirname(path)
  if (parent !== path) await makeFolders(fs, parent)
  await fs.makeFolder(path)
  // Above the library we may be allowed to add a folder and not to sync: then the system does it in its time.
  await fs.syncFolder(parent).catch(() => undefined)
}

/** Listed, not looked at: the library's folder may itself be a link. */
async function canList(fs: FileSystem, path: string): Promise<boolean> {
  try {
    await fs.list(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
