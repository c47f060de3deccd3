/** The reading lists service. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { ReadingList } from '#shared/contract/records'
import { clip, plural, theArticles } from '#shared/domain/phrases'
import { sameJson } from '#shared/domain/same-json'
import type { Actions, Clock, NewId, Store } from '#core/ports'
import { appendEntries, mergeEntries, moveEntries, withDue } from './entries'

export interface ListsDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

/** As long as a description may be; see contract/records.ts. */
const MOST_DESCRIPTION = 100_000

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
    change: (list: Readonly<ReadingList>) => Readonly<ReadingList>
  ): Promise<Readonly<ReadingList>> => {
    await actions.run(label, () => {
      const list = need(id)
      const record = change(list)
      if (sameJson(record, list)) return []
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

  /** Those of the articles that are on the list; NOT_FOUND when none is. */
  const onList = (list: Readonly<ReadingList>, articles: readonly string[]): string[] => {
    const known = articles.filter((id) => list.entries.some((e) => e.article === id))
    if (known.length === 0)
      throw new CarrelError(
        'NOT_FOUND',
        `${theArticles(articles.map(title))} is not on the list ${shown(list)}.`
      )
    return known
  }
  /** `Ch. 2 (copy)`, `Ch. 2 (copy 2)`, … */
  const freeName = (name: string): string => {
    const taken = new Set(live().map((l) => l.name.toLowerCase()))
    for (let n = 1; ; n++) {
      const end = n === 1 ? ' (copy)' : ` (copy ${n})`
      const free = name.slice(0, 500 - end.length) + end
      if (!taken.has(free.toLowerCase())) return free
    }
  }

  return {
    'lists.list': async () =>
      live().map((l) => {
        const articles = l.entries.flatMap((e) => store.get('articles', e.article) ?? [])
        return {
          id: l.id,
          name: l.name,
          count: articles.filter((a) => a.trashed === undefined).length,
          sample: articles.length > 0 && articles.every((a) => a.sample === true),
          ...(l.archived === undefined ? {} : { archived: true })
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
      edit(id, `rename the reading list ${shown(need(id))} to “${clip(name, 60)}”`, (list) => {
        refuseTaken(name, id)
        return { ...list, name }
      }),
    'lists.add': async ({ id, articles, why, section }) => {
      const label = `add ${theArticles(articles.map(title))} to the list ${shown(need(id))}`
      const added = clock.now()
      return edit(id, label, (list) => ({
        ...list,
        entries: appendEntries(list.entries, articles, { why, section, added })
      }))
    },
    'lists.take': async ({ id, articles }) => {
      const gone = new Set(articles)
      const n = need(id).entries.filter((e) => gone.has(e.article)).length
      return edit(id, `take ${plural(n, 'article')} off the list ${shown(need(id))}`, (list) => ({
        ...list,
        entries: list.entries.filter((e) => !gone.has(e.article))
      }))
    },
    'lists.move': async ({ id, articles, before }) =>
      edit(id, `move ${theArticles(articles.map(title))} on the list ${shown(need(id))}`, (list) => ({
        ...list,
        entries: moveEntries(list.entries, articles, before)
      })),
    'lists.entry': async ({ id, article, why, section }) => {
      const what = `“${clip(title(article), 60)}”`
      return edit(id, `change why ${what} is on the list ${shown(need(id))}`, (list) => {
        const entry = list.entries.find((e) => e.article === article)
        if (!entry) throw new CarrelError('NOT_FOUND', `${what} is not on the list ${shown(list)}.`)
        return {
          ...list,
          entries:
            section === undefined
              ? list.entries.map((e) => (e === entry ? { ...e, why: why ?? e.why } : e))
              : appendEntries(list.entries, [article], { why, section, added: entry.added })
        }
      })
    },
    'lists.section': async ({ id, articles, section }) => {
      const what = theArticles(articles.map(title))
      const where = section === '' ? 'out of its section' : `into the section “${clip(section, 60)}”`
      return edit(id, `put ${what} ${where} on the list ${shown(need(id))}`, (list) => {
        const known = onList(list, articles)
        return { ...list, entries: appendEntries(list.entries, known, { section, added: clock.now() }) }
      })
    },
    'lists.due': async ({ id, articles, due }) => {
      const what = theArticles(articles.map(title))
      const label =
        due === null
          ? `take the due date of ${what} away on the list ${shown(need(id))}`
          : `make ${what} due on ${due} on the list ${shown(need(id))}`
      return edit(id, label, (list) => ({
        ...list,
        entries: withDue(list.entries, onList(list, articles), due)
      }))
    },
    'lists.about': async ({ id, description, due }) => {
      const label = `change what is said of the list ${shown(need(id))}`
      return edit(id, label, ({ description: text, due: day, ...list }) => {
        const newText = description ?? text ?? ''
        const newDay = due === undefined ? day : (due ?? undefined)
        return {
          ...list,
          ...(newText.trim() === '' ? {} : { description: newText }),
          ...(newDay === undefined ? {} : { due: newDay })
        }
      })
    },
    'lists.duplicate': async ({ id }) => {
      const copy = newId()
      await actions.run(`duplicate the reading list ${shown(need(id))}`, () => {
        const { archived: _put, trashed: _gone, ...list } = need(id)
        const now = clock.now()
        const record = {
          ...list,
          id: copy,
          rev: 0,
          n: 0,
          created: now,
          updated: now,
          name: freeName(list.name)
        }
        return [{ op: 'put', collection: 'lists', record }]
      })
      return need(copy)
    },
    'lists.merge': async ({ id, into }) => {
      if (id === into) throw new CarrelError('BAD_INPUT', 'A list cannot be merged into itself.', { id })
      await actions.run(`merge the list ${shown(need(id))} into ${shown(need(into))}`, () => {
        const [from, to] = [need(id), need(into)]
        for (const list of [from, to])
          if (list.trashed !== undefined)
            throw new CarrelError('CONFLICT', `The list ${shown(list)} is in the trash. Restore it first.`)
        const now = clock.now()
        const description = [to.description, from.description].filter(Boolean).join('\n\n')
        if (description.length > MOST_DESCRIPTION)
          throw new CarrelError('BAD_INPUT', 'What is said of these two lists is too long for one list.')
        const merged = {
          ...to,
          entries: mergeEntries(to.entries, from.entries),
          ...(description === '' ? {} : { description }),
          updated: now
        }
        return [
          { op: 'put', collection: 'lists', record: merged },
          { op: 'put', collection: 'lists', record: { ...from, trashed: now, updated: now } }
        ]
      })
      return need(into)
    },
    'lists.archive': async ({ id, archived }) => {
      const label = archived ? 'archive the list' : 'take out of the archive the list'
      return edit(id, `${label} ${shown(need(id))}`, ({ archived: since, ...list }) =>
        archived ? { ...list, archived: since ?? clock.now() } : list
      )
    },
    'lists.trash': async ({ id }) => {
      await edit(id, `move the list ${shown(need(id))} to the trash`, (list) => ({
        ...list,
        trashed: clock.now()
      }))
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
