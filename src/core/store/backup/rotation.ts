/** Which backups stay: the newest of each of the last 4 hours, 7 days, 4 weeks and 12 months in which there are any. */
import type { BackupReason } from '#shared/contract/backup'

export interface Dated {
  id: string
  made: string
  reason: BackupReason
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 1970-01-05 was a Monday. */
const MONDAY = 4 * DAY
const spans: readonly { kept: number; of(time: number): string }[] = [
  { kept: 4, of: (t) => String(Math.floor(t / HOUR)) },
  { kept: 7, of: (t) => String(Math.floor(t / DAY)) },
  { kept: 4, of: (t) => String(Math.floor((t - MONDAY) / (7 * DAY))) },
  { kept: 12, of: (t) => new Date(t).toISOString().slice(0, 7) }
]
/** Those made for an occasion are kept apart from the regular ones, so that neither pushes out the other. */
const OCCASIONS = 10

/** The ids to keep. */
export function kept(backups: readonly Dated[]): Set<string> {
  const newestFirst = [...backups].sort((a, b) => (a.made < b.made ? 1 : -1))
  const keep = new Set<string>()
  const regular = newestFirst.filter((b) => b.reason === 'hourly')
  for (const { kept: most, of } of spans) {
    const seen = new Set<string>()
    for (const backup of regular) {
      const span = of(Date.parse(backup.made))
      if (seen.has(span)) continue
      if (seen.size === most) break
      seen.add(span)
      keep.add(backup.id)
    }
  }
  for (const { id } of newestFirst.filter((b) => b.reason !== 'hourly').slice(0, OCCASIONS)) keep.add(id)
  return keep
}
