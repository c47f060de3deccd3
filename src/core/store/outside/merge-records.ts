/** Two versions of one record become one, and no words a person wrote are lost. Pure. */
import type { Annotation, Article, CollectionName, Note, ReadingList } from '#shared/contract/records'
import { sameJson } from '#shared/domain/same-json'
import type { AnyRecord } from '../layout'

type Fields = Record<string, unknown>
export interface Merged {
  record: AnyRecord
  /** Words that are not in the record any more. */
  left: string | undefined
}

/** Kept by the store, and no difference to a person. */
const BOOKKEEPING = new Set(['rev', 'n', 'updated'])
/** Absent means something: never filled in from the older version. */
const STATES = new Set(['trashed', 'read', 'opened', 'detached'])

/**
 * `mine` is in the library, `theirs` was found; `base`, where it is known, is what both were made from. Fields that only
 * one side changed are that side's; of those that both changed (or, without a base, that differ) the version that was
 * changed last counts. Tags, captured texts and entries of lists are put together.
 */
export function mergeRecords(
  collection: CollectionName,
  mine: AnyRecord,
  theirs: AnyRecord,
  base: AnyRecord | undefined
): Merged {
  const theirsIsNewer = theirs.updated > mine.updated
  const [newer, older] = theirsIsNewer ? [theirs, mine] : [mine, theirs]
  const [b, n, o] = [base as Fields | undefined, newer as Fields, older as Fields]
  const record: Fields = {}
  for (const field of new Set([...Object.keys(n), ...Object.keys(o)])) {
    const value = b
      ? mergeField(b[field], n[field], o[field])
      : (n[field] ?? (STATES.has(field) ? undefined : o[field]))
    if (value !== undefined) record[field] = value
  }
  const whole = {
    ...record,
    ...together(collection, newer, older, base),
    id: mine.id,
    n: mine.n,
    rev: mine.rev
  }
  // Put together from two records of one schema; checked against it again before it is written.
  const result = { ...whole, updated: newer.updated } as AnyRecord
  return { record: result, left: wordsLeft(collection, result, [mine, theirs], base) }
}

function mergeField(base: unknown, newer: unknown, older: unknown): unknown {
  return sameJson(newer, base) ? older : newer
}

/** Fields in which both sides count. */
function together(
  collection: CollectionName,
  newer: AnyRecord,
  older: AnyRecord,
  base: AnyRecord | undefined
): Fields {
  if (collection === 'articles') {
    const [a, b] = [newer as Article, older as Article]
    const there = new Set(a.snapshots.map(({ html }) => html))
    return {
      tags: words(a.tags, b.tags, (base as Article | undefined)?.tags),
      // The newest last.
      snapshots: [...b.snapshots.filter(({ html }) => !there.has(html)), ...a.snapshots].sort((x, y) =>
        x.captured < y.captured ? -1 : x.captured > y.captured ? 1 : 0
      ),
      progress: Math.max(a.progress, b.progress)
    }
  }
  if (collection === 'annotations') {
    const [a, b] = [newer as Annotation, older as Annotation]
    return { tags: words(a.tags, b.tags, (base as Annotation | undefined)?.tags) }
  }
  if (collection === 'lists') {
    const [a, b] = [newer as ReadingList, older as ReadingList]
    const there = new Set(a.entries.map(({ article }) => article))
    const before = new Set((base as ReadingList | undefined)?.entries.map(({ article }) => article))
    return {
      entries: [
        ...a.entries,
        ...b.entries.filter(({ article }) => !there.has(article) && !before.has(article))
      ]
    }
  }
  return {}
}

function words(
  newer: readonly string[],
  older: readonly string[],
  base: readonly string[] | undefined
): string[] {
  if (!base) return [...new Set([...newer, ...older])]
  const removed = new Set(base.filter((word) => !newer.includes(word) || !older.includes(word)))
  return [...new Set([...newer, ...older])].filter((word) => !removed.has(word))
}

/** What one side wrote and the result does not say. What the base said was taken out on purpose. */
function wordsLeft(
  collection: CollectionName,
  result: AnyRecord,
  versions: readonly AnyRecord[],
  base: AnyRecord | undefined
): string | undefined {
  const said = wordsOf(collection, result)
  if (said === undefined) return undefined
  return versions
    .map((version) => wordsOf(collection, version) ?? '')
    .find(
      (text) =>
        text.trim() !== '' && !said.includes(text.trim()) && text !== (base && wordsOf(collection, base))
    )
}

function wordsOf(collection: CollectionName, record: AnyRecord): string | undefined {
  if (collection === 'notes') return (record as Note).text
  return collection === 'annotations' ? (record as Annotation).note : undefined
}

/** Whether a person would see a difference, field by field. */
export function differs(a: AnyRecord, b: AnyRecord): boolean {
  const [x, y] = [a as Fields, b as Fields]
  return [...new Set([...Object.keys(x), ...Object.keys(y)])].some(
    (field) => !BOOKKEEPING.has(field) && !sameJson(x[field], y[field])
  )
}
