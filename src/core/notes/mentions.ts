/** Where something is spoken of in notes: with a link, and without. */
import type { Linkable, Mention } from '#shared/contract/notes'
import { findLinks, findTags, linkName } from '#shared/domain/note-links'
import { tagKey } from '#shared/domain/tag-path'
import type { Store } from '#core/ports'
import type { LinkNames } from './names'

/** Shorter titles are words of the language, not mentions. */
const SHORTEST_NAME = 4
const MOST_UNLINKED = 100
const AROUND = 70

interface Text {
  in: Mention['in']
  title: string
  text: string
}

/** Every text that can hold a link, the newest first. */
function texts(store: Store): Text[] {
  const all: Text[] = []
  for (const n of store.all('notes')) {
    const about = n.article === undefined ? undefined : store.get('articles', n.article)
    if (n.trashed !== undefined || about?.trashed !== undefined) continue
    const where = n.article === undefined ? { id: n.id } : { id: n.id, article: n.article }
    all.push({ in: { kind: 'note', ...where }, title: about?.title ?? n.title, text: n.text })
  }
  for (const a of store.all('annotations')) {
    const about = store.get('articles', a.article)
    if (a.trashed !== undefined || a.note === '' || !about || about.trashed !== undefined) continue
    all.push({ in: { kind: 'highlight', id: a.id, article: a.article }, title: about.title, text: a.note })
  }
  return all.reverse()
}

export function mentionsOf(
  store: Store,
  names: LinkNames,
  of: Linkable
): { linked: Mention[]; unlinked: Mention[] } {
  const linked: Mention[] = []
  const unlinked: Mention[] = []
  const name = unlinkedName(store, of)
  for (const one of texts(store)) {
    const found = findLinks(one.text)
    for (const link of found)
      if (same(names.resolve(link.target), of)) linked.push(at(one, link.start, link.end))
    if (of.kind === 'tag') {
      for (const tag of findTags(one.text))
        if (tagKey(tag.path) === tagKey(of.path)) linked.push(at(one, tag.start, tag.end))
      continue
    }
    const own =
      one.in.kind === 'note' && (one.in.id === of.id || (of.kind === 'article' && one.in.article === of.id))
    if (name === undefined || own || unlinked.length >= MOST_UNLINKED) continue
    for (const m of one.text.matchAll(name)) {
      const [start, end] = [m.index, m.index + m[0].length]
      if (!found.some((l) => l.start < end && start < l.end)) unlinked.push(at(one, start, end))
    }
  }
  return { linked, unlinked }
}

/** What a title looks like when it is written without a link; undefined when it cannot be told from other words. */
function unlinkedName(store: Store, of: Linkable): RegExp | undefined {
  if (of.kind === 'tag' || of.kind === 'highlight') return undefined
  const title = of.kind === 'note' ? store.get('notes', of.id)?.title : store.get('articles', of.id)?.title
  const name = linkName(title ?? '')
  if ([...name].length < SHORTEST_NAME) return undefined
  const pattern = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu')
}

function same(a: Linkable | null, b: Linkable): boolean {
  if (!a || a.kind !== b.kind) return false
  if (a.kind === 'tag') return b.kind === 'tag' && tagKey(a.path) === tagKey(b.path)
  return b.kind !== 'tag' && a.id === b.id
}

function at(one: Text, start: number, end: number): Mention {
  const from = Math.max(one.text.lastIndexOf('\n', start - 1) + 1, start - AROUND)
  const line = one.text.indexOf('\n', end)
  const to = Math.min(line < 0 ? one.text.length : line, end + AROUND)
  return { in: one.in, title: one.title, excerpt: one.text.slice(from, to).trim(), start, end }
}
