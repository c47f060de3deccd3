/**
 * Runs on a disk of its own (tinydisk): `node full-disk-writer.cjs full|read-only <pages>`. Fills the disk up to so many
 * free pages of 4 KB, works until and after it refuses, frees it, works on, opens again. Prints what was found as JSON.
 */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { seeded } from './random'
import { aNote, countingIds } from './records'
import { emptyModel, judge, work } from './workload'

export interface Round {
  free: number
  acknowledged: number
  refused: number
  /** Refused without the sentence a person needs. */
  speechless: string[]
  lost: string[]
  half: string[]
  returned: string[]
  /** After space was free again: what was refused then. */
  stuck: string[]
}

const [what = 'full', pages = '30'] = process.argv.slice(2)
const disk = process.env['TINYDISK'] ?? ''
const clock = { now: (): string => new Date().toISOString() }
const open = (dir: string, salt: number): Promise<OpenLibrary> =>
  openLibrary({ dir, clock, newId: countingIds(salt), owner: 'full-disk-writer', compactBytes: 6000 })
const filler = join(disk, 'filler')

/** Leaves `free` pages. */
function fill(free: number): void {
  const file = openSync(filler, 'w')
  const page = Buffer.alloc(4096)
  for (let left = statfsSync(disk).bavail - free; left > 0; left--) writeSync(file, page)
  fsyncSync(file)
  closeSync(file)
}

async function round(free: number): Promise<Round> {
  const dir = join(disk, 'library')
  const model = emptyModel()
  const random = seeded(free + 1)
  const newId = countingIds(free + 100)
  const speechless: string[] = []
  const library = await open(dir, free)
  const { store, assets } = library
  const { commit } = store
  // What a person would be shown.
  store.commit = async (...args) => {
    try {
      return await commit.apply(store, args)
    } catch (error) {
      if (
        !(error instanceof CarrelError) ||
        !/disk is full\. .*not saved.*Free some space/.test(error.message)
      )
        speechless.push(String(error))
      throw error
    }
  }
  const day = { store, assets, model, random, newId, writers: 2 }
  const before = await work({ ...day, edits: 3 })
  fill(free)
  const during = await work({ ...day, edits: 12 })
  rmSync(filler)
  const after = await work({ ...day, edits: 3 })
  const stuck = after.refused > 0 ? [`${after.refused} edits`] : []
  await library.compact().catch((error: unknown) => stuck.push(`compacting: ${String(error)}`))
  await library.close()
  const again = await open(dir, free + 50)
  const { lost, half, returned } = await judge(again.store, again.assets, model)
  if (again.store.readOnly !== undefined) stuck.push(again.store.readOnly)
  await again.close()
  rmSync(dir, { recursive: true })
  const acknowledged = before.acknowledged + during.acknowledged + after.acknowledged
  return { free, acknowledged, refused: during.refused, speechless, lost, half, returned, stuck }
}

async function readOnly(): Promise<object> {
  const { store, close } = await open(join(disk, 'library'), 1)
  const refusal: unknown = await store
    .commit([{ op: 'put', collection: 'notes', record: aNote(countingIds(3)(), 'words') }])
    .catch((error: unknown) => error)
  const found = {
    readOnly: store.readOnly,
    articles: store.count('articles'),
    code: (refusal as CarrelError).code
  }
  await close()
  return found
}

async function main(): Promise<void> {
  if (what === 'read-only') {
    console.log(JSON.stringify(await readOnly()))
    return
  }
  const rounds: Round[] = []
  for (let free = 0; free < Number(pages); free++) rounds.push(await round(free))
  console.log(JSON.stringify(rounds))
}

void main()
