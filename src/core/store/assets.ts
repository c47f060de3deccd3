/** Immutable files named by the SHA-256 of their bytes: `assets/ab/ab12….html`. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Assets } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { assetName } from '#shared/contract/records'
import { durableWrite, type Folders } from './durable-write'
import { codeOf, orMissing, type FileSystem } from './file-system'
import { notSaved } from './sentences'

/** Names whose bytes were found to fit them are not hashed again while the library is open; at most so many. */
const REMEMBERED = 20_000

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export interface AssetOptions {
  fs: FileSystem
  folders: Folders
  folder: string
  /** Where files that nothing refers to wait; reads look there too. */
  trash: string
  /** A sentence when nothing may be written. */
  readOnly(): string | undefined
}

/** The Assets port over a folder. */
export function createAssets({ fs, folders, folder, trash, readOnly }: AssetOptions): Assets {
  const sound = new Set<string>()
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name)
  const remember = (name: string): void => {
    if (sound.size < REMEMBERED) sound.add(name)
  }

  return {
    async put(bytes, extension) {
      const sentence = readOnly()
      if (sentence !== undefined) throw new CarrelError('READ_ONLY', sentence)
      const name = `${hashOf(bytes)}.${extension}`
      if (!assetName.safeParse(name).success)
        throw new CarrelError(
          'BAD_INPUT',
          `“${extension.slice(0, 40)}” cannot be the ending of a saved file.`
        )
      try {
        await folders.ready(folder)
        await folders.ready(join(folder, name.slice(0, 2)))
        // Compared, not only looked for: saving the page again is how a damaged file heals.
        if (await holds(fs, pathOf(name), bytes)) {
          // Young again: tidying up spares what may be about to be named.
          await fs.touch(pathOf(name))
          await fs.syncFolder(join(folder, name.slice(0, 2)))
        } else await durableWrite(fs, pathOf(name), [bytes])
      } catch (error) {
        throw notSaved(error)
      }
      remember(name)
      return name
    },

    async read(name) {
      if (!assetName.safeParse(name).success) return undefined
      const bytes = (await readRegular(fs, pathOf(name))) ?? (await readRegular(fs, join(trash, name)))
      if (!bytes || sound.has(name)) return bytes
      if (!name.startsWith(`${hashOf(bytes)}.`))
        throw new CarrelError(
          'NOT_FOUND',
          `A saved file of this article is damaged on the disk (assets/${name.slice(0, 2)}/${name.slice(0, 12)}…). Saving the page again, or putting the file back from a copy of the library, repairs it.`,
          { asset: name }
        )
      remember(name)
      return bytes
    }
  }
}

async function holds(fs: FileSystem, path: string, bytes: Uint8Array): Promise<boolean> {
  const facts = await orMissing(fs.facts(path))
  if (facts?.kind !== 'file' || facts.size !== bytes.length) return false
  return (await fs.read(path)).equals(bytes)
}

/** Undefined when there is no such file, or something else (a link, a folder) in its place. */
async function readRegular(fs: FileSystem, path: string): Promise<Buffer | undefined> {
  const facts = await orMissing(fs.facts(path))
  if (facts?.kind !== 'file') return undefined
  try {
    return await fs.read(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new CarrelError(
      'NOT_FOUND',
      'A saved file of this article cannot be read from the disk.',
      undefined,
      error
    )
  }
}
