/** Whether two versions of a record are the same to a person. */
import { sameJson } from '#shared/domain/same-json'

/** What the store keeps for itself does not count. */
interface Kept {
  rev: number
  n: number
  updated: string
}

export function sameRecord(a: Readonly<Kept>, b: Readonly<Kept>): boolean {
  return sameJson({ ...a, rev: 0, n: 0, updated: '' }, { ...b, rev: 0, n: 0, updated: '' })
}
