/** Which library this is: `library.json`, or a new one where it is missing or damaged. */
import type { FoundManifest, Opening } from './opening'
import { newerSentence } from './findings'
import { placesIn, SCHEMA, type Places } from './layout'
import { newestGeneration, readManifest, writeManifest, type Manifest } from './manifest'
import { Recovered } from './recovered'

export async function findManifest(opening: Opening): Promise<FoundManifest> {
  const { fs, root, options, access } = opening
  const read = await readManifest(fs, placesIn(root, 1).manifest)
  if (read.state === 'good') {
    const { manifest, edited } = read
    if (!edited) return { manifest, notices: [], write: false, damaged: undefined }
    const notice = 'The file library.json was changed from outside Carrel. It was accepted as it is.'
    return { manifest, notices: [notice], write: true, damaged: { bytes: edited } }
  }
  const newest = await newestGeneration(fs, root)
  const manifest: Manifest = {
    format: 'carrel-library',
    schema: SCHEMA,
    id: options.newId(),
    created: options.clock.now(),
    generation: newest ?? 1,
    files: []
  }
  if (read.state === 'newer') {
    access.forbid(newerSentence('library.json'))
    return { manifest, notices: [], write: false, damaged: undefined }
  }
  const notices = []
  if (read.state === 'damaged')
    notices.push(
      'The file library.json was damaged and has been made anew. Nothing you saved is in that file.'
    )
  else if (newest !== undefined)
    notices.push(
      'The file library.json was missing and has been made anew. Nothing you saved is in that file.'
    )
  const damaged = read.state === 'damaged' ? { bytes: read.bytes } : undefined
  return { manifest, notices, write: true, damaged }
}

/** Writes it where it must be written, after keeping what stands there. Throws what the disk throws. */
export async function settleManifest(opening: Opening, found: FoundManifest, places: Places): Promise<void> {
  const { fs, folders, options } = opening
  const recovered = new Recovered(fs, folders, places.recovered, options.clock)
  if (found.damaged?.bytes) await recovered.keep('library.json', 'damaged', found.damaged.bytes)
  else if (found.damaged) await recovered.move(places.manifest, 'library.json', 'moved')
  if (!found.write) return
  await writeManifest(fs, places.manifest, found.manifest)
  for (const folder of [places.data, places.journal, places.assets]) await folders.ready(folder)
}
