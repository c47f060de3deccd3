/** How far the reading of a list is, in words. */
import type { Article, ListEntry, ReadingList } from '#shared/contract/records'
import { minutes, showMinutes } from '#shared/domain/words'

type Reading = Pick<Article, 'words' | 'read' | 'progress'>

function left(a: Readonly<Reading>): number {
  return a.read === undefined ? minutes(Math.round(a.words * (1 - a.progress))) : 0
}

/** `5 of 9 read, 2 h left, due 2026-12-12`. */
export function listProgress(list: Readonly<Pick<ReadingList, 'due'>>, articles: readonly Reading[]): string {
  const read = articles.filter((a) => a.read !== undefined).length
  const rest = articles.reduce((sum, a) => sum + left(a), 0)
  return [
    `${read} of ${articles.length} read`,
    rest > 0 ? `${showMinutes(rest)} left` : '',
    list.due === undefined ? '' : `due ${list.due}`
  ]
    .filter((x) => x !== '')
    .join(', ')
}

/** `Read`, `7 min left, due 2026-12-01`, `58 min`; empty for a reference without a text. */
export function entryState(
  entry: Readonly<Pick<ListEntry, 'due'>> | undefined,
  a: Readonly<Reading>
): string {
  if (a.read !== undefined) return 'Read'
  const time = a.words === 0 ? '' : `${showMinutes(left(a))}${a.progress > 0 ? ' left' : ''}`
  return [time, entry?.due === undefined ? '' : `due ${entry.due}`].filter((x) => x !== '').join(', ')
}
