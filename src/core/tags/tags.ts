/** The tags service: what tags there are, putting them on, and changing one everywhere at once. */
import { CarrelError } from '#shared/contract/errors'
import { TAG_OF_KEPT } from '#shared/contract/keep'
import type { CoreHandlers } from '#shared/contract/index'
import type { HighlightColor } from '#shared/contract/records'
import { plural, theArticles } from '#shared/domain/phrases'
import { renameTagInQuery } from '#shared/domain/query-tags'
import { renameTagLinks } from '#shared/domain/note-links'
import { changeTags, isUnder, parseTagPath, rebase, tagKey } from '#shared/domain/tag-path'
import { aboutTags } from './about'
import type { Actions, Change, Clock, NewId, Op, Store } from '#core/ports'

export interface TagsDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

type TagsHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `tags.${string}`>>

interface Counted {
  path: string
  color?: HighlightColor
  count: number
}

export function createTags({ store, actions, clock, newId }: TagsDeps): TagsHandlers {
  let counted: Counted[] | undefined
  store.onCommit((changes) => {
    if (
      changes.some(
        (c) => c.collection === 'articles' || c.collection === 'tags' || c.collection === 'annotations'
      )
    )
      counted = undefined
  })

  const parse = (input: string): string => {
    const path = parseTagPath(input)
    if (path === undefined)
      throw new CarrelError('BAD_INPUT', `“${input}” has nothing in it that could be a tag.`)
    return path
  }
  /** A tag already in the library keeps the spelling it has there. */
  const known = (path: string): string => {
    counted ??= count(store)
    return counted.find((t) => tagKey(t.path) === tagKey(path))?.path ?? path
  }
  /**
   * Ops that rewrite every list of tags in which something is under `path`, and every note that has such a tag in its
   * text: to `target`, or to a plain word.
   */
  const rewrite = (
    path: string,
    change: (tags: readonly string[]) => string[],
    target: string | undefined
  ): Op[] => {
    const now = clock.now()
    const ops: Op[] = []
    for (const a of store.all('articles'))
      if (a.tags.some((t) => isUnder(t, path)))
        ops.push({ op: 'put', collection: 'articles', record: { ...a, tags: change(a.tags), updated: now } })
    for (const a of store.all('annotations')) {
      const tagged = a.tags.some((t) => isUnder(t, path))
      const note = renameTagLinks(a.note, path, target)
      if (!tagged && note === a.note) continue
      const record = { ...a, note, tags: tagged ? change(a.tags) : a.tags, updated: now }
      ops.push({ op: 'put', collection: 'annotations', record })
    }
    for (const n of store.all('notes')) {
      const text = renameTagLinks(n.text, path, target)
      if (text !== n.text) ops.push({ op: 'put', collection: 'notes', record: { ...n, text, updated: now } })
    }
    return ops
  }
  /** Ops for what names the tag beside that: saved searches, and files that are kept up to date. */
  const follow = (source: string, target: string): Op[] => {
    const now = clock.now()
    const ops: Op[] = []
    for (const s of store.all('smart')) {
      const query = renameTagInQuery(s.query, source, target, now)
      if (query !== s.query)
        ops.push({ op: 'put', collection: 'smart', record: { ...s, query, updated: now } })
    }
    for (const s of store.all('settings'))
      if (s.id.startsWith(TAG_OF_KEPT) && typeof s.value === 'string' && isUnder(s.value, source)) {
        const record = { ...s, value: rebase(s.value, source, target), updated: now }
        ops.push({ op: 'put', collection: 'settings', record })
      }
    return ops
  }
  /** Ops for the records of the tags under `source`; onto one that is there already, they make way. */
  const moveRecords = (source: string, target: string): Op[] => {
    const now = clock.now()
    const all = [...store.all('tags')]
    const taken = new Set(all.filter((t) => !isUnder(t.path, source)).map((t) => tagKey(t.path)))
    return all
      .filter((t) => isUnder(t.path, source))
      .map((t): Op => {
        const path = rebase(t.path, source, target)
        return taken.has(tagKey(path))
          ? { op: 'del', collection: 'tags', id: t.id }
          : { op: 'put', collection: 'tags', record: { ...t, path, updated: now } }
      })
  }
  const changedArticles = (changes: readonly Change[]): number =>
    changes.filter((c) => c.collection === 'articles').length

  return {
    'tags.list': async () => (counted ??= count(store)),
    ...aboutTags(store),

    'tags.apply': async ({ articles, add, remove }) => {
      const now = clock.now()
      const adding = add.map((t) => known(parse(t)))
      const removing = remove.map(parse)
      const titles: string[] = []
      const ops = articles.flatMap((id): Op[] => {
        const a = store.get('articles', id)
        if (!a)
          throw new CarrelError('NOT_FOUND', 'One of these articles is not in the library any more.', { id })
        const tags = changeTags(a.tags, adding, removing)
        if (tags.join('\n') === a.tags.join('\n')) return []
        titles.push(a.title)
        return [{ op: 'put', collection: 'articles', record: { ...a, tags, updated: now } }]
      })
      const what = [
        adding.length > 0 ? `add ${named(adding)} to` : '',
        removing.length > 0 ? `${adding.length > 0 ? 'and ' : ''}remove ${named(removing)} from` : ''
      ]
      await actions.run(`${what.filter(Boolean).join(' ')} ${theArticles(titles)}`, ops)
      return { changed: ops.length }
    },

    'tags.rename': async ({ from, to }) => {
      const source = known(parse(from))
      const target = parse(to)
      if (isUnder(target, source) && tagKey(target) !== tagKey(source))
        throw new CarrelError('BAD_INPUT', `“${source}” cannot be moved into itself. Nothing was changed.`)
      const move = (tags: readonly string[]): string[] =>
        changeTags(
          [],
          tags.map((t) => (isUnder(t, source) ? rebase(t, source, target) : t)),
          []
        )
      const ops = (): Op[] => [
        ...rewrite(source, move, target),
        ...moveRecords(source, target),
        ...follow(source, target)
      ]
      const changes = await actions.run(`rename the tag ${source} to ${target}`, ops)
      return { changed: changedArticles(changes) }
    },

    'tags.color': async ({ path, color }) => {
      const clean = known(parse(path))
      const now = clock.now()
      const old = [...store.all('tags')].find((t) => tagKey(t.path) === tagKey(clean))
      if ((old?.color ?? null) === color) return {}
      if (color === null) {
        if (old)
          await actions.run(`take the colour off the tag ${clean}`, [
            { op: 'del', collection: 'tags', id: old.id }
          ])
        return {}
      }
      const record = old
        ? { ...old, color, updated: now }
        : { id: newId(), rev: 0, n: 0, created: now, updated: now, path: clean, color }
      await actions.run(`colour the tag ${clean}`, [{ op: 'put', collection: 'tags', record }])
      return {}
    },

    'tags.remove': async ({ path }) => {
      const clean = known(parse(path))
      const count = [...store.all('articles')].filter((a) => a.tags.some((t) => isUnder(t, clean))).length
      const changes = await actions.run(`remove the tag ${clean} from ${plural(count, 'article')}`, () => [
        ...rewrite(clean, (tags) => tags.filter((t) => !isUnder(t, clean)), undefined),
        ...[...store.all('tags')]
          .filter((t) => isUnder(t.path, clean))
          .map((t): Op => ({ op: 'del', collection: 'tags', id: t.id }))
      ])
      return { changed: changedArticles(changes) }
    }
  }
}

function named(tags: readonly string[]): string {
  return `${tags.length === 1 ? 'the tag' : 'the tags'} ${tags.join(', ')}`
}

/** Every tag in use or coloured, and every one that others are nested under; by path. */
function count(store: Store): Counted[] {
  const byKey = new Map<string, Counted>()
  const touch = (path: string): Counted => {
    const key = tagKey(path)
    const found = byKey.get(key) ?? { path, count: 0 }
    byKey.set(key, found)
    return found
  }
  for (const t of store.all('tags')) {
    const found = touch(t.path)
    if (t.color !== undefined) found.color = t.color
  }
  for (const a of store.all('articles')) {
    if (a.trashed !== undefined) continue
    const seen = new Set<Counted>()
    for (const t of a.tags)
      for (let at = t.length; at > 0; at = t.lastIndexOf('/', at - 1)) seen.add(touch(t.slice(0, at)))
    for (const c of seen) c.count++
  }
  for (const a of store.all('annotations')) if (a.trashed === undefined) a.tags.forEach(touch)
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  return [...byKey.values()].sort((a, b) => collator.compare(a.path, b.path))
}
