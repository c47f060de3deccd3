/** The reading lists service. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { ReadingList } from '#shared/contract/records'
import { clip, plural, theArticles } from '#shared/domain/phrases'
import type { Actions, Clock, NewId, Store } from '#core/ports'
import { appendEntries, moveEntries } from './entries'

export interface ListsDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

type ListsHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `lists.${string}`>>

export function createLists({ store, actions, clock, newId }: ListsDeps): ListsHandlers {
  const live = (): Readonly<ReadingList>[] => [...store.all('lists')].filter((l) => l.trashed === undefined)
  const need = (id: string): Readonly<ReadingList> => {
    const list = store.get('lists', id)
    if (!list) throw new CarrelError('NOT_FOUND', 'That reading list is not in the library any more.', { id })
    return list
  }
  const title = (id: string): string => {
    const article = store.get('articles', id)
    if (!article)
      throw new CarrelError('NOT_FOUND', 'One of these articles is not in the library any more.', { id })
    return article.title
  }
  /** Edits a list as it is when its turn comes: its order depends on the edit before. */
  const edit = async (
    id: string,
    label: string,
    change: (list: Readonly<ReadingList>) => Partial<ReadingList>
  ): Promise<Readonly<ReadingList>> => {
    await actions.run(label, () => {
      const list = need(id)
      const record = { ...list, ...change(list) }
      if (JSON.stringify(record) === JSON.stringify(list)) return []
      return [{ op: 'put', collection: 'lists', record: { ...record, updated: clock.now() } }]
    })
    return need(id)
  }
  const shown = (list: Readonly<ReadingList>): string => `“${clip(list.name, 60)}”`
  const refuseTaken = (name: string, except?: string): void => {
    const same = live().find((l) => l.id !== except && l.name.toLowerCase() === name.toLowerCase())
    if (same)
      throw new CarrelError('CONFLICT', `There is a reading list named “${same.name}” already.`, {
        id: same.id
      })
  }

  return {
    'lists.list': async () =>
      live().map((l) => {
        const articles = l.entries.flatMap((e) => store.get('articles', e.article) ?? [])
        return {
          id: l.id,
          name: l.name,
          count: articles.filter((a) => a.trashed === undefined).length,
          sample: articles.length > 0 && articles.every((a) => a.sample === true)
        }
      }),
    'lists.get': async ({ id }) => need(id),
    'lists.create': async ({ name }) => {
      const id = newId()
      await actions.run(`make the reading list “${clip(name, 60)}”`, () => {
        refuseTaken(name)
        const now = clock.now()
        const record = { id, rev: 0, n: 0, created: now, updated: now, name, entries: [] }
        return [{ op: 'put', collection: 'lists', record }]
      })
      return need(id)
    },
    'lists.rename': async ({ id, name }) =>
      edit(id, `rename the reading list ${shown(need(id))} to “${clip(name, 60)}”`, () => {
        refuseTaken(name, id)
        return { name }
      }),
    'lists.add': async ({ id, articles, why, section }) => {
      const label = `add ${theArticles(articles.map(title))} to the list ${shown(need(id))}`
      const added = clock.now()
      return edit(id, label, (list) => ({
        entries: appendEntries(list.entries, articles, { why, section, added })
      }))
    },
    'lists.take': async ({ id, articles }) => {
      const gone = new Set(articles)
      const n = need(id).entries.filter((e) => gone.has(e.article)).length
      return edit(id, `take ${plural(n, 'article')} off the list ${shown(need(id))}`, (list) => ({
        entries: list.entries.filter((e) => !gone.has(e.article))
      }))
    },
    'lists.move': async ({ id, articles, before }) =>
      edit(id, `move ${theArticles(articles.map(title))} on the list ${shown(need(id))}`, (list) => ({
        entries: moveEntries(list.entries, articles, before)
      })),
    'lists.entry': async ({ id, article, why, section }) => {
      const what = `“${clip(title(article), 60)}”`
      return edit(id, `change why ${what} is on the list ${shown(need(id))}`, (list) => {
        const entry = list.entries.find((e) => e.article === article)
        if (!entry) throw new CarrelError('NOT_FOUND', `${what} is not on the list ${shown(list)}.`)
        return {
          entries:
            section === undefined
              ? list.entries.map((e) => (e === entry ? { ...e, why: why ?? e.why } : e))
              : appendEntries(list.entries, [article], { why, section, added: entry.added })
        }
      })
    },
    'lists.trash': async ({ id }) => {
      await edit(id, `move the list ${shown(need(id))} to the trash`, () => ({ trashed: clock.now() }))
      return {}
    },
    'lists.restore': async ({ id }) => {
      await actions.run(`restore the list ${shown(need(id))}`, () => {
        const { trashed, ...list } = need(id)
        if (trashed === undefined) return []
        refuseTaken(list.name, id)
        return [{ op: 'put', collection: 'lists', record: { ...list, updated: clock.now() } }]
      })
      return {}
    }
  }
}
