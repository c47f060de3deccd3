/**
 * Two edits of one record at the same time. A service reads a record, changes it, and commits it whole; another edit
 * may have become durable in between, and its fields must not be overwritten with what they were before.
 */
import { sameJson } from '#shared/domain/same-json'
import type { AnyRecord } from './layout'

type Fields = Record<string, unknown>

/**
 * `mine`, made from `base`, on top of `current`: fields I did not change are taken from `current`; of lists of words
 * (tags) both sides' additions and removals count; any other field that both changed is mine, the later one.
 */
export function rebase(base: AnyRecord, mine: AnyRecord, current: AnyRecord): AnyRecord {
  const [b, m, c] = [base as Fields, mine as Fields, current as Fields]
  const result: Fields = {}
  for (const key of new Set([...Object.keys(c), ...Object.keys(m)])) {
    const value = mergeField(b[key], m[key], c[key])
    if (value !== undefined) result[key] = value
  }
  // Put together from two records of one schema; checked against it again before it is written.
  return result as AnyRecord
}

function mergeField(base: unknown, mine: unknown, current: unknown): unknown {
  if (sameJson(mine, base)) return current
  if (sameJson(current, base) || !isWords(base) || !isWords(mine) || !isWords(current)) return mine
  const removed = new Set(base.filter((word) => !current.includes(word)))
  const added = current.filter((word) => !base.includes(word) && !mine.includes(word))
  return [...mine.filter((word) => !removed.has(word)), ...added]
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string')
}
