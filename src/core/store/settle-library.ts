/** After reading: copies of what is damaged, what a library must have, and what people are told. */
import { join } from 'node:path'
import type { FoundManifest, Opening } from './opening'
import { isTemporaryName } from './durable-write'
import type { FileSystem } from './file-system'
import { settleManifest } from './find-manifest'
import { settle, type Settled } from './findings'
import type { Places } from './layout'
import { generationsIn } from './manifest'
import type { Loaded } from './load'
import { writeReadMe } from './read-me'
import { syncJournal } from './read-library'
import { Recovered } from './recovered'
import { whyRefused } from './sentences'

const MIGRATED =
  'This library was written by an older version of Carrel and has been brought to the form of this one. Articles, highlights, notes, lists, citation keys and tags were counted before and after and are all there. A backup of it as it was is kept.'

/** Keeps copies of what is damaged, and writes what a library must have; where that cannot be, only tells. */
export async function settleLibrary(
  opening: Opening,
  found: FoundManifest,
  loaded: Loaded,
  places: Places
): Promise<Settled> {
  const { fs, root, access } = opening
  const { findings, leftovers } = loaded
  if (findings.some(({ kind }) => kind === 'newer' || kind === 'unreadable')) {
    const told = await settle(findings, undefined)
    if (told.readOnly !== undefined) access.forbid(told.readOnly)
    return withNotices(found.notices, told)
  }
  if (!access.held || access.readOnly !== undefined) {
    // Whoever holds the library may be in the middle of a line.
    const told = await settle(
      findings.filter((finding) => finding.kind !== 'journal' || !finding.torn),
      undefined
    )
    if (told.repaired || found.write)
      access.forbid('The disk is full. The library is shown for reading only.')
    return withNotices(found.notices, told)
  }
  try {
    const settled = await settle(
      findings,
      new Recovered(fs, opening.folders, places.recovered, opening.options.clock)
    )
    await settleManifest(opening, found, places)
    await syncJournal(fs, places, loaded)
    await writeReadMe(fs, places)
    await removeLeftovers(fs, root, leftovers)
    if (found.migrated) settled.notices.push(MIGRATED)
    else if (!settled.hurt) await retireGenerations(opening, found.manifest.generation)
    if (found.migrated?.hurt) settled.hurt = true
    return withNotices(found.notices, settled)
  } catch (error) {
    access.forbid(`${whyRefused(error)} The library is shown for reading only.`)
    return withNotices(found.notices, await settle(findings, undefined))
  }
}

/**
 * Data of before a migration, once what came of it has been opened and found whole; and what a migration that was cut off
 * left. Nothing of it is thrown away.
 */
async function retireGenerations(opening: Opening, current: number): Promise<void> {
  const { fs, root, folders, options } = opening
  const recovered = new Recovered(fs, folders, join(root, 'recovered'), options.clock)
  for (const n of await generationsIn(fs, root))
    if (n !== current)
      await recovered.move(join(root, `data-${n}`), `data-${n}`, n < current ? 'migrated' : 'unfinished')
}

function withNotices(first: readonly string[], settled: Settled): Settled {
  return { ...settled, notices: [...first, ...settled.notices] }
}

/** Half-written files of an earlier crash. What cannot be removed today is removed some other day. */
async function removeLeftovers(fs: FileSystem, root: string, paths: readonly string[]): Promise<void> {
  const own = /^(library\.json|README\.txt|lock|lock\.takeover)\./
  const inRoot = (await fs.list(root)).filter(({ name }) => own.test(name) && isTemporaryName(name))
  for (const path of [...paths, ...inRoot.map(({ name }) => join(root, name))])
    await fs.remove(path).catch(() => undefined)
}
