/** The corpus of hostile files in ../shared: what there is, and what should become of it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface HostileCase {
  id: string
  class: string
  file: string
  /** How it is made: too large to be kept. */
  generated?: string
  expect: { outcome: string }
}

export const HOSTILE = join(
  process.env['CARREL_SHARED'] ?? resolve(__dirname, '../../../../shared'),
  'data/hostile'
)
const list = join(HOSTILE, 'manifest.json')
export const hostilePresent = existsSync(list)

/** Empty where the corpus is absent. */
export function hostileCases(): HostileCase[] {
  return hostilePresent ? (JSON.parse(readFileSync(list, 'utf8')) as { cases: HostileCase[] }).cases : []
}
