/** The highlights of the library: filtered, and grouped by what one is looking for. Pure. */
import { highlightColor, type Annotation, type HighlightColor } from '#shared/contract/records'
import { localDay } from '#shared/domain/days'
import { foldKey } from '#shared/domain/fold'
import { cardDate } from '../card-date'

export type Grouping = 'article' | 'color' | 'tag' | 'list' | 'day'

export interface Filter {
  /** None: all. */
  colors: ReadonlySet<HighlightColor>
  text: string
  notes: 'any' | 'with' | 'without'
}

export interface Group {
  key: string
  /** What it is called; for articles their id. */
  name: string
  annotations: Annotation[]
}

/** Lists, as far as grouping needs them. */
export interface ListOfArticles {
  name: string
  articles: ReadonlySet<string>
}

export function filterHighlights(
  all: readonly Annotation[],
  filter: Filter,
  /** Title and authors of an article, where they are known. */
  about: (article: string) => string = () => ''
): Annotation[] {
  const words = foldKey(filter.text)
    .split(' ')
    .filter((w) => w !== '')
  return all.filter((a) => {
    if (filter.colors.size > 0 && !filter.colors.has(a.color)) return false
    if (filter.notes !== 'any' && (a.note.trim() !== '') !== (filter.notes === 'with')) return false
    if (words.length === 0) return true
    const where = foldKey(`${a.quote.exact} ${a.note} ${a.tags.join(' ')} ${about(a.article)}`)
    return words.every((w) => where.includes(w))
  })
}

/** `all` comes newest first. Within an article text order; otherwise the newest first. */
export function groupHighlights(
  all: readonly Annotation[],
  by: Grouping,
  lists: readonly ListOfArticles[] = [],
  now = new Date()
): Group[] {
  const groups = new Map<string, Group>()
  const put = (key: string, name: string, a: Annotation): void => {
    const group = groups.get(key)
    if (group) group.annotations.push(a)
    else groups.set(key, { key, name, annotations: [a] })
  }
  for (const a of all) {
    if (by === 'article') put(a.article, a.article, a)
    else if (by === 'color') put(a.color, a.color.charAt(0).toUpperCase() + a.color.slice(1), a)
    else if (by === 'day') put(localDay(a.created), cardDate(a.created, now), a)
    else if (by === 'tag') {
      if (a.tags.length === 0) put('', 'Without a tag', a)
      for (const tag of a.tags) put(tag, tag, a)
    } else {
      const on = lists.filter((l) => l.articles.has(a.article))
      if (on.length === 0) put('', 'On no list', a)
      for (const list of on) put(list.name, list.name, a)
    }
  }
  const out = [...groups.values()]
  if (by === 'article') for (const g of out) g.annotations.sort((a, b) => a.position.start - b.position.start)
  const order = (g: Group): number => highlightColor.options.findIndex((c) => c === g.key)
  if (by === 'color') out.sort((a, b) => order(a) - order(b))
  if (by === 'tag' || by === 'list')
    // What has neither comes last.
    out.sort((a, b) => Number(a.key === '') - Number(b.key === '') || a.name.localeCompare(b.name))
  return out
}

/** The first `most` highlights of the groups; a group that is cut keeps its beginning. */
export function firstOf(groups: readonly Group[], most: number): Group[] {
  let room = most
  return groups.flatMap((g) => {
    if (room <= 0) return []
    const annotations = g.annotations.slice(0, room)
    room -= annotations.length
    return [{ ...g, annotations }]
  })
}
