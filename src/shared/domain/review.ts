/**
 * Looking back: what was read on which day, which highlights have no note, and which old ones to see again. Pure, and
 * the same for the same day: what was shown in the morning is still there in the evening.
 */
import type { Annotation, Article, ReadingDay } from '../contract/records'
import { dayAfter, daysBetween, localDay } from './days'

/** Days of reading kept with an article, the newest. */
const MOST_DAYS = 100

/** `days` with so many more words read on that day. */
export function withReading(
  days: readonly ReadingDay[] | undefined,
  day: string,
  words: number
): ReadingDay[] {
  const all = days ?? []
  const same = all.find((d) => d.day === day)
  const next = same
    ? all.map((d) => (d === same ? { day, words: d.words + words } : d))
    : [...all, { day, words }]
  return next.slice(-MOST_DAYS)
}

export interface DayRead {
  day: string
  /** What was read of which article, the most words first. `finished`: its end was reached that day. */
  articles: { id: string; words: number; finished: boolean }[]
  /** Made that day. */
  highlights: number
}

type Read = Pick<Article, 'id' | 'words' | 'progress' | 'read' | 'days' | 'trashed'>

/** The seven days up to `today`, the newest first. */
export function weekOf(
  articles: Iterable<Readonly<Read>>,
  annotations: Iterable<Readonly<Pick<Annotation, 'created' | 'trashed'>>>,
  today: string
): DayRead[] {
  const week = new Map<string, DayRead>()
  for (let i = 0; i < 7; i++) {
    const day = dayAfter(today, -i)
    week.set(day, { day, articles: [], highlights: 0 })
  }
  for (const a of articles) {
    if (a.trashed !== undefined) continue
    const end = a.read === undefined ? undefined : localDay(a.read)
    // What was read before days were kept counts on the day it was finished.
    const days = a.days ?? (end === undefined ? [] : [{ day: end, words: Math.round(a.words * a.progress) }])
    const put = (day: string, words: number): void =>
      void week.get(day)?.articles.push({ id: a.id, words, finished: day === end })
    for (const d of days) put(d.day, d.words)
    if (end !== undefined && !days.some((d) => d.day === end)) put(end, 0)
  }
  for (const a of annotations) {
    const day = a.trashed === undefined ? week.get(localDay(a.created)) : undefined
    if (day) day.highlights++
  }
  for (const d of week.values()) d.articles.sort((a, b) => b.words - a.words || (a.id < b.id ? 1 : -1))
  return [...week.values()]
}

/** Highlights without a note, as `annotations` has them. */
export function bareHighlights<A extends Pick<Annotation, 'note' | 'region'>>(
  annotations: readonly A[]
): A[] {
  return annotations.filter((a) => a.note.trim() === '')
}

/** Days until a highlight is shown again, by how often it was seen; then always the last. */
const INTERVALS = [7, 14, 30, 60, 120, 240]

type Seen = Pick<Annotation, 'id' | 'article' | 'created' | 'reviewed' | 'detached'>

/** It is old enough, and long enough not seen. */
export function isDue(a: Seen, today: string): boolean {
  const { n, on } = a.reviewed ?? { n: 0, on: localDay(a.created) }
  return daysBetween(on, today) >= (INTERVALS[Math.min(n, INTERVALS.length - 1)] ?? 0)
}

/**
 * The old highlights for today: at most `daily`, less those seen today; half of them such as were seen before and are due
 * again, the longest overdue first, the others never seen, in an order of the day's own; of one article only one, unless there
 * are too few articles.
 */
export function oldHighlights<A extends Seen>(annotations: readonly A[], today: string, daily: number): A[] {
  const seen = annotations.filter((a) => a.reviewed?.on === today)
  const room = daily - seen.length
  if (room <= 0) return []
  const due = annotations.filter((a) => isDue(a, today))
  const late = (a: A): number => {
    const { n, on } = a.reviewed ?? { n: 0, on: today }
    return daysBetween(on, today) / (INTERVALS[Math.min(n, INTERVALS.length - 1)] ?? 1)
  }
  const again = due.filter((a) => a.reviewed).sort((a, b) => late(b) - late(a) || (a.id < b.id ? -1 : 1))
  const order = new Map(due.map((a) => [a.id, hash(`${today} ${a.id}`)]))
  const fresh = due
    .filter((a) => !a.reviewed)
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1))

  const articles = new Set(seen.map((a) => a.article))
  const chosen: A[] = []
  const take = (from: readonly A[], most: number, twice: boolean): void => {
    for (const a of from) {
      if (chosen.length >= most) return
      if (chosen.includes(a) || (!twice && articles.has(a.article))) continue
      articles.add(a.article)
      chosen.push(a)
    }
  }
  const repeats = Math.ceil(daily / 2) - seen.filter((a) => (a.reviewed?.n ?? 0) > 1).length
  take(again, Math.min(room, repeats), false)
  for (const twice of [false, true]) {
    take(fresh, room, twice)
    take(again, room, twice)
  }
  return chosen
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
