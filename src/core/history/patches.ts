/**
 * What an action changed, field by field, and how to take it back or do it again on the records as they are now, so
 * that fields changed since by something else (how far one has read) stay.
 *
 * A record that an action made (or took away) is written into the action only while it is not in the library: it can be
 * large, and is there already. Until then its side of the patch is empty.
 */
import type { Change, Op, Records } from '#core/ports'
import type { Action, CollectionName, Collections } from '#shared/contract/records'
import { sameJson } from '#shared/domain/same-json'
import { respliced, spliced } from './spliced'

export type Patch = Action['changes'][number]
type Fields = NonNullable<Patch['before']>
type Undoable = Patch['collection']
type AnyRecord = Collections[CollectionName]

const undoable: readonly CollectionName[] = [
  'articles',
  'annotations',
  'notes',
  'tags',
  'lists',
  'smart',
  'settings'
] satisfies readonly Undoable[]
/** Kept by the store, and different after every commit. */
const bookkeeping: ReadonlySet<string> = new Set(['id', 'rev', 'n', 'updated'])

/** Patches for those changes that changed anything a person would call a change. */
export function patchesOf(changes: readonly Change[]): Patch[] {
  return changes.flatMap(({ collection, id, before, after }): Patch[] => {
    if (!isUndoable(collection)) return []
    if (!before) return after ? [{ collection, id, before: null, after: {} }] : []
    if (!after) return [{ collection, id, before: fieldsOf(before), after: null }]
    const patch = fieldPatch(collection, id, fieldsOf(before), fieldsOf(after))
    return patch ? [patch] : []
  })
}

function isUndoable(collection: CollectionName): collection is Undoable {
  return undoable.includes(collection)
}

/** A record is JSON, as the store gives it: every field is a JSON value. */
function fieldsOf(record: AnyRecord): Fields {
  return record as unknown as Fields
}

function fieldPatch(collection: Undoable, id: string, from: Fields, to: Fields): Patch | undefined {
  const before: Fields = {}
  const after: Fields = {}
  for (const field of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (bookkeeping.has(field) || sameJson(from[field], to[field])) continue
    const short =
      collection === 'lists' && field === 'entries'
        ? spliced(from[field] ?? null, to[field] ?? null)
        : undefined
    before[field] = short?.before ?? from[field] ?? null
    after[field] = short?.after ?? to[field] ?? null
  }
  return Object.keys(after).length === 0 ? undefined : { collection, id, before, after }
}

/** The sides of a patch in the direction of the step: from what is now to what shall be. */
function sides(patch: Patch, direction: 'undo' | 'redo'): { from: Fields | null; to: Fields | null } {
  return direction === 'undo'
    ? { from: patch.after, to: patch.before }
    : { from: patch.before, to: patch.after }
}

/** The ops that undo or redo an action on the records as they are now. Undoing goes backwards through the changes. */
export function reversal(action: Action, direction: 'undo' | 'redo', records: Records, now: string): Op[] {
  const patches = direction === 'undo' ? [...action.changes].reverse() : action.changes
  return patches.flatMap((patch): Op[] => {
    const { collection, id } = patch
    const { from, to } = sides(patch, direction)
    const current = records.get(collection, id)
    if (to === null) return current ? [{ op: 'del', collection, id }] : []
    // Nothing to bring back when it was gone already (emptied from the trash) as this was undone.
    if (from === null && (current || Object.keys(to).length === 0)) return []
    if (from === null) return [putOp(collection, { ...to, id, updated: now })]
    // Taken away since by something that cannot be undone (emptying the trash): nothing left to change.
    if (!current) return []
    return [putOp(collection, { ...merged(fieldsOf(current), from, to), updated: now })]
  })
}

function merged(current: Fields, from: Fields, to: Fields): Fields {
  const result: Fields = { ...current }
  for (const [field, value] of Object.entries(to))
    if (value === null) delete result[field]
    else result[field] = respliced(current[field], from[field], value) ?? value
  return result
}

/** The store checks the record against its schema before it writes it. */
function putOp(collection: Undoable, record: Fields): Op {
  return { op: 'put', collection, record } as unknown as Op
}

/** The action with the records that this step takes away written into it, and those that it brings back taken out. */
export function filled(action: Action, direction: 'undo' | 'redo', records: Records): Action {
  const changes = action.changes.map((patch): Patch => {
    const { from, to } = sides(patch, direction)
    if (from !== null && to !== null) return patch
    const current = records.get(patch.collection, patch.id)
    // The side that stands for "it is there": all of the record when it goes, nothing while it stays.
    const whole = to === null ? (current ? fieldsOf(current) : from) : {}
    return direction === 'undo' ? withSides(patch, from, to, whole) : withSides(patch, to, from, whole)
  })
  return { ...action, changes }
}

/** `after` and `before` as they were, the one that is not null replaced. */
function withSides(patch: Patch, after: Fields | null, before: Fields | null, whole: Fields | null): Patch {
  return { ...patch, before: before === null ? null : whole, after: after === null ? null : whole }
}
