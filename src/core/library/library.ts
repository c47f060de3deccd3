/** The library as a whole: what is in it and whether it is sound. */
import type { CoreHandlers } from '#shared/contract/index'
import type { Counts } from '#shared/contract/library'
import type { Store } from '#core/ports'

export interface LibraryDeps {
  store: Store
  folder: string
  compact(): Promise<Awaited<ReturnType<CoreHandlers['library.compact']>>>
  verify(): Promise<{ ok: boolean; assets: number; problems: { where: string; what: string }[] }>
}

type LibraryHandlers = Pick<CoreHandlers, 'library.info' | 'library.verify' | 'library.compact'>

export function createLibrary({ store, folder, verify, compact }: LibraryDeps): LibraryHandlers {
  let known: { counts: Counts; articles: number; sample: boolean } | undefined
  store.onCommit(() => (known = undefined))
  return {
    'library.info': async () => ({
      folder,
      ...(known ??= count(store)),
      ...(store.readOnly === undefined ? {} : { readOnly: store.readOnly }),
      notices: [...store.notices]
    }),
    'library.compact': () => compact(),
    'library.verify': async () => {
      const found = await verify()
      return {
        ...found,
        articles: store.count('articles'),
        annotations: store.count('annotations'),
        notes: store.count('notes'),
        lists: store.count('lists')
      }
    }
  }
}

function count(store: Store): { counts: Counts; articles: number; sample: boolean } {
  const counts = {
    inbox: 0,
    reading: 0,
    later: 0,
    archive: 0,
    highlights: 0,
    notes: 0,
    trash: 0,
    trashedItems: 0
  }
  let sample = false
  for (const a of store.all('articles')) {
    if (a.trashed !== undefined) counts.trash++
    else {
      counts[a.state]++
      if (a.sample === true) sample = true
    }
  }
  for (const a of store.all('annotations'))
    if (a.trashed === undefined && store.get('articles', a.article)?.trashed === undefined)
      counts.highlights++
  for (const n of store.all('notes')) if (n.trashed === undefined) counts.notes++
  for (const kind of ['annotations', 'notes', 'lists'] as const)
    for (const { trashed } of store.all(kind)) if (trashed !== undefined) counts.trashedItems++
  return { counts, sample, articles: counts.inbox + counts.reading + counts.later + counts.archive }
}
