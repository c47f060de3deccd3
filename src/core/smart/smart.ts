/** The smart lists service: searches saved by name, every change undoable. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { SmartList } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import type { Actions, Clock, NewId, Store } from '#core/ports'

export interface SmartDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

type SmartHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `smart.${string}`>>

export function createSmart({ store, actions, clock, newId }: SmartDeps): SmartHandlers {
  const need = (id: string): Readonly<SmartList> => {
    const found = store.get('smart', id)
    if (!found) throw new CarrelError('NOT_FOUND', 'That filter is not in the library any more.', { id })
    return found
  }
  const refuseTaken = (name: string, except?: string): void => {
    const same = [...store.all('smart')].find(
      (s) => s.id !== except && s.name.toLowerCase() === name.toLowerCase()
    )
    if (same)
      throw new CarrelError('CONFLICT', `There is a filter named “${same.name}” already.`, { id: same.id })
  }
  const shown = (name: string): string => `“${clip(name, 60)}”`

  return {
    'smart.list': () =>
      Promise.resolve([...store.all('smart')].sort((a, b) => a.name.localeCompare(b.name, 'en'))),
    'smart.create': async ({ name, query }) => {
      const id = newId()
      await actions.run(`save the filter ${shown(name)}`, () => {
        refuseTaken(name)
        const now = clock.now()
        const record = { id, rev: 0, n: 0, created: now, updated: now, name, query }
        return [{ op: 'put', collection: 'smart', record }]
      })
      return need(id)
    },
    'smart.change': async ({ id, name, query }) => {
      const before = need(id)
      await actions.run(`change the filter ${shown(before.name)}`, () => {
        const old = need(id)
        if (name !== undefined) refuseTaken(name, id)
        const record = { ...old, name: name ?? old.name, query: query ?? old.query }
        if (record.name === old.name && record.query === old.query) return []
        return [{ op: 'put', collection: 'smart', record: { ...record, updated: clock.now() } }]
      })
      return need(id)
    },
    'smart.remove': async ({ id }) => {
      await actions.run(`delete the filter ${shown(need(id).name)}`, [{ op: 'del', collection: 'smart', id }])
      return {}
    }
  }
}
