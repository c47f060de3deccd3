/** Days of the calendar where the person is, as `2026-03-09`. */

/** The day of a moment (ISO 8601, or a Date), by the clock of this computer. */
export function localDay(moment: string | Date): string {
  const d = new Date(moment)
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The day `n` days after (before, when negative). */
export function dayAfter(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
}

/** `Today`, `Yesterday`, `Friday`, and from a week ago `13 Nov` or `13 Nov 2025`. */
export function dayName(day: string, today: string): string {
  const ago = daysBetween(day, today)
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  const date = new Date(`${day}T12:00:00Z`)
  if (ago > 1 && ago < 7) return date.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' })
  })
}
