/** How an article's facts are written in the list. */
import type { Summary } from '#shared/contract/articles'
import { showNames } from '#shared/domain/names'
import { plural } from '#shared/domain/phrases'

/** Words a minute of careful reading. */
const PACE = 220

export function minutes(words: number): number {
  return Math.max(1, Math.round(words / PACE))
}

/** `7 min`, `3 h 10 min`. */
export function duration(words: number): string {
  const all = minutes(words)
  const h = Math.floor(all / 60)
  const m = all % 60
  if (h === 0) return `${m} min`
  return m === 0 ? `${h} h` : `${h} h ${m} min`
}

/** `9 articles · 3 h 10 min left`. */
export function countLine(articles: number, wordsLeft: number): string {
  const n = `${articles.toLocaleString('en')} ${articles === 1 ? 'article' : 'articles'}`
  return wordsLeft > 0 ? `${n} · ${duration(wordsLeft)} left` : n
}

/** `5 of 9 read, 2 h left`. */
export function progressLine(articles: number, read: number, wordsLeft: number): string {
  if (articles === 0) return '0 articles'
  const done = `${read.toLocaleString('en')} of ${articles.toLocaleString('en')} read`
  return wordsLeft > 0 ? `${done}, ${duration(wordsLeft)} left` : done
}

/** `William James · The Harvard Monthly, 1903`. */
export function sourceLine(s: Pick<Summary, 'authors' | 'container' | 'issued'>): string {
  const source = [s.container, year(s.issued)].filter(Boolean).join(', ')
  return [showNames(s.authors), source].filter(Boolean).join(' · ')
}

/** The year of an EDTF date. */
export function year(issued: string | undefined): string | undefined {
  return /^[~?]?(-?\d{4})/.exec(issued ?? '')?.[1]
}

/** `7 min left`, `58 min`, `Read`. */
export function timeLine(s: Pick<Summary, 'words' | 'progress' | 'read' | 'hasText'>): string {
  if (s.read) return 'Read'
  if (!s.hasText) return 'Reference only'
  if (s.progress > 0) return `${duration(s.words * (1 - s.progress))} left`
  return duration(s.words)
}

/** `“Of Studies”` or `3 articles`, for toasts. */
export function named(titles: readonly (string | undefined)[], count: number): string {
  const [title] = titles
  return count === 1 && title !== undefined ? `“${title}”` : plural(count, 'article')
}
