/** The reading lists service. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { ListEntry, ReadingList } from '#shared/contract/records'
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
  const save = async (label: string, record: ReadingList): Promise<Readonly<ReadingList>> => {
    await actions.run(label, [
      { op: 'put', collection: 'lists', record: { ...record, updated: clock.now() } }
    ])
    return need(record.id)
  }
  const saveEntries = async (label: string, list: Readonly<ReadingList>, entries: ListEntry[]) =>
    JSON.stringify(entries) === JSON.stringify(list.entries) ? list : save(label, { ...list, entries })
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
      refuseTaken(name)
      const now = clock.now()
      return save(`make the reading list “${clip(name, 60)}”`, {
        id: newId(),
        rev: 0,
        n: 0,
        created: now,
        updated: now,
        name,
        entries: []
      })
    },
    'lists.rename': async ({ id, name }) => {
      const list = need(id)
      if (list.name === name) return list
      refuseTaken(name, id)
      return save(`rename the reading list ${shown(list)} to “${clip(name, 60)}”`, { ...list, name })
    },
    'lists.add': async ({ id, articles, why, section }) => {
      const list = need(id)
      const titles = articles.map(title)
      const entries = appendEntries(list.entries, articles, { why, section, added: clock.now() })
      return saveEntries(`add ${theArticles(titles)} to the list ${shown(list)}`, list, entries)
    },
    'lists.take': async ({ id, articles }) => {
      const list = need(id)
      const gone = new Set(articles)
      const entries = list.entries.filter((e) => !gone.has(e.article))
      const n = list.entries.length - entries.length
      return saveEntries(`take ${plural(n, 'article')} off the list ${shown(list)}`, list, entries)
    },
    'lists.move': async ({ id, articles, before }) => {
      const list = need(id)
      const titles = articles.map(title)
      const entries = moveEntries(list.entries, articles, before)
      return saveEntries(`move ${theArticles(titles)} on the list ${shown(list)}`, list, entries)
    },
    'lists.entry': async ({ id, article, why, section }) => {
      const list = need(id)
      if (!list.entries.some((e) => e.article === article))
        throw new CarrelError('NOT_FOUND', `“${clip(title(article), 60)}” is not on the list ${shown(list)}.`)
      const entries =
        section === undefined
          ? list.entries.map((e) => (e.article === article ? { ...e, why: why ?? e.why } : e))
          : appendEntries(list.entries, [article], { why, section, added: clock.now() })
      return saveEntries(
        `change why “${clip(title(article), 60)}” is on the list ${shown(list)}`,
        list,
        entries
      )
    },
    'lists.trash': async ({ id }) => {
      const list = need(id)
      await save(`move the list ${shown(list)} to the trash`, { ...list, trashed: clock.now() })
      return {}
    },
    'lists.restore': async ({ id }) => {
      const { trashed: _trashed, ...list } = need(id)
      refuseTaken(list.name, id)
      await save(`restore the list ${shown(list)}`, list)
      return {}
    }
  }
}
