/** What lies in a watched folder, and which of it has come to rest: half a download is not a file yet. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pageOfConnectedFolder } from '#shared/domain/connected-folder'

export interface Found {
  name: string
  path: string
  /** Another value when the file was written to. */
  mark: string
  /** When its place or content last changed, in milliseconds: also for an old file that was moved here. */
  changed: number
}

const UNFINISHED = /\.(part|partial|crdownload|download|tmp|temp|opdownload)$|^~\$|^\./i

/** Files of the folder that `wanted` takes, by name. Folders inside are left alone. Throws what the disk says. */
export async function look(folder: string, wanted: (name: string) => boolean): Promise<Found[]> {
  const found: Found[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // Links are not followed: they may lead anywhere.
    if (!entry.isFile() || UNFINISHED.test(entry.name) || !wanted(entry.name)) continue
    const path = join(folder, entry.name)
    try {
      const { size, mtimeMs, ctimeMs } = await stat(path)
      if (size > 0)
        found.push({
          name: entry.name,
          path,
          mark: `${size} ${mtimeMs}`,
          changed: Math.max(mtimeMs, ctimeMs)
        })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      // Gone between listing and looking.
    }
  }
  return found.sort((a, b) => a.changed - b.changed)
}

export interface CompanionFile {
  /** `Page_files/a.png` */
  name: string
  read(): Promise<Uint8Array>
}

/** More than any saved page has. */
const MOST_COMPANIONS = 5000

/** The files of the folder that a browser saved beside a page: `Page_files`, `Page-Dateien`, whatever its language. */
export async function companionsOf(folder: string, name: string): Promise<CompanionFile[]> {
  const stem = /^(.+)\.x?html?$/i.exec(name)?.[1]
  if (stem === undefined) return []
  const out: CompanionFile[] = []
  const walk = async (path: string, base: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (out.length >= MOST_COMPANIONS) return
      const inner = join(path, entry.name)
      if (entry.isDirectory() && depth < 4) await walk(inner, `${base}/${entry.name}`, depth + 1)
      else if (entry.isFile()) out.push({ name: `${base}/${entry.name}`, read: () => readFile(inner) })
    }
  }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const page = entry.isDirectory() ? pageOfConnectedFolder(entry.name) : undefined
    if (page?.toLowerCase() === stem.normalize('NFC').toLowerCase())
      await walk(join(folder, entry.name), entry.name, 0)
  }
  return out
}
