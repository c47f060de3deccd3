/** Writing an export again over what was written last, and never over words that somebody else put there. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { CarrelError } from '#shared/contract/errors'
import { writeFileWhole } from './write-file'

/** So many files are remembered in the setting `written`. */
const MOST_FILES = 200

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The file's bytes; undefined: there is none. */
export async function fileAt(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes the file whole. `ours`: hashes of what we wrote there, or `any` when whatever is there may go. Throws CONFLICT
 * when the file is neither that nor what is to be written. Answers with the hash, and whether anything was written.
 */
export async function writeUnlessEdited(
  path: string,
  bytes: Uint8Array,
  ours: ReadonlySet<string> | 'any'
): Promise<{ written: boolean; hash: string }> {
  const hash = sha256(bytes)
  if (ours !== 'any') {
    const now = await fileAt(path)
    const there = now && sha256(now)
    if (there !== undefined && there !== hash && !ours.has(there))
      throw new CarrelError(
        'CONFLICT',
        `${path} was changed since it was exported last, and is left as it is.`
      )
  }
  return { written: await writeFileWhole(path, bytes), hash }
}

/** `written` with one more file, the oldest let go. */
export function rememberWritten(
  written: Readonly<Record<string, string>>,
  path: string,
  hash: string
): Record<string, string> {
  const others = Object.entries(written).filter(([other]) => other !== path)
  return Object.fromEntries([...others.slice(1 - MOST_FILES), [path, hash]])
}
