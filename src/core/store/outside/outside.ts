/**
 * What others do to the library's folder: copies that programs which sync folders leave beside our files, and files that
 * are changed or taken away while the library is open. Everything found is merged, record by record, in one commit; then
 * the copy is put aside. Nothing that is not there counts as removed.
 */
import { join } from 'node:path'
import type { Clock } from '#core/ports'
import { backupId } from '#shared/contract/backup'
import { CarrelError } from '#shared/contract/errors'
import type { CollectionName } from '#shared/contract/records'
import type { Access } from '../access'
import { decodeDataFile } from '../data-file'
import type { Folders } from '../durable-write'
import { orMissing, type FileSystem } from '../file-system'
import { newerSentence } from '../findings'
import type { Journal } from '../journal'
import { parseSegmentName } from '../journal-names'
import { readSegment } from '../journal-read'
import { collectionNames, flawOf, isBlock, type Places } from '../layout'
import type { LibraryStore } from '../library-store'
import type { Reading } from '../migration/reading'
import type { Recovered } from '../recovered'
import type { DataFile, Shards } from '../shards'
import { copyOf, originalOf } from './conflict-names'
import { mergeFound, tallied, type Found, type MergeParts, type Tally } from './merge'

export interface OutsideParts {
  fs: FileSystem
  folders: Folders
  places: Places
  shards: Shards
  store: LibraryStore
  journal: Journal
  access: Access
  recovered: Recovered
  reading: Reading
  clock: Clock
  /** Sentences for the person are added to these. */
  notices: string[]
}

export class Outside {
  private readonly parts: OutsideParts
  /** Names that were told of and left alone. */
  private readonly told = new Set<string>()

  constructor(parts: OutsideParts) {
    this.parts = parts
  }

  /** Looks everywhere. Not to be called while a compaction runs. Throws what the disk throws; then nothing is lost. */
  async look(): Promise<void> {
    const { fs, places, shards } = this.parts
    // The whole library gone is no change of it: a drive was pulled out, and every edit is refused with that sentence.
    if (!(await orMissing(fs.facts(places.root)))) return
    for (const collection of collectionNames)
      for (const { name, kind } of (await orMissing(fs.list(join(places.data, collection)))) ?? []) {
        const block = name.replace(/\.json$/, '')
        // One that was missing when the library was opened may have been put back.
        if (kind === 'file' && name.endsWith('.json') && isBlock(collection, block))
          shards.file(collection, block)
        else if (kind === 'file' && copyOf(collection, name) !== undefined)
          await this.takeCopy(collection, name)
      }
    await this.lookAt([...shards.files()])
    await this.lookAtJournal()
    await this.putAside(
      places.root,
      (name) => name === 'library.json' || name === 'README.txt' || name === 'lock'
    )
    await this.putAside(
      places.backups,
      (name) => backupId.safeParse(name.replace(/\.json$/, '')).success && name.endsWith('.json')
    )
  }

  /** Takes in what somebody else wrote into these files since we did. */
  async lookAt(files: readonly DataFile[]): Promise<void> {
    const gone: string[] = []
    for (const file of files) {
      const state = await file.adapter.compare()
      if (state === 'changed') await this.takeChanged(file)
      if (state !== 'gone') continue
      await file.adapter.note()
      file.dirty = true
      gone.push(file.key)
    }
    if (gone.length === 0) return
    this.parts.folders.forget()
    this.parts.notices.push(
      `${listed(gone)} taken out of the library's folder while Carrel was open. Nothing in ${gone.length === 1 ? 'it' : 'them'} is lost: ${gone.length === 1 ? 'it is' : 'they are'} written again.`
    )
  }

  private async takeCopy(collection: CollectionName, name: string): Promise<void> {
    const where = `${collection}/${name}`
    const path = join(this.parts.places.data, where)
    if (this.told.has(where)) return
    const { condition, records } = decodeDataFile(
      await this.parts.fs.read(path),
      collection,
      this.parts.reading
    )
    if (condition === 'newer' || (condition === 'damaged' && records.length === 0)) {
      const what = condition === 'newer' ? 'of a newer version of Carrel' : 'not a data file, or damaged'
      this.tell(
        where,
        `The library's folder holds a copy, ${shown(where)}, that is ${what}. It was left alone and not read.`
      )
      return
    }
    const found = records.map((record): Found => ({ collection, record }))
    const what = await this.merge(found, { from: where })
    await this.aside(
      path,
      where,
      `A second version of data, ${shown(where)}, lay in the library's folder, as programs leave it that sync folders: ${what}.`
    )
  }

  private async takeChanged(file: DataFile): Promise<void> {
    const { fs, places, access, recovered } = this.parts
    const where = `${file.key}.json`
    const path = join(places.data, where)
    if ((await fs.facts(path)).kind !== 'file') {
      this.tell(where, `In the place of ${where} there is something else now. It was not read.`)
      return
    }
    const bytes = await fs.read(path)
    const { condition, records, rejected } = decodeDataFile(bytes, file.collection, this.parts.reading)
    if (condition === 'newer') {
      access.forbid(newerSentence(where))
      throw new CarrelError('READ_ONLY', access.readOnly ?? '')
    }
    const tally: Tally = { added: 0, changed: 0, kept: 0 }
    const { collection, base } = file
    const before = (id: string) => (base.has(id) ? base.get(id) : file.low.data.items.get(id))
    const ids = new Set(records.map(({ id }) => id))
    const expected = new Set([...file.low.data.items.keys()].filter((id) => before(id) !== undefined))
    const missing = [...expected].filter((id) => !ids.has(id)).length
    await this.merge(
      records.map((record) => ({ collection, record })),
      {
        from: where,
        base: ({ record }) => ({ record: before(record.id) }),
        tally
      }
    )
    await file.adapter.note()
    file.dirty = true
    const news = tally.added + tally.changed + tally.kept + missing + rejected.length
    if (news === 0 && condition !== 'damaged') return
    const kept = await recovered.keep(where, condition === 'damaged' ? 'damaged' : 'edited', bytes)
    const lack =
      missing > 0
        ? ` ${missing} that ${missing === 1 ? 'was' : 'were'} not in it any more ${missing === 1 ? 'is' : 'are'} kept: to remove something, use Carrel.`
        : ''
    this.parts.notices.push(
      `The file ${where} was changed from outside while Carrel was open: ${tallied(tally)}.${lack} The file as it was found is kept as ${kept}.`
    )
  }

  /** Copies of journal files, and those of another computer that came while the library was open. */
  private async lookAtJournal(): Promise<void> {
    const { fs, places, journal, store } = this.parts
    // While nothing is written no file of our own is between two names.
    const foreign = await store.exclusively(async () => {
      const own = journal.names
      return ((await orMissing(fs.list(places.journal))) ?? []).filter(
        ({ name, kind }) =>
          kind === 'file' && !own.has(name) && (isSegment(name) || originalOf(name, isSegment) !== undefined)
      )
    })
    for (const { name } of foreign) {
      const where = `journal/${name}`
      const path = join(places.journal, name)
      const segment = readSegment(name, await fs.read(path))
      const latest = new Map<string, Found>()
      for (const { edits } of segment.frames)
        for (const { collection, id, record } of edits)
          if (record && flawOf(collection, record) === undefined)
            latest.set(`${collection}/${id}`, { collection, record })
      const what = await this.merge([...latest.values()], { from: where })
      await this.aside(
        path,
        where,
        `Changes made by another Carrel, ${shown(where)}, lay in the library's folder: ${what}.`
      )
    }
  }

  /** Copies of files in which nothing of the person's is. */
  private async putAside(folder: string, isOurs: (name: string) => boolean): Promise<void> {
    const { fs } = this.parts
    for (const { name, kind } of (await orMissing(fs.list(folder))) ?? [])
      if (
        kind === 'file' &&
        !name.endsWith('.tmp') &&
        !name.startsWith('lock.') &&
        originalOf(name, isOurs) !== undefined
      )
        await this.aside(
          join(folder, name),
          name,
          `A copy, ${shown(name)}, lay in the library's folder, as programs leave it that sync folders. Nothing you saved is in it.`
        )
  }

  private async merge(
    found: readonly Found[],
    {
      tally = { added: 0, changed: 0, kept: 0 },
      ...how
    }: Pick<MergeParts, 'from' | 'base'> & { tally?: Tally }
  ): Promise<string> {
    const { store, clock } = this.parts
    await store.commit(() => {
      Object.assign(tally, { added: 0, changed: 0, kept: 0 })
      return mergeFound(found, { records: store, clock, ...how }, tally)
    })
    return tallied(tally)
  }

  private async aside(path: string, where: string, sentence: string): Promise<void> {
    const now = await this.parts.recovered.move(path, where, 'conflict')
    this.parts.notices.push(`${sentence} It now lies in ${now}.`)
  }

  private tell(where: string, sentence: string): void {
    if (this.told.has(where)) return
    this.told.add(where)
    this.parts.notices.push(sentence)
  }
}

function listed(keys: readonly string[]): string {
  if (keys.length === 1) return `The file ${keys[0]}.json was`
  return `${keys.length} files (${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ' …' : ''}) were`
}

function isSegment(name: string): boolean {
  return parseSegmentName(name) !== undefined
}

/** A name from outside, harmless in a sentence. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 200)).slice(1, -1)
}
