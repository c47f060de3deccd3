/** The calling side of the contract: typed methods and events over any transport. */
import type { CallOptions, Client, ContractSpec, EventsSpec } from '../contract/define'
import { CarrelError } from '../contract/errors'
import type { z } from 'zod'
import { frame, type Transport } from './protocol'

interface Pending {
  method: string
  resolve(value: unknown): void
  reject(error: Error): void
  onProgress: ((value: never) => void) | undefined
}

export interface RpcClient<C extends ContractSpec, E extends EventsSpec> {
  readonly call: Client<C>
  /** Hears an event; returns the way to stop. Events that do not fit their schema are dropped. */
  on<N extends keyof E & string>(name: N, listener: (value: z.output<E[N]>) => void): () => void
  /** Called once when the other side is gone; every open call has then been refused. */
  onClose(listener: () => void): void
}

/** Builds a client for `contract`. Inputs and outputs are validated here too: neither side trusts the other. */
export function createClient<C extends ContractSpec, E extends EventsSpec>(
  contract: C,
  events: E,
  transport: Transport
): RpcClient<C, E> {
  const open = new Map<number, Pending>()
  const listeners = new Map<string, Set<(value: never) => void>>()
  const closers = new Set<() => void>()
  let closed = false
  let lastId = 0

  transport.onMessage((message) => {
    const parsed = frame.safeParse(message)
    if (!parsed.success) return
    const f = parsed.data
    if (f.t === 'event') {
      const schema = events[f.name]
      const value = schema?.safeParse(f.value)
      if (value?.success) for (const l of listeners.get(f.name) ?? []) l(value.data as never)
      return
    }
    if (f.t === 'call' || f.t === 'cancel') return
    const pending = open.get(f.id)
    if (!pending) return
    const spec = contract[pending.method]
    if (f.t === 'progress') {
      const value = spec?.kind === 'task' ? spec.progress.safeParse(f.value) : undefined
      if (value?.success) pending.onProgress?.(value.data as never)
      return
    }
    open.delete(f.id)
    if (f.t === 'err') {
      pending.reject(new CarrelError(f.code, f.message, f.data))
      return
    }
    const output = spec?.output.safeParse(f.output)
    if (output?.success) pending.resolve(output.data)
    else
      pending.reject(
        new CarrelError(
          'INTERNAL',
          `The answer to ${pending.method} has an unexpected form.`,
          undefined,
          output?.error
        )
      )
  })

  transport.onClose(() => {
    closed = true
    for (const p of open.values()) p.reject(new CarrelError('OFFLINE', 'Carrel is not running any more.'))
    open.clear()
    for (const l of closers) l()
  })

  const invoke = (method: string, input: unknown, options: CallOptions<never> = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new CarrelError('OFFLINE', 'Carrel is not running any more.'))
      if (options.signal?.aborted) return reject(new CarrelError('CANCELLED', 'Cancelled.'))
      const id = ++lastId
      open.set(id, { method, resolve, reject, onProgress: options.onProgress })
      options.signal?.addEventListener('abort', () => {
        if (open.has(id)) transport.send({ t: 'cancel', id })
      })
      transport.send({ t: 'call', id, method, input })
    })

  const call = Object.fromEntries(
    Object.keys(contract).map((method) => [
      method,
      (input: unknown, options?: CallOptions<never>) => invoke(method, input, options)
    ])
  ) as Client<C>

  return {
    call,
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    onClose(listener) {
      closers.add(listener)
    }
  }
}
