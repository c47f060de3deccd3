/** Writing a whole file so that after a crash at any instant the old or the new content is there, never a mixture. */
import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { codeOf, type FileSystem, type WritableFile } from './file-system'

/** Virus scanners and indexers hold files open for a moment, and Windows then refuses to rename over them. */
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY'])
const RENAME_TRIES = process.platform === 'win32' ? 8 : 1

/** Writes all the bytes, however many pieces the system makes of it. */
export async function writeAll(file: WritableFile, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const written = await file.write(done === 0 ? bytes : bytes.subarray(done))
    if (written <= 0) throw Object.assign(new Error('the disk took no bytes'), { code: 'EIO' })
    done += written
  }
}

/** Renames; where the system refuses because someone has the file open, tries again for about a second. */
export async function renameOver(
  fs: FileSystem,
  from: string,
  to: string,
  tries = RENAME_TRIES
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to)
      return
    } catch (error) {
      if (attempt >= tries || !HELD.has(codeOf(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, 5 << attempt))
    }
  }
}

/** A name in the same folder (so that renaming is one step) that nobody else uses. */
function temporaryName(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.tmp`
}
/** Whether a file name is one of ours that was left half written by a crash. */
export function isTemporaryName(name: string): boolean {
  return /\.[0-9a-f]{8}\.tmp$/.test(basename(name))
}

/**
 * Writes `chunks` to `path`, replacing what was there: temporary file in the same folder, sync, rename, sync of the
 * folder. When it throws, the old content still stands (or, if only the last sync failed, perhaps the new).
 */
export async function durableWrite(
  fs: FileSystem,
  path: string,
  chunks: readonly Uint8Array[]
): Promise<void> {
  const temporary = temporaryName(path)
  let file: WritableFile | undefined
  try {
    file = await fs.create(temporary)
    for (const chunk of chunks) await writeAll(file, chunk)
    await file.sync()
    const open = file
    file = undefined
    await open.close()
    await renameOver(fs, temporary, path)
  } catch (error) {
    // The first error is the one to tell. What cannot be tidied now is removed when the library is next opened.
    await file?.close().catch(() => undefined)
    await fs.remove(temporary).catch(() => undefined)
    throw error
  }
  await fs.syncFolder(dirname(path))
}

/** The folders we write into. Each is made where it is missing, and its name is synced before its first use. */
export class Folders {
  private readonly fs: FileSystem
  private readonly made = new Map<string, Promise<void>>()

  constructor(fs: FileSystem) {
    this.fs = fs
  }

  /** Resolves when the folder (its parent must exist) survives a power cut. */
  ready(path: string): Promise<void> {
    // Synced even where it exists: whoever made it may have been killed before it could.
    const making = this.made.get(path) ?? this.make(path)
    this.made.set(path, making)
    making.catch(() => this.made.delete(path))
    return making
  }

  /** Somebody may have taken them away: each is made and synced once more before its next use. */
  forget(): void {
    this.made.clear()
  }

  private async make(path: string): Promise<void> {
    await this.fs.makeFolder(path)
    await this.fs.syncFolder(dirname(path))
  }
}
