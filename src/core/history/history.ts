/** Undo and redo: one stack per library, kept in it, so that it outlives a restart. */
import type { Actions, Change, Clock, NewId, Op, Store } from '#core/ports'
import type { CoreHandlers } from '#shared/contract/index'
import { CarrelError } from '#shared/contract/errors'
import type { Action } from '#shared/contract/records'
import { filled, patchesOf, reversal } from './patches'
import { typedOn } from './typing'

/** How many actions can be undone; older ones are forgotten. */
const KEPT = 200

export interface HistoryOptions {
  store: Store
  clock: Clock
  newId: NewId
}
export interface History {
  actions: Actions
  handlers: Pick<CoreHandlers, 'history.state' | 'history.undo' | 'history.redo'>
}

export function createHistory({ store, clock, newId }: HistoryOptions): History {
  /** The actions in order, and how many of them (from the first) are done; the rest is undone. */
  const stack = (): { all: Action[]; done: number } => {
    const all = [...store.all('actions')]
    return { all, done: all.filter((action) => !action.undone).length }
  }

  /** The action's own record, and what it pushes off the stack. */
  const entry = (label: string, changes: readonly Change[]): Op[] => {
    const patches = patchesOf(changes)
    if (patches.length === 0) return []
    const now = clock.now()
    const { all, done } = stack()
    const last = all[done - 1]
    const joined = last && done === all.length ? typedOn(last, patches, now) : undefined
    if (last && joined) {
      if (joined.length === 0) return [{ op: 'del', collection: 'actions', id: last.id }]
      return [{ op: 'put', collection: 'actions', record: { ...last, changes: joined, updated: now } }]
    }
    const record = {
      id: newId(),
      rev: 0,
      n: 0,
      created: now,
      updated: now,
      label,
      changes: patches,
      undone: false
    }
    const forgotten = [...all.slice(0, Math.max(0, done + 1 - KEPT)), ...all.slice(done)]
    return [
      { op: 'put', collection: 'actions', record },
      ...forgotten.map((action): Op => ({ op: 'del', collection: 'actions', id: action.id }))
    ]
  }

  /** Undoes the last action or redoes the first undone one; answers with its label. */
  const step = async (direction: 'undo' | 'redo'): Promise<{ label: string }> => {
    let label = ''
    await store.commit(() => {
      const { all, done } = stack()
      const action = all[direction === 'undo' ? done - 1 : done]
      if (!action) throw new CarrelError('NOT_FOUND', `There is nothing to ${direction}.`)
      label = action.label
      return stepOps(action, direction)
    })
    return { label }
  }

  const stepOps = (action: Action, direction: 'undo' | 'redo'): Op[] => {
    const now = clock.now()
    const record = { ...filled(action, direction, store), undone: direction === 'undo', updated: now }
    return [...reversal(action, direction, store, now), { op: 'put', collection: 'actions', record }]
  }

  return {
    actions: {
      async run(label, ops) {
        if (typeof ops !== 'function' && ops.length === 0) return []
        const changes = await store.commit(ops, (made) => entry(label, made))
        return changes.filter(({ collection }) => collection !== 'actions')
      }
    },
    handlers: {
      'history.state': () => {
        const { all, done } = stack()
        const [undo, redo] = [all[done - 1]?.label, all[done]?.label]
        return Promise.resolve({
          ...(undo === undefined ? {} : { undo }),
          ...(redo === undefined ? {} : { redo })
        })
      },
      'history.undo': () => step('undo'),
      'history.redo': () => step('redo')
    }
  }
}
