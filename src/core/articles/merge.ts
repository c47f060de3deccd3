/** Several articles → one, with everything a person put into any of them. One action; undo gives all back. */
import { CarrelError } from '#shared/contract/errors'
import { bibliographic, type Article, type ListEntry, type Note } from '#shared/contract/records'
import { clip, plural } from '#shared/domain/phrases'
import { changeTags } from '#shared/domain/tag-path'
import type { Clock, LinkedActions, Op, Store } from '#core/ports'

export interface MergeDeps {
  store: Store
  actions: LinkedActions
  clock: Clock
}

/** Answers with the first, as it is then. Throws NOT_FOUND, BAD_INPUT. */
export async function mergeArticles(
  { store, actions, clock }: MergeDeps,
  ids: readonly string[]
): Promise<Readonly<Article>> {
  const need = (id: string): Readonly<Article> => {
    const article = store.get('articles', id)
    if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
    return article
  }
  const distinct = [...new Set(ids)]
  const [first = '', ...rest] = distinct
  if (rest.length === 0)
    throw new CarrelError('BAD_INPUT', 'Merging needs two articles. Nothing was changed.')
  const label = `merge ${plural(distinct.length, 'article')} into “${clip(need(first).title, 60)}”`
  const merge = (): Op[] => {
    const now = clock.now()
    const others = rest.map(need)
    const gone = new Set(rest)
    const ops: Op[] = [{ op: 'put', collection: 'articles', record: joined(need(first), others, now) }]
    for (const other of others)
      ops.push({
        op: 'put',
        collection: 'articles',
        record: { ...other, trashed: other.trashed ?? now, updated: now }
      })
    for (const a of store.all('annotations'))
      if (gone.has(a.article))
        ops.push({ op: 'put', collection: 'annotations', record: { ...a, article: first, updated: now } })
    ops.push(...notes(store, first, gone, now))
    for (const list of store.all('lists')) {
      const entries = joinedEntries(list.entries, first, gone)
      if (entries) ops.push({ op: 'put', collection: 'lists', record: { ...list, entries, updated: now } })
    }
    return ops
  }
  await actions.run(label, merge, new Map(rest.map((id) => [id, first])))
  return need(first)
}

function joined(first: Readonly<Article>, others: readonly Readonly<Article>[], now: string): Article {
  const out: Article = { ...first, updated: now }
  for (const other of others) {
    out.tags = changeTags(out.tags, other.tags, [])
    out.starred ||= other.starred
    const known = new Set(out.snapshots.map((s) => s.html))
    // The last is the one that is read: of a bare reference, the other's; else the first's own.
    const own = out.snapshots.at(-1)
    const more = other.snapshots.filter((s) => !known.has(s.html))
    const older = [...out.snapshots.slice(0, -1), ...(own ? more : more.slice(0, -1))].sort((a, b) =>
      a.captured < b.captured ? -1 : a.captured > b.captured ? 1 : 0
    )
    const current = own ?? more.at(-1)
    out.snapshots = current ? [...older, current] : older
    fill(out, other)
  }
  out.words = out.snapshots.at(-1)?.words ?? 0
  out.created = [first, ...others].map((a) => a.created).sort()[0] ?? first.created
  return out
}

/** What the first does not say of itself. */
function fill(out: Article, other: Readonly<Article>): void {
  const lacking = [...Object.keys(bibliographic.shape), 'opened', 'read'].flatMap((key) => {
    const [own, theirs] = [out[key as keyof Article], other[key as keyof Article]]
    const empty = own === undefined || (Array.isArray(own) && own.length === 0)
    return empty && theirs !== undefined ? [[key, theirs] as const] : []
  })
  Object.assign(out, Object.fromEntries(lacking))
  if (other.snapshots.length > 0 && out.snapshots.at(-1)?.html === other.snapshots.at(-1)?.html)
    out.progress = Math.max(out.progress, other.progress)
}

/** One article has one note: the others' words come after its own. */
function notes(store: Store, first: string, gone: ReadonlySet<string>, now: string): Op[] {
  const all = [...store.all('notes')].filter((n) => n.trashed === undefined && n.article !== undefined)
  const theirs = all.filter((n) => gone.has(n.article ?? ''))
  if (theirs.length === 0) return []
  const [keeper, ...others] = [...all.filter((n) => n.article === first), ...theirs]
  if (!keeper) return []
  const text = [keeper, ...others]
    .map((n) => n.text.trim())
    .filter((part, i, parts) => part !== '' && parts.indexOf(part) === i)
    .join('\n\n')
  const put = (record: Note): Op => ({ op: 'put', collection: 'notes', record })
  return [
    put({ ...keeper, article: first, text, updated: now }),
    ...others.map((n) => put({ ...n, trashed: now, updated: now }))
  ]
}

/** undefined: none of them is on this list. */
function joinedEntries(
  entries: readonly ListEntry[],
  first: string,
  gone: ReadonlySet<string>
): ListEntry[] | undefined {
  if (!entries.some((e) => gone.has(e.article))) return undefined
  const mine = entries.filter((e) => e.article === first || gone.has(e.article))
  const place = mine.find((e) => e.article === first) ?? mine[0]
  const why = [...new Set(mine.map((e) => e.why.trim()).filter((w) => w !== ''))].join('\n\n')
  return entries.flatMap((e) => {
    if (e === place) return [{ ...e, article: first, why }]
    return gone.has(e.article) ? [] : [e]
  })
}
