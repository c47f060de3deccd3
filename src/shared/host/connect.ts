/** One page's connection to a core, the same for every host: the contract answered, the core's events passed on. */
import { contract, type CoreHandlers, type HostHandlers } from '../contract/index'
import { events, type Events } from '../contract/events'
import type { Transport } from '../rpc/protocol'
import { serve, type Log, type RpcConnection } from '../rpc/server'

/** As much of the core as a connection needs. */
export interface Connectable {
  readonly handlers: CoreHandlers
  on<E extends keyof Events>(name: E, listener: (value: Events[E]) => void): () => void
}

/** What the core tells by itself; `command` comes from a host's own menu. */
const fromCore = ['changed', 'search.progress', 'arrived'] as const

export function connect(
  core: Connectable,
  host: HostHandlers,
  transport: Transport,
  log: Log
): RpcConnection<typeof events> {
  const connection = serve(contract, events, { ...core.handlers, ...host }, transport, log)
  const stops = fromCore.map((name) => core.on(name, (value) => connection.emit(name, value)))
  transport.onClose(() => {
    for (const stop of stops) stop()
  })
  return connection
}
