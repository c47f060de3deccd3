/** Citation styles of one's own are plain files in the library's `styles` folder: backups hold them as they are. */
import { join } from 'node:path'
import { durableWrite, type Folders } from '../durable-write'
import { orMissing, type FileSystem } from '../file-system'

/** As core/citation names and reads them. */
const NAME = /^[a-z0-9][a-z0-9-]{0,85}\.csl$/
const LARGEST = 4 << 20
export const MOST_STYLES = 200

export const isStyleFile = (name: string): boolean => NAME.test(name)
export const isStyleSize = (bytes: number): boolean => bytes <= LARGEST

/** By name, in order. What is no style (a link, a folder, another file) is left out. */
export async function readStyles(fs: FileSystem, folder: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  const entries = (await orMissing(fs.list(folder))) ?? []
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (kind !== 'file' || !isStyleFile(name) || found.size >= MOST_STYLES) continue
    const path = join(folder, name)
    if (!isStyleSize((await orMissing(fs.facts(path)))?.size ?? LARGEST + 1)) continue
    const bytes = await orMissing(fs.read(path))
    if (bytes) found.set(name, bytes)
  }
  return found
}

/** Writes those that are not there; with `replace` also those that differ. Answers how many were written. */
export async function bringStyles(
  fs: FileSystem,
  folders: Folders,
  folder: string,
  styles: ReadonlyMap<string, Uint8Array>,
  replace: boolean
): Promise<number> {
  const here = await readStyles(fs, folder)
  let written = 0
  for (const [name, bytes] of styles) {
    const there = here.get(name)
    if (!isStyleFile(name) || there?.equals(bytes) || (there && !replace)) continue
    await folders.ready(folder)
    await durableWrite(fs, join(folder, name), [bytes])
    written++
  }
  return written
}
