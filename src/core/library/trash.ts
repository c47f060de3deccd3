/** Emptying the trash: the one thing in Carrel that undo cannot take back. A backup made just before has it all. */
import type { Backups, Op, Store } from '#core/ports'
import type { CoreHandlers } from '#shared/contract/index'
import type { TrashCounts } from '#shared/contract/library'
import type { Action } from '#shared/contract/records'

export interface TrashDeps {
  store: Store
  backups: Pick<Backups, 'make'>
}

export function createTrash({
  store,
  backups
}: TrashDeps): Pick<CoreHandlers, 'library.trash' | 'library.emptyTrash'> {
  return {
    'library.trash': () => Promise.resolve(find(store).counts),
    'library.emptyTrash': async () => {
      let { counts } = find(store)
      if (find(store).ids.size === 0) return counts
      await backups.make('before-delete')
      await store.commit(() => {
        const found = find(store)
        counts = found.counts
        return [...found.ops, ...withoutThem(store, found.ids)]
      })
      return counts
    }
  }
}

/** The trashed records, and with an article its highlights and its note. */
function find(store: Store): { ids: Set<string>; ops: Op[]; counts: TrashCounts } {
  const ids = new Set<string>()
  const ops: Op[] = []
  const counts: TrashCounts = { articles: 0, annotations: 0, notes: 0, lists: 0 }
  const take = (collection: keyof TrashCounts, id: string): void => {
    ids.add(id)
    counts[collection]++
    ops.push({ op: 'del', collection, id })
  }
  for (const { id, trashed } of store.all('articles')) if (trashed !== undefined) take('articles', id)
  for (const { id, trashed, article } of store.all('annotations'))
    if (trashed !== undefined || ids.has(article)) take('annotations', id)
  for (const { id, trashed, article } of store.all('notes'))
    if (trashed !== undefined || (article !== undefined && ids.has(article))) take('notes', id)
  for (const { id, trashed } of store.all('lists')) if (trashed !== undefined) take('lists', id)
  return { ids, ops, counts }
}

/** Lists forget articles that are gone; undo forgets actions on nothing but what is gone. */
function withoutThem(store: Store, ids: ReadonlySet<string>): Op[] {
  const ops: Op[] = []
  for (const list of store.all('lists')) {
    if (ids.has(list.id) || !list.entries.some(({ article }) => ids.has(article))) continue
    const entries = list.entries.filter(({ article }) => !ids.has(article))
    ops.push({ op: 'put', collection: 'lists', record: { ...list, entries } })
  }
  for (const action of store.all('actions'))
    if (action.changes.every((change) => isAbout(change, ids)))
      ops.push({ op: 'del', collection: 'actions', id: action.id })
  return ops
}

/** Of the record itself, or of a highlight or note of an article that is gone. */
function isAbout(change: Action['changes'][number], ids: ReadonlySet<string>): boolean {
  const article = change.before?.['article'] ?? change.after?.['article']
  return ids.has(change.id) || (typeof article === 'string' && ids.has(article))
}
