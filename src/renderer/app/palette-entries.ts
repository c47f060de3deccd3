/** What the palette offers for a query, in groups. Pure: the view and the searches are elsewhere. */
import Fuse, { type FuseResultMatch } from 'fuse.js'
import type { Hit } from '#shared/contract/search'
import { excerpt } from '../features/search'
import { commandRegistry, type Command } from '../ui/commands'

export type Range = readonly [number, number]

export interface Entry {
  key: string
  kind: 'article' | 'highlight' | 'note' | 'passage' | 'command' | 'tag' | 'list'
  text: string
  ranges: readonly Range[]
  sub?: { text: string; ranges: readonly Range[] } | undefined
  keys?: string | undefined
  run(): void
}

export interface EntryGroup {
  value: string
  items: Entry[]
}

/** A palette of more rows than this is slow and read by nobody. */
const MOST = 50

export type Mode = 'all' | 'commands' | 'tags' | 'text'

/** `>` commands, `#` tags, `"` the texts only. */
export function parseQuery(raw: string): { mode: Mode; query: string } {
  const sign = raw.trimStart().charAt(0)
  const rest = raw.trimStart().slice(1).trim()
  if (sign === '>') return { mode: 'commands', query: rest }
  if (sign === '#') return { mode: 'tags', query: rest }
  if (sign === '"') return { mode: 'text', query: rest.replace(/"$/, '') }
  return { mode: 'all', query: raw.trim() }
}

export interface Sources {
  hits: readonly Hit[]
  commands: readonly Command[]
  tags: readonly { path: string; count: number }[]
  lists: readonly { id: string; name: string; count: number }[]
}

export interface Runs {
  hit(hit: Hit): void
  command(command: Command): void
  tag(path: string): void
  list(id: string): void
}

export function entryGroups(raw: string, sources: Sources, runs: Runs): EntryGroup[] {
  const { mode, query } = parseQuery(raw)
  const asked = query !== ''
  const groups: EntryGroup[] = []
  const add = (value: string, items: Entry[]): void => {
    if (items.length > 0) groups.push({ value, items })
  }
  if (asked && (mode === 'all' || mode === 'text')) {
    const { hits } = sources
    if (mode === 'all') {
      add('Articles', articleEntries(hits, runs).slice(0, 8))
      add(
        'In your highlights and notes',
        hits
          .filter(isOwn)
          .slice(0, 6)
          .map((h) => passageEntry(h, runs))
      )
    }
    const passages = hits.filter((h) => h.field === 'body')
    add(
      'Passages',
      passages.slice(0, mode === 'text' ? MOST : 10).map((h) => passageEntry(h, runs))
    )
  }
  if (mode === 'commands' || mode === 'all')
    add('Commands', commandEntries(sources.commands, query, runs).slice(0, mode === 'all' ? 8 : MOST))
  if (mode === 'tags' || (mode === 'all' && asked))
    add('Tags', tagEntries(sources.tags, query, runs).slice(0, mode === 'all' ? 5 : MOST))
  if (mode === 'all') add('Reading lists', listEntries(sources.lists, query, runs).slice(0, asked ? 5 : 8))
  return cap(groups)
}

function cap(groups: EntryGroup[]): EntryGroup[] {
  let left = MOST
  return groups.flatMap((g) => {
    const items = g.items.slice(0, left)
    left -= items.length
    return items.length > 0 ? [{ ...g, items }] : []
  })
}

function isOwn(hit: Hit): boolean {
  return hit.field === 'note' || hit.field === 'highlight'
}

/** One row an article, however often its title, authors or tags were hit. */
function articleEntries(hits: readonly Hit[], runs: Runs): Entry[] {
  const seen = new Map<string, Entry>()
  for (const hit of hits) {
    if (hit.field !== 'title' && hit.field !== 'author' && hit.field !== 'tag') continue
    if (seen.has(hit.id)) continue
    const facts = [hit.authors, hit.issued?.slice(0, 4)].filter(Boolean).join(' · ')
    seen.set(hit.id, {
      key: `article ${hit.id}`,
      kind: 'article',
      text: hit.title,
      ranges: hit.field === 'title' ? hit.ranges : [],
      sub:
        hit.field === 'author' && hit.text !== ''
          ? { text: hit.text, ranges: hit.ranges }
          : {
              text: hit.field === 'tag' ? [facts, `#${hit.text}`].filter(Boolean).join(' · ') : facts,
              ranges: []
            },
      run: () => runs.hit(hit)
    })
  }
  return [...seen.values()]
}

function passageEntry(hit: Hit, runs: Runs): Entry {
  const cut = excerpt(hit.text, hit.ranges, 110)
  const quoted = hit.field === 'highlight'
  const kind = hit.field === 'highlight' ? 'highlight' : hit.field === 'note' ? 'note' : 'passage'
  return {
    key: `${kind} ${hit.id} ${hit.target ?? ''} ${hit.paragraph ?? ''} ${hit.ranges[0]?.[0] ?? ''}`,
    kind,
    text: quoted ? `“${cut.text}”` : cut.text,
    ranges: quoted ? cut.ranges.map(([a, b]) => [a + 1, b + 1] as const) : cut.ranges,
    sub: { text: [hit.title, hit.authors].filter(Boolean).join(' · '), ranges: [] },
    run: () => runs.hit(hit)
  }
}

function commandEntries(commands: readonly Command[], query: string, runs: Runs): Entry[] {
  const offered = commands.filter((c) => c.hidden !== true && c.enabled !== false)
  return fuzzy(offered, (c) => c.title, query).map(({ item, ranges }) => ({
    key: `command ${item.id}`,
    kind: 'command',
    text: item.title,
    ranges,
    keys: commandRegistry.inForce(item.id, item.keys ?? [])[0],
    run: () => runs.command(item)
  }))
}

function tagEntries(tags: Sources['tags'], query: string, runs: Runs): Entry[] {
  return fuzzy(tags, (t) => t.path, query).map(({ item, ranges }) => ({
    key: `tag ${item.path}`,
    kind: 'tag',
    text: item.path,
    ranges,
    sub: { text: articles(item.count), ranges: [] },
    run: () => runs.tag(item.path)
  }))
}

function listEntries(lists: Sources['lists'], query: string, runs: Runs): Entry[] {
  return fuzzy(lists, (l) => l.name, query).map(({ item, ranges }) => ({
    key: `list ${item.id}`,
    kind: 'list',
    text: item.name,
    ranges,
    sub: { text: articles(item.count), ranges: [] },
    run: () => runs.list(item.id)
  }))
}

function articles(n: number): string {
  return `${n.toLocaleString('en')} ${n === 1 ? 'article' : 'articles'}`
}

/** All of them, in their order, for an empty query; else the fitting ones, best first, with what matched. */
function fuzzy<T>(
  items: readonly T[],
  text: (item: T) => string,
  query: string
): { item: T; ranges: Range[] }[] {
  if (query === '') return items.map((item) => ({ item, ranges: [] }))
  const fuse = new Fuse([...items], {
    keys: [{ name: 'text', getFn: (item) => text(item) }],
    includeMatches: true,
    ignoreLocation: true,
    ignoreDiacritics: true,
    threshold: 0.34,
    minMatchCharLength: Math.min(2, query.length)
  })
  return fuse.search(query).map((r) => ({ item: r.item, ranges: toRanges(r.matches) }))
}

/** fuse's pairs are inclusive. */
function toRanges(matches: readonly FuseResultMatch[] | undefined): Range[] {
  return (matches?.[0]?.indices ?? []).map(([a, b]) => [a, b + 1] as const)
}
