/**
 * Writing is saved about once a second, and undone by the stretch: saves of one text that follow each other without a
 * pause are one action, so that the stack neither fills with them nor keeps the text again and again.
 */
import type { Action } from '#shared/contract/records'
import { sameJson } from '#shared/domain/same-json'
import type { Patch } from './patches'

/** So long without a save, and what follows is an action of its own; so is what follows after so long a stretch. */
const PAUSE_MS = 5_000
const STRETCH_MS = 60_000

/** The fields people type into. */
const TYPED: Partial<Record<Patch['collection'], readonly string[]>> = {
  notes: ['text', 'title'],
  annotations: ['note']
}

/** The changes of `last` and then `patches` as one, or undefined when they are actions of their own. None: nothing is left of them. */
export function typedOn(last: Action, patches: readonly Patch[], now: string): Patch[] | undefined {
  const [before] = last.changes
  const [after] = patches
  if (!before || !after || last.changes.length > 1 || patches.length > 1 || last.undone) return undefined
  if (before.collection !== after.collection || before.id !== after.id) return undefined
  const [from, since] = [
    Date.parse(now) - Date.parse(last.created),
    Date.parse(now) - Date.parse(last.updated)
  ]
  if (!(since >= 0 && since <= PAUSE_MS && from <= STRETCH_MS) || !isTyped(after)) return undefined
  // It was made a moment ago: taking it back takes back all of it.
  if (before.before === null && before.after !== null) return [before]
  if (!isTyped(before)) return undefined
  const joined = {
    ...before,
    before: { ...after.before, ...before.before },
    after: { ...before.after, ...after.after }
  }
  return sameJson(joined.before, joined.after) ? [] : [joined]
}

function isTyped({ collection, before, after }: Patch): boolean {
  const fields = TYPED[collection]
  return (
    fields !== undefined &&
    before !== null &&
    after !== null &&
    Object.keys(after).every((field) => fields.includes(field))
  )
}
