/** How records of older formats are read. */
import type { CollectionName } from '#shared/contract/records'
import { flawOf } from '../layout'
import { isFields, STEPS, upgradeBy, type Step, type Upgrade } from './steps'

export interface Reading {
  upgrade: Upgrade
  /** Why a record cannot be used, in a few words. */
  flawOf(collection: CollectionName, record: unknown): string | undefined
}

/** Older records become those of this version. */
export function readingBy(steps: readonly Step[]): Reading {
  return { upgrade: upgradeBy(steps), flawOf }
}
export const usual: Reading = readingBy(STEPS)

/** Records of any version as they stand, to be counted and copied: nothing but what the store itself needs is asked of them. */
export const asTheyStand: Reading = {
  upgrade: (_collection, record) => record,
  flawOf: (_collection, record) =>
    isFields(record) &&
    typeof record['id'] === 'string' &&
    Number.isInteger(record['rev']) &&
    Number.isInteger(record['n'])
      ? undefined
      : 'record: has no id, rev or n'
}
