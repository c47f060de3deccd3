/** Reading a library that another Carrel may be writing. */
import { join } from 'node:path'
import type { Opening } from './opening'
import { codeOf, orMissing, type FileSystem } from './file-system'
import type { Places } from './layout'
import { loadLibrary, type Loaded } from './load'
import type { Manifest } from './manifest'
import { readingBy } from './migration/reading'
import { STEPS } from './migration/steps'

/** Reads everything; while another Carrel writes, again until nothing was moved in the meantime. */
export async function readLibrary(opening: Opening, places: Places, manifest: Manifest): Promise<Loaded> {
  const { fs, access, options } = opening
  const read = (): Promise<Loaded> =>
    loadLibrary(fs, places, manifest.files, readingBy(options.steps ?? STEPS))
  if (access.held) return await read()
  const names = async (): Promise<string> =>
    ((await orMissing(fs.list(places.journal))) ?? [])
      .map((entry) => entry.name)
      .sort()
      .join()
  for (let tries = 5; ; tries--) {
    const before = await names()
    try {
      const loaded = await read()
      if (tries > 1 && before !== (await names())) continue
      access.lockLater(async () => {
        if (before !== (await names())) return false
        await syncJournal(fs, places, loaded)
        return true
      })
      return loaded
    } catch (error) {
      // A file that was listed is gone: its holder has just moved it.
      if (tries <= 1 || codeOf(error) !== 'ENOENT') throw error
    }
  }
}

/**
 * What a killed process wrote and could not sync is shown now, and edits will be made on top of it: it must not vanish
 * with the next power cut.
 */
export async function syncJournal(fs: FileSystem, places: Places, { journal }: Loaded): Promise<void> {
  const unsettled = journal.segments.filter(({ frames }) => frames.length > 0)
  for (const { name } of unsettled) await fs.syncFile(join(places.journal, name))
  if (unsettled.length > 0) await fs.syncFolder(places.journal)
}
