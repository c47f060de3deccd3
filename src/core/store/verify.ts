/** Reading the whole library back from the disk, naming what is wrong and what nothing refers to. */
import { basename, join } from 'node:path'
import type { Records } from '#core/ports'
import { assetName } from '#shared/contract/records'
import { picturesIn } from '#shared/markdown/pictures'
import { hashOf } from './assets'
import { isStyleFile } from './backup/styles'
import { decodeDataFile } from './data-file'
import { isTemporaryName } from './durable-write'
import { orMissing, type FileSystem } from './file-system'
import { readJournal } from './journal-read'
import { collectionNames, flawOf, isBlock, type Places } from './layout'
import { readManifest } from './manifest'
import { namedIn } from './snapshot'

export interface Problem {
  where: string
  what: string
}
export interface Verified {
  /** Nothing is damaged or missing. Files that nobody needs are listed too, but harm nothing. */
  ok: boolean
  /** How many saved files there are. */
  assets: number
  problems: Problem[]
}

/** Checks everything in the folder against itself and against `records`. */
export async function verifyLibrary(
  fs: FileSystem,
  places: Places,
  records: Records,
  /** The saved files that backups name, where all of them can be read. */
  inBackups: ReadonlySet<string> | undefined
): Promise<Verified> {
  const wrong: Problem[] = []
  const idle: Problem[] = []
  await checkManifest(fs, places, wrong)
  await checkDataFiles(fs, places, wrong, idle)
  await checkJournal(fs, places, wrong, idle)
  const assets = await checkAssets(fs, places, { records, inBackups }, wrong, idle)
  await checkRoot(fs, places, idle)
  return { ok: wrong.length === 0, assets, problems: [...wrong, ...idle] }
}

async function checkManifest(fs: FileSystem, places: Places, wrong: Problem[]): Promise<void> {
  const read = await readManifest(fs, places.manifest)
  if (read.state !== 'good') {
    wrong.push({
      where: 'library.json',
      what: read.state === 'newer' ? 'is of a newer Carrel' : `is ${read.state}`
    })
    return
  }
  if (read.edited) wrong.push({ where: 'library.json', what: 'was changed from outside Carrel' })
  for (const key of read.manifest.files) {
    const facts = await orMissing(fs.facts(join(places.data, `${key}.json`)))
    if (!facts) wrong.push({ where: `${key}.json`, what: 'is missing' })
  }
}

async function checkDataFiles(
  fs: FileSystem,
  places: Places,
  wrong: Problem[],
  idle: Problem[]
): Promise<void> {
  for (const collection of collectionNames)
    for (const { name, kind } of (await orMissing(fs.list(join(places.data, collection)))) ?? []) {
      const where = `${collection}/${name}`
      const block = name.endsWith('.json') ? name.slice(0, -'.json'.length) : ''
      if (!isBlock(collection, block)) {
        const what = isTemporaryName(name) ? 'was left half written by a crash' : 'is no file of Carrel’s'
        idle.push({ where, what })
      } else if (kind !== 'file') wrong.push({ where, what: 'is not a file' })
      else {
        const { condition, records, rejected } = decodeDataFile(
          await fs.read(join(places.data, where)),
          collection
        )
        if (condition === 'edited') wrong.push({ where, what: 'was changed from outside Carrel' })
        else if (condition !== 'good') wrong.push({ where, what: `is ${condition}` })
        for (const { reason } of rejected)
          wrong.push({ where, what: `has a record that does not fit (${reason})` })
        for (const record of records) {
          const flaw = flawOf(collection, record)
          if (flaw !== undefined) wrong.push({ where, what: `record ${record.id} does not fit (${flaw})` })
        }
      }
    }
}

async function checkJournal(
  fs: FileSystem,
  places: Places,
  wrong: Problem[],
  idle: Problem[]
): Promise<void> {
  const journal = await readJournal(fs, places.journal)
  for (const { name } of journal.blocked) wrong.push({ where: `journal/${name}`, what: 'is not a file' })
  for (const name of journal.unknown) idle.push({ where: `journal/${name}`, what: 'is no file of Carrel’s' })
  for (const { name, state } of journal.segments) {
    const expected = journal.segments.some((later) => later.head?.refused === name)
    if (state !== 'whole' && !expected) wrong.push({ where: `journal/${name}`, what: `is ${state}` })
  }
}

async function checkAssets(
  fs: FileSystem,
  places: Places,
  { records, inBackups }: { records: Records; inBackups: ReadonlySet<string> | undefined },
  wrong: Problem[],
  idle: Problem[]
): Promise<number> {
  const needed = neededAssets(records)
  const found = new Set<string>()
  for (const { name: folder, kind } of (await orMissing(fs.list(places.assets))) ?? []) {
    if (kind !== 'folder' || !/^[0-9a-f]{2}$/.test(folder)) {
      idle.push({ where: `assets/${folder}`, what: 'is nothing of Carrel’s' })
      continue
    }
    for (const entry of await fs.list(join(places.assets, folder))) {
      const where = `assets/${folder}/${entry.name}`
      if (!assetName.safeParse(entry.name).success || !entry.name.startsWith(folder)) {
        const what = isTemporaryName(entry.name)
          ? 'was left half written by a crash'
          : 'is no file of Carrel’s'
        idle.push({ where, what })
      } else if (entry.kind !== 'file') wrong.push({ where, what: 'is not a file' })
      else {
        found.add(entry.name)
        const bytes = await fs.read(join(places.assets, folder, entry.name))
        if (!entry.name.startsWith(`${hashOf(bytes)}.`))
          wrong.push({ where, what: 'is damaged: its content does not fit its name' })
        else if (!needed.has(entry.name) && inBackups?.has(entry.name) !== true)
          idle.push({ where, what: 'is not used by any article' })
      }
    }
  }
  const count = found.size
  // Wanted again while it waited to be removed: reads find it there, and the next tidying up brings it back.
  for (const { name } of (await orMissing(fs.list(places.trashedAssets))) ?? []) found.add(name)
  for (const [name, by] of needed)
    if (!found.has(name) && by !== undefined)
      wrong.push({
        where: `assets/${name.slice(0, 2)}/${name}`,
        what: `is missing, and needed by ${by}`
      })
  return count
}

/** What lies beside our own files and folders. */
async function checkRoot(fs: FileSystem, places: Places, idle: Problem[]): Promise<void> {
  const own = new Set([
    'library.json',
    'README.txt',
    'lock',
    'journal',
    'assets',
    'trash',
    'recovered',
    'backups',
    'cache',
    'styles'
  ])
  const current = basename(places.data)
  for (const { name } of await fs.list(places.root)) {
    if (own.has(name) || name === current || name.startsWith('lock.')) continue
    if (/^data-\d+$/.test(name))
      idle.push({ where: name, what: 'is of before or after a migration, and not in use' })
    else
      idle.push({
        where: name,
        what: isTemporaryName(name) ? 'was left half written by a crash' : 'is nothing of Carrel’s'
      })
  }
  for (const { name, kind } of (await orMissing(fs.list(places.styles))) ?? [])
    if (kind !== 'file' || !isStyleFile(name))
      idle.push({ where: `styles/${name}`, what: 'is no citation style by its name, and in no backup' })
  for (const { name } of (await orMissing(fs.list(places.trashedAssets))) ?? [])
    if (!assetName.safeParse(name).success)
      idle.push({ where: `trash/assets/${name}`, what: 'is nothing of Carrel’s' })
}

/** Each asset that something refers to, with what needs it (undefined: only undo would). */
function neededAssets(records: Records): Map<string, string | undefined> {
  const needed = new Map<string, string | undefined>()
  for (const action of records.all('actions'))
    for (const name of namedIn(action.changes)) needed.set(name, undefined)
  for (const article of records.all('articles'))
    for (const { html, text, source, images } of article.snapshots)
      for (const name of [html, text, source, ...images])
        if (name !== undefined) needed.set(name, `the article “${article.title}”`)
  for (const note of records.all('notes')) {
    const title = note.article === undefined ? note.title : records.get('articles', note.article)?.title
    for (const name of picturesIn(note.text)) needed.set(name, `the note “${title ?? ''}”`)
  }
  for (const { note, article } of records.all('annotations'))
    for (const name of picturesIn(note))
      needed.set(name, `a note on the article “${records.get('articles', article)?.title ?? ''}”`)
  return needed
}
