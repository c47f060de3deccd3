/** What lies in the trash by itself, besides articles: highlights, notes and lists, and the way back for each. */
import type { Actions, Op, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { TrashedItem } from '#shared/contract/library'
import { clip } from '#shared/domain/phrases'

const LONGEST = 200

export interface TrashedDeps {
  store: Store
  actions: Actions
  clock: { now(): string }
}

export function createTrashed({
  store,
  actions,
  clock
}: TrashedDeps): Pick<CoreHandlers, 'library.trashed' | 'library.untrash'> {
  const titleOf = (article: string | undefined): string | undefined =>
    article === undefined ? undefined : store.get('articles', article)?.title

  return {
    'library.trashed': async () => {
      const items: TrashedItem[] = []
      const add = (
        kind: TrashedItem['kind'],
        id: string,
        title: string,
        at: string,
        article?: string
      ): void => {
        const of = titleOf(article)
        items.push({
          kind,
          id,
          title: clip(title, LONGEST),
          trashed: at,
          ...(of === undefined ? {} : { article: of })
        })
      }
      for (const a of store.all('annotations'))
        if (a.trashed !== undefined) add('annotations', a.id, a.quote.exact, a.trashed, a.article)
      for (const n of store.all('notes'))
        if (n.trashed !== undefined) add('notes', n.id, n.title || n.text, n.trashed, n.article)
      for (const l of store.all('lists')) if (l.trashed !== undefined) add('lists', l.id, l.name, l.trashed)
      return items.sort((a, b) => (a.trashed < b.trashed ? 1 : -1))
    },
    'library.untrash': async ({ kind, id }) => {
      await actions.run(`restore ${words(kind, store, id)}`, () => {
        const record = store.get(kind, id)
        if (!record) throw new CarrelError('NOT_FOUND', 'This is no longer in the trash.')
        if (record.trashed === undefined) return []
        refuseTaken(store, kind, id)
        const { trashed: _trashed, ...live } = record
        return [{ op: 'put', collection: kind, record: { ...live, updated: clock.now() } } as Op]
      })
      return {}
    }
  }
}

function words(kind: TrashedItem['kind'], store: Store, id: string): string {
  if (kind === 'annotations') return `the highlight “${clip(store.get(kind, id)?.quote.exact ?? '', 40)}”`
  if (kind === 'lists') return `the list “${clip(store.get(kind, id)?.name ?? '', 40)}”`
  const note = store.get(kind, id)
  return `the note “${clip(note?.title || (note?.text ?? ''), 40)}”`
}

/** An article has one note, and no two lists have one name. */
function refuseTaken(store: Store, kind: TrashedItem['kind'], id: string): void {
  if (kind === 'lists') {
    const name = store.get('lists', id)?.name.toLowerCase()
    for (const l of store.all('lists'))
      if (l.trashed === undefined && l.id !== id && l.name.toLowerCase() === name)
        throw new CarrelError('CONFLICT', `There is a list “${l.name}” by now. Rename it first.`)
  }
  if (kind === 'notes') {
    const article = store.get('notes', id)?.article
    for (const n of store.all('notes'))
      if (article !== undefined && n.trashed === undefined && n.id !== id && n.article === article)
        throw new CarrelError('CONFLICT', 'The article has another note by now. Nothing was changed.')
  }
}
