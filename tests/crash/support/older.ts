/**
 * A library of a format that never was: version 0, made up for the tests of migration, since version 1 is the first. Its
 * citation keys lie in `key`, an article was `done` or not, the words of a note were its `body`, colours were numbers.
 */
import { join } from 'node:path'
import type { CollectionName } from '#shared/contract/records'
import { encodeDataFile } from '../../../src/core/store/data-file'
import { writeAll } from '../../../src/core/store/durable-write'
import type { FileSystem } from '../../../src/core/store/file-system'
import { encodeFrame } from '../../../src/core/store/frame'
import { blockOf, type AnyRecord } from '../../../src/core/store/layout'
import { encodeManifest } from '../../../src/core/store/manifest'
import { censusOf, type Fields } from '../../../src/core/store/migration/census'
import type { Step } from '../../../src/core/store/migration/steps'
import { anAnnotation, anArticle, aNote, aTag, countingIds } from './records'

const COLORS = ['amber', 'green', 'blue', 'rose']

/** From version 0 to version 1. */
export const zeroToOne: Step = {
  from: 0,
  convert: {
    articles: ({ key, done, ...rest }) => ({
      ...rest,
      citekey: key,
      state: done === true ? 'archive' : 'inbox'
    }),
    notes: ({ body, ...rest }) => ({ ...rest, text: body }),
    annotations: ({ color, ...rest }) => ({ ...rest, color: COLORS[Number(color)] })
  },
  census: (records) =>
    censusOf(
      [...records].map(([name, record]) => [
        name,
        name === 'articles' ? { ...record, citekey: record['key'] } : record
      ])
    )
}

/** How version 0 wrote a record. */
function older(collection: CollectionName, record: AnyRecord): Fields {
  const fields: Fields = { ...record }
  if (collection === 'articles') {
    const { citekey, state, ...rest } = fields
    return { ...rest, key: citekey, done: state === 'archive' }
  }
  if (collection === 'notes') {
    const { text, ...rest } = fields
    return { ...rest, body: text }
  }
  return collection === 'annotations' ? { ...fields, color: COLORS.indexOf(String(fields['color'])) } : fields
}

export interface Older {
  collection: CollectionName
  /** As it must be found after the migration. */
  record: AnyRecord
}

/** Writes such a library into an empty folder: most of it in data files, the last article in the journal only. */
export async function writeOlder(fs: FileSystem, root: string, articles: number): Promise<Older[]> {
  const newId = countingIds(12)
  const records: [CollectionName, AnyRecord][] = []
  const add = (collection: CollectionName, record: AnyRecord): void => {
    const n = records.filter(([name]) => name === collection).length + 1
    records.push([collection, { ...record, rev: 1, n }])
  }
  for (let i = 0; i < articles; i++) {
    const id = newId()
    add(
      'articles',
      anArticle(id, { state: i % 3 === 0 ? 'archive' : 'inbox', tags: i % 2 === 0 ? ['method'] : [] })
    )
    add('annotations', anAnnotation(newId(), id, { color: 'rose', note: `on ${i}` }))
    add('notes', aNote(newId(), `Words ${i}`, { article: id }))
  }
  add('tags', aTag(newId(), 'method'))
  const last = records.findLastIndex(([name]) => name === 'articles')
  const files = new Map<string, [CollectionName, Map<string, AnyRecord>]>()
  for (const [i, [collection, record]] of records.entries()) {
    if (i === last) continue
    const key = `${collection}/${blockOf(collection, record.n)}`
    const [, items] = files.get(key) ?? files.set(key, [collection, new Map()]).get(key) ?? []
    items?.set(record.id, older(collection, record) as unknown as AnyRecord)
  }
  for (const folder of ['data-1', 'journal', 'assets']) await fs.makeFolder(join(root, folder))
  for (const [key, [collection, items]] of files) {
    await fs.makeFolder(join(root, 'data-1', collection))
    await write(fs, join(root, 'data-1', `${key}.json`), encodeDataFile(collection, 1, items, 0))
    await fs.syncFolder(join(root, 'data-1', collection))
  }
  const [, late] = records[last] ?? []
  const head = { format: 'carrel-journal', schema: 0, base: 1, at: '2026-01-01T00:00:00.000Z' }
  const ops = late ? [['put', 'articles', blockOf('articles', late.n), older('articles', late)]] : []
  await write(fs, join(root, 'journal/00000001-older.jsonl'), [
    encodeFrame(JSON.stringify({ head })),
    encodeFrame(JSON.stringify({ n: 2, ops }))
  ])
  const manifest = {
    format: 'carrel-library' as const,
    schema: 0,
    id: 'older',
    created: head.at,
    generation: 1
  }
  await write(fs, join(root, 'library.json'), [
    encodeManifest({ ...manifest, files: [...files.keys()].sort() })
  ])
  for (const folder of ['data-1', 'journal', '']) await fs.syncFolder(join(root, folder).replace(/\/$/, ''))
  return records.map(([collection, record]) => ({ collection, record }))
}

async function write(fs: FileSystem, path: string, chunks: readonly Buffer[]): Promise<void> {
  const file = await fs.create(path)
  for (const chunk of chunks) await writeAll(file, chunk)
  await file.sync()
  await file.close()
}
