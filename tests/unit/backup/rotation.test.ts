import { expect, test } from 'vitest'
import { kept, type Dated } from '../../../src/core/store/backup/rotation'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1)

/** Two years of a person who works nine hours a day, the rotation run after each backup as it is in use. */
test('two years of hourly backups leave 4 hours, 7 days, 4 weeks and 12 months', () => {
  let backups: Dated[] = []
  for (let day = 0; day < 730; day++)
    for (let hour = 9; hour < 18; hour++) {
      const made = new Date(START + day * 24 * HOUR + hour * HOUR).toISOString()
      backups.push({ id: made, made, reason: 'hourly' })
      const keep = kept(backups)
      backups = backups.filter(({ id }) => keep.has(id))
      expect(keep.has(made)).toBe(true)
      expect(backups.length).toBeLessThanOrEqual(4 + 7 + 4 + 12)
    }
  const now = START + 729 * 24 * HOUR + 17 * HOUR
  const ages = backups.map(({ made }) => (now - Date.parse(made)) / (24 * HOUR))
  expect(ages.filter((age) => age < 0.2)).toHaveLength(4)
  for (let day = 0; day < 7; day++) expect(ages.some((age) => Math.floor(age) === day)).toBe(true)
  // Twelve calendar months, this one with them.
  expect(new Set(backups.map(({ made }) => made.slice(0, 7))).size).toBe(12)
})

test('backups made for an occasion do not push out the regular ones, nor the other way round', () => {
  const at = (n: number, reason: Dated['reason']): Dated => {
    const made = new Date(START + n * 60_000).toISOString()
    return { id: `${made}-${reason}`, made, reason }
  }
  const backups = [at(0, 'hourly'), ...Array.from({ length: 30 }, (_, n) => at(n + 1, 'before-delete'))]
  const keep = kept(backups)
  expect(keep.has(backups[0]?.id ?? '')).toBe(true)
  expect(keep.size).toBe(11)
})
