/** Days by which something is to be read, in words: what is late says so, whatever its colour. */
import { plural } from '#shared/domain/phrases'

export interface Due {
  /** `Due today`, `Due 3 Dec`, `Overdue by 2 days`. */
  words: string
  overdue: boolean
}

const DAY_MS = 86_400_000

/** `due` and `today` are days, `2026-12-03`. `done`: nothing is left to read, so nothing is late. */
export function dueWords(due: string, today: string, done = false): Due {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS)
  if (days < 0 && !done) return { words: `Overdue by ${plural(-days, 'day')}`, overdue: true }
  if (days === 0) return { words: 'Due today', overdue: false }
  if (days === 1) return { words: 'Due tomorrow', overdue: false }
  return { words: `Due ${written(due, today)}`, overdue: false }
}

/** The day it is where the person is. */
export function today(now = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** `3 Dec`, with the year when it is another. */
function written(day: string, now: string): string {
  const year = day.slice(0, 4) === now.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...year
  })
  return format.format(Date.parse(day))
}
