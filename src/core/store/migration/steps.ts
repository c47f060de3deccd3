/**
 * From the records of an older format to those of this one, a step for each version. Steps are pure: one record in, the
 * same record (its id, in its collection) out, so that nothing can be dropped on the way.
 *
 * To change the format: raise SCHEMA in layout.ts, add the step from the version before, and a fixture of it to the tests.
 */
import type { CollectionName } from '#shared/contract/records'
import { SCHEMA } from '../layout'
import { censusOf, type Census, type Fields } from './census'

export interface Step {
  /** The version whose records it takes; what it gives is of the next. */
  from: number
  convert: Partial<Record<CollectionName, (record: Fields) => Fields>>
  /** Where keys and tags of that version lie elsewhere than in this one's records. */
  census?: (records: Iterable<readonly [CollectionName, Fields]>) => Census
}

/** Version 1 is the first that was given to people: there is nothing older to come from yet. */
export const STEPS: readonly Step[] = []

/**
 * A record as it stands in a file of version `from`, as one of this version, still to be checked. Where a step has a fault
 * and throws there is none: undefined, which the check refuses.
 */
export type Upgrade = (collection: CollectionName, record: unknown, from: number) => unknown

export function upgradeBy(steps: readonly Step[]): Upgrade {
  return (collection, record, from) => {
    let result = record
    for (let version = from; version < SCHEMA; version++) {
      const convert = stepFrom(steps, version)?.convert[collection]
      if (!convert || !isFields(result)) continue
      try {
        result = convert(result)
      } catch {
        return undefined
      }
    }
    return result
  }
}

/** Whether there is a way from `version` to this one. */
export function leadsHere(steps: readonly Step[], version: number): boolean {
  for (let at = version; at < SCHEMA; at++) if (!stepFrom(steps, at)) return false
  return true
}

/** What there is, counted as that version keeps it. */
export function censusBy(steps: readonly Step[], version: number): NonNullable<Step['census']> {
  return stepFrom(steps, version)?.census ?? censusOf
}

function stepFrom(steps: readonly Step[], version: number): Step | undefined {
  return steps.find(({ from }) => from === version)
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
