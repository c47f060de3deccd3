/** The edits that bring what was found in a file from outside into the library. */
import { createHash } from 'node:crypto'
import type { Clock, Op, Records } from '#core/ports'
import type { Annotation, CollectionName, Note } from '#shared/contract/records'
import { makeId } from '#shared/domain/ids'
import { clip } from '#shared/domain/phrases'
import type { AnyRecord } from '../layout'
import { counted } from '../sentences'
import { differs, mergeRecords } from './merge-records'

export interface Found {
  collection: CollectionName
  record: AnyRecord
}
/** What became of a file's records. */
export interface Tally {
  added: number
  changed: number
  /** Second versions of a text, kept as notes of their own. */
  kept: number
}

export interface MergeParts {
  records: Records
  clock: Clock
  /** The file, for the note that keeps a second version. */
  from: string
  /** What both versions were made from, where that is known: `undefined` in it, no such record. */
  base?: (found: Found) => { record: AnyRecord | undefined } | undefined
}

/** A record that was removed here and is in the file as it was then stays removed; nothing else counts as a removal. */
export function mergeFound(found: Iterable<Found>, parts: MergeParts, tally: Tally): Op[] {
  const ops: Op[] = []
  for (const { collection, record: theirs } of found) {
    // The stack of undo belongs to the library it was made in.
    if (collection === 'actions') continue
    const mine = parts.records.get(collection, theirs.id)
    const base = parts.base?.({ collection, record: theirs })
    if (base?.record && !differs(base.record, theirs)) continue
    if (!mine) {
      ops.push(put(collection, { ...theirs, rev: Math.max(1, theirs.rev) }))
      tally.added++
      continue
    }
    if (!differs(mine, theirs)) continue
    // Changed by hand on top of what we wrote (another Carrel would have noted the time): that is meant.
    const byHand =
      base?.record !== undefined && !differs(base.record, mine) && theirs.updated === mine.updated
    const { record, left } = byHand
      ? { record: { ...theirs, rev: mine.rev, n: mine.n }, left: undefined }
      : mergeRecords(collection, mine, theirs, base?.record)
    if (differs(record, mine)) {
      ops.push(put(collection, { ...record, updated: parts.clock.now() }))
      tally.changed++
    }
    const note = left === undefined ? undefined : noteOf(collection, mine, left, parts)
    if (!note || parts.records.get('notes', note.id)) continue
    ops.push(put('notes', note))
    tally.kept++
  }
  return ops
}

/** The store checks the record against its schema before it writes it. */
function put(collection: CollectionName, record: AnyRecord): Op {
  return { op: 'put', collection, record } as unknown as Op
}

/** The same words of the same record make the same note: found twice, it is kept once. */
function noteOf(
  collection: CollectionName,
  of: AnyRecord,
  text: string,
  { records, clock, from }: MergeParts
): Note {
  const hash = createHash('sha256').update(`${collection}/${of.id}\n${text}`).digest()
  const now = clock.now()
  return {
    id: makeId(Date.parse(of.created), hash),
    rev: 0,
    n: 0,
    created: now,
    updated: now,
    title: `Other version: ${nameOf(collection, of, records)}`,
    text: `*Found in ${from} on ${now.slice(0, 10)}, where it differed from what is in the library.*\n\n${text}`
  }
}

function nameOf(collection: CollectionName, of: AnyRecord, records: Records): string {
  if (collection === 'annotations') {
    const { quote, article } = of as Annotation
    const title = records.get('articles', article)?.title
    return `highlight “${clip(quote.exact, 60)}”${title === undefined ? '' : ` in “${clip(title, 60)}”`}`
  }
  const { title, text, article } = of as Note
  const about = article === undefined ? undefined : records.get('articles', article)?.title
  if (about !== undefined) return `note on “${clip(about, 80)}”`
  return `note “${clip(title === '' ? text : title, 80)}”`
}

/** `3 records added, 1 changed, 1 second version of a note kept as a note of its own`. */
export function tallied({ added, changed, kept }: Tally): string {
  const parts = [
    added > 0 ? `${counted(added, 'record')} added` : '',
    changed > 0 ? `${counted(changed, 'record')} changed` : '',
    kept > 0
      ? `${kept} second ${kept === 1 ? 'version' : 'versions'} of a text kept as ${kept === 1 ? 'a note of its own' : 'notes of their own'}`
      : ''
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nothing in it was new' : parts.join(', ')
}
