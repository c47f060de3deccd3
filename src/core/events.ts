/** Tells every connected window what changed. */
import type { Events } from '#shared/contract/events'
import type { Change } from '#core/ports'

export interface EventHub {
  on<E extends keyof Events>(name: E, listener: (value: Events[E]) => void): () => void
  emit<E extends keyof Events>(name: E, value: Events[E]): void
}

export function createEvents(): EventHub {
  const listeners = new Map<keyof Events, Set<(value: never) => void>>()
  return {
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    emit(name, value) {
      for (const listener of listeners.get(name) ?? []) (listener as (value: unknown) => void)(value)
    }
  }
}

/** Beyond this many ids of one kind, asking for everything again is cheaper than naming them. */
const MANY = 2000

export function announceChanges(events: EventHub, changes: readonly Change[]): void {
  const changed: Events['changed'] = {}
  for (const { collection, id } of changes) {
    const ids = changed[collection]
    if (ids === 'many') continue
    if (ids === undefined) changed[collection] = [id]
    else if (ids.length >= MANY) changed[collection] = 'many'
    else ids.push(id)
  }
  if (Object.keys(changed).length > 0) events.emit('changed', changed)
}
