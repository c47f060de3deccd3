/**
 * A library of an older format becomes one of this: a verified backup of it as it is, then all its records anew in the
 * next `data-N`, read back and counted, then `library.json`, in one step. Cut off anywhere, it is the old library or the
 * new one. The old generation stays beside it until the new one has opened well.
 */
import { join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import { sameJson } from '#shared/domain/same-json'
import type { CollectionName } from '#shared/contract/records'
import { LibraryBackups } from '../backup/backups'
import { durableWrite } from '../durable-write'
import { settle } from '../findings'
import { placesIn, SCHEMA, type Places } from '../layout'
import { loadLibrary, type Loaded } from '../load'
import { generationsIn, WHOLE, writeManifest, type Manifest } from '../manifest'
import type { FoundManifest, Opening } from '../opening'
import { Recovered } from '../recovered'
import { whyRefused } from '../sentences'
import { Shards } from '../shards'
import { snapshotOf } from '../snapshot'
import { censusOf, differences, type Fields } from './census'
import { asTheyStand, readingBy } from './reading'
import { censusBy, leadsHere, STEPS } from './steps'

/** Why a migration was given up; the library is as it was. */
class GivenUp extends Error {}

/** Does it where it must be done. Where it cannot be done the library is as it was, and open for reading only. */
export async function migrate(opening: Opening, found: FoundManifest): Promise<FoundManifest> {
  const { access, options } = opening
  const { manifest } = found
  if (manifest.schema >= SCHEMA || access.readOnly !== undefined) return found
  try {
    if (!leadsHere(options.steps ?? STEPS, manifest.schema))
      throw new GivenUp(`There is no way from version ${manifest.schema} of its format to this one.`)
    if (!(await access.stillOurs())) throw new GivenUp('It is not ours to write just now.')
    return await new Migration(opening, manifest).run(found)
  } catch (error) {
    const why = error instanceof GivenUp ? error.message : whyRefused(error)
    access.forbid(
      `This library was written by an older version of Carrel and could not be brought to the form of this one. ${why} Nothing in it was changed; it is shown for reading only.`
    )
    return found
  }
}

class Migration {
  private readonly opening: Opening
  private readonly manifest: Manifest
  private readonly places: Places

  constructor(opening: Opening, manifest: Manifest) {
    this.opening = opening
    this.manifest = manifest
    this.places = placesIn(opening.root, manifest.generation)
  }

  async run(found: FoundManifest): Promise<FoundManifest> {
    const { fs, root, folders, access, options } = this.opening
    const old = await loadLibrary(fs, this.places, this.manifest.files, asTheyStand)
    const recovered = new Recovered(fs, folders, this.places.recovered, options.clock)
    const settled = await settle(old.findings, recovered)
    if (settled.readOnly !== undefined) throw new GivenUp(settled.readOnly)
    await this.backUp(old)

    const generation = ((await generationsIn(fs, root)).at(-1) ?? 0) + 1
    const places = placesIn(root, generation)
    const fresh = this.convert(old, places)
    this.compare(old.shards, fresh)
    await this.write(fresh, places, old.sequence)
    const keys = [...fresh.files()].map(({ key }) => key)
    const manifest: Manifest = {
      ...this.manifest,
      schema: SCHEMA,
      generation,
      // Those that were missing are still missed.
      files: [...new Set([...this.manifest.files, ...keys])].sort()
    }
    if (!(await access.stillOurs())) throw new GivenUp('Another Carrel has taken it over.')
    await writeManifest(fs, places.manifest, manifest)
    return {
      ...found,
      manifest,
      notices: [...found.notices, ...settled.notices],
      migrated: { hurt: settled.hurt }
    }
  }

  /** The records as they stand. Reading it back, as every backup is, converts them too. */
  private async backUp({ shards }: Loaded): Promise<void> {
    const { fs, folders, options, access } = this.opening
    if ([...shards.files()].every((file) => file.low.data.items.size === 0)) return
    const backups = new LibraryBackups({
      fs,
      folders,
      places: this.places,
      clock: options.clock,
      library: this.manifest.id,
      schema: this.manifest.schema,
      reading: readingBy(options.steps ?? STEPS),
      paused: undefined,
      snapshot: () => Promise.resolve(snapshotOf(shards, this.manifest.schema)),
      asset: () => Promise.resolve(undefined),
      assertOurs: async () => {
        if (!(await access.stillOurs())) throw new GivenUp('Another Carrel has taken it over.')
      }
    })
    try {
      await backups.make('before-migration')
    } catch (error) {
      // Its sentence says why.
      throw error instanceof CarrelError ? new GivenUp(error.message) : error
    }
  }

  private convert({ shards }: Loaded, places: Places): Shards {
    const { fs, options } = this.opening
    const { upgrade, flawOf } = readingBy(options.steps ?? STEPS)
    const fresh = new Shards(fs, places.data)
    for (const { collection, block, key, low } of shards.files()) {
      fresh.file(collection, block)
      for (const before of low.data.items.values()) {
        const after = upgrade(collection, before, this.manifest.schema)
        const flaw = flawOf(collection, after)
        if (flaw !== undefined) throw new GivenUp(`A record in ${key}.json would not fit (${flaw}).`)
        const record = after as typeof before
        if (record.id !== before.id) throw new GivenUp(`A record in ${key}.json would get another id.`)
        fresh.replay({ collection, block, id: record.id, record }, 1)
      }
    }
    return fresh
  }

  private compare(old: Shards, fresh: Shards): void {
    const steps = this.opening.options.steps ?? STEPS
    const before = censusBy(steps, this.manifest.schema)(recordsOf(old))
    const wrong = differences(before, censusOf(recordsOf(fresh)))
    if (wrong.length > 0) throw new GivenUp(`It would not hold the same: ${wrong.join('; ')}.`)
  }

  private async write(fresh: Shards, places: Places, sequence: number): Promise<void> {
    const { fs, folders } = this.opening
    await folders.ready(places.data)
    for (const file of fresh.files()) {
      await folders.ready(join(places.data, file.collection))
      // Every frame of the journal is in it: none of the old ones counts any more.
      file.low.data.through = sequence
      await file.low.write()
    }
    const read = new Shards(fs, places.data)
    for (const { collection, block, key, low } of fresh.files()) {
      const back = read.file(collection, block)
      await back.low.read()
      const same =
        back.adapter.report.condition === 'good' &&
        sameJson([...back.low.data.items.values()], [...low.data.items.values()])
      if (!same) throw new GivenUp(`What was written could not be read back (${key}).`)
    }
    const missing = differences(censusOf(recordsOf(fresh)), censusOf(recordsOf(read)))
    if (missing.length > 0) throw new GivenUp(`What was written is not complete: ${missing.join('; ')}.`)
    await durableWrite(fs, join(places.data, WHOLE), [
      Buffer.from(`${JSON.stringify({ format: 'carrel-generation', from: this.manifest.generation })}\n`)
    ])
  }
}

function* recordsOf(shards: Shards): IterableIterator<readonly [CollectionName, Fields]> {
  for (const { collection, low } of shards.files())
    for (const record of low.data.items.values()) yield [collection, record]
}
