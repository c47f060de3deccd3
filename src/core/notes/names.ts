/** What everything that can be linked to is called: found by name, offered while a link is typed. */
import type { LinkOffer, Linkable } from '#shared/contract/notes'
import type { Annotation, Article } from '#shared/contract/records'
import { foldKey } from '#shared/domain/fold'
import { linkKey, linkName, makeLink, parseTarget } from '#shared/domain/note-links'
import { clip } from '#shared/domain/phrases'
import { authorDate } from '#shared/domain/quote'
import { tagKey } from '#shared/domain/tag-path'
import type { Store } from '#core/ports'

interface Entry {
  offer: LinkOffer
  folded: string
  newest: string
}

export interface LinkNames {
  resolve(target: string): Linkable | null
  offers(query: string, limit: number): LinkOffer[]
  /** The name by which something can be linked to without doubt. */
  linkTo(of: Linkable, label?: string): string
}

/** Highlights are offered from three letters on: there are many, and their words are everywhere. */
const HIGHLIGHTS_FROM = 3

export function createNames(store: Store): LinkNames {
  let byKey: Map<string, Linkable> | undefined
  let entries: Entry[] | undefined
  let citekeys: Map<string, string> | undefined
  store.onCommit((changes) => {
    if (changes.some((c) => c.collection !== 'actions' && c.collection !== 'settings')) {
      byKey = undefined
      entries = undefined
      citekeys = undefined
    }
  })

  /** Notes before articles, the older before the younger: a name means the same thing for as long as it can. */
  const named = (): Map<string, Linkable> => {
    if (byKey) return byKey
    byKey = new Map()
    const add = (title: string, to: Linkable): void => {
      const key = linkKey(title)
      if (key !== '' && !byKey?.has(key)) byKey?.set(key, to)
    }
    for (const n of store.all('notes'))
      if (n.trashed === undefined && n.article === undefined) add(n.title, { kind: 'note', id: n.id })
    for (const a of store.all('articles'))
      if (a.trashed === undefined) add(a.title, { kind: 'article', id: a.id })
    return byKey
  }
  const keys = (): Map<string, string> =>
    (citekeys ??= new Map(
      [...store.all('articles')].filter((a) => a.trashed === undefined).map((a) => [a.citekey, a.id])
    ))
  const names: LinkNames = {
    resolve(target) {
      const parsed = parseTarget(target)
      if (parsed.kind === 'tag') return parsed.path === '' ? null : { kind: 'tag', path: parsed.path }
      if (parsed.kind === 'citekey') {
        const id = keys().get(parsed.key)
        return id === undefined ? null : { kind: 'article', id }
      }
      if (parsed.kind === 'highlight') {
        const a = store.get('annotations', parsed.id)
        return a && a.trashed === undefined ? { kind: 'highlight', id: a.id, article: a.article } : null
      }
      return named().get(linkKey(parsed.name)) ?? null
    },
    linkTo(of, label) {
      if (of.kind === 'tag') return makeLink(`#${of.path}`)
      if (of.kind === 'highlight') {
        const a = store.get('annotations', of.id)
        const article = store.get('articles', of.article)
        return makeLink(`${linkName(article?.title ?? '')}#^${of.id}`, label ?? words(a))
      }
      const title =
        of.kind === 'note' ? store.get('notes', of.id)?.title : store.get('articles', of.id)?.title
      const known = named().get(linkKey(title ?? ''))
      const article = of.kind === 'article' ? store.get('articles', of.id) : undefined
      // Two of the same title: the citation key tells them apart.
      if (article && (known?.kind !== 'article' || known.id !== article.id))
        return makeLink(`@${article.citekey}`, label ?? article.title)
      return makeLink(linkName(title ?? ''), label)
    },
    offers(query, limit) {
      entries ??= listEntries(store, names)
      return best(entries, query, limit)
    }
  }
  return names
}

function words(a: Readonly<Annotation> | undefined): string {
  return clip((a?.quote.exact ?? '').replace(/\s+/g, ' '), 60)
}

function listEntries(store: Store, names: LinkNames): Entry[] {
  const all: Entry[] = []
  const add = (to: Linkable, title: string, detail: string, search: string, newest: string): void => {
    all.push({ offer: { to, title, detail, insert: names.linkTo(to) }, folded: foldKey(search), newest })
  }
  for (const n of store.all('notes'))
    if (n.trashed === undefined && n.article === undefined && n.title !== '')
      add({ kind: 'note', id: n.id }, n.title, 'Note', n.title, n.updated)
  const articles = new Map<string, Readonly<Article>>()
  const tags = new Map<string, string>()
  for (const a of store.all('articles')) {
    if (a.trashed !== undefined) continue
    articles.set(a.id, a)
    for (const t of a.tags) if (!tags.has(tagKey(t))) tags.set(tagKey(t), t)
    const detail = a.authors.length > 0 ? authorDate(a) : 'Article'
    add(
      { kind: 'article', id: a.id },
      a.title,
      detail,
      `${a.title} ${detail} ${a.citekey}`,
      a.opened ?? a.created
    )
  }
  for (const a of store.all('annotations')) {
    const article = articles.get(a.article)
    if (a.trashed !== undefined || !article) continue
    const to = { kind: 'highlight', id: a.id, article: a.article } as const
    add(
      to,
      `“${words(a)}”`,
      `Highlight · ${clip(article.title, 40)}`,
      `${a.quote.exact} ${a.note}`,
      a.created
    )
  }
  for (const path of tags.values()) add({ kind: 'tag', path }, `#${path}`, 'Tag', path, '')
  return all
}

/** Titles that begin so, then with a word that begins so, then the rest; within that the newest. */
function best(entries: readonly Entry[], query: string, limit: number): LinkOffer[] {
  const onlyTags = query.startsWith('#')
  const wanted = foldKey(query)
  const asked = wanted === '' ? [] : wanted.split(' ')
  const scored: { entry: Entry; rank: number }[] = []
  for (const entry of entries) {
    const { kind } = entry.offer.to
    if (onlyTags && kind !== 'tag') continue
    if (kind === 'highlight' && wanted.length < HIGHLIGHTS_FROM) continue
    const { folded } = entry
    if (!asked.every((w) => folded.includes(w))) continue
    const rank =
      (folded.startsWith(wanted) ? 0 : ` ${folded}`.includes(` ${wanted}`) ? 1 : 2) +
      (kind === 'highlight' ? 1.5 : 0)
    scored.push({ entry, rank })
  }
  return scored
    .sort((a, b) => a.rank - b.rank || (a.entry.newest < b.entry.newest ? 1 : -1))
    .slice(0, limit)
    .map((s) => s.entry.offer)
}
