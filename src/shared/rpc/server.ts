/** The answering side of the contract, for one connection. */
import type { ContractSpec, EventsSpec, Handlers } from '../contract/define'
import { CarrelError } from '../contract/errors'
import type { z } from 'zod'
import { frame, type Frame, type Transport } from './protocol'

/** More calls than this at once from one page is no person's doing; the rest are refused, not queued. */
const MOST_AT_ONCE = 1000

type AnyHandler = (
  input: unknown,
  running: { signal: AbortSignal; progress(value: unknown): void }
) => Promise<unknown>

export interface RpcConnection<E extends EventsSpec> {
  emit<N extends keyof E & string>(name: N, value: z.input<E[N]>): void
}

/** Told about failures that the other side only sees as INTERNAL. */
export type Log = (message: string, error: unknown) => void

/**
 * Answers calls that arrive on `transport`. Unknown methods, malformed frames and inputs outside their schema
 * never reach a handler. When the transport closes, running tasks are cancelled.
 */
export function serve<C extends ContractSpec, E extends EventsSpec>(
  contract: C,
  _events: E,
  handlers: Handlers<C>,
  transport: Transport,
  log: Log
): RpcConnection<E> {
  const running = new Map<number, AbortController>()
  let open = true
  const send = (f: Frame): void => {
    if (open) transport.send(f)
  }

  async function answer(id: number, method: string, raw: unknown): Promise<void> {
    if (running.has(id)) return
    if (running.size >= MOST_AT_ONCE)
      return send({ t: 'err', id, code: 'TOO_LARGE', message: 'Carrel was asked for too much at once.' })
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const spec = Object.hasOwn(contract, method) ? contract[method] : undefined
      if (!spec) throw new CarrelError('UNSUPPORTED', `There is no method ${method}.`)
      const input = spec.input.safeParse(raw)
      if (!input.success) throw badInput(method, input.error)
      const handler = handlers[method] as unknown as AnyHandler
      const output = await handler(input.data, {
        signal: controller.signal,
        progress: (value) => send({ t: 'progress', id, value })
      })
      send({ t: 'ok', id, output })
    } catch (error) {
      send(failure(id, method, error, controller.signal, log))
    } finally {
      running.delete(id)
    }
  }

  transport.onMessage((message) => {
    const parsed = frame.safeParse(message)
    if (!parsed.success) return
    if (parsed.data.t === 'call') void answer(parsed.data.id, parsed.data.method, parsed.data.input)
    else if (parsed.data.t === 'cancel') running.get(parsed.data.id)?.abort()
  })
  transport.onClose(() => {
    open = false
    for (const c of running.values()) c.abort()
  })
  return { emit: (name, value) => send({ t: 'event', name, value }) }
}

function badInput(method: string, error: z.ZodError): CarrelError {
  const issues = error.issues.slice(0, 5).map((i) => `${i.path.join('.') || 'input'}: ${i.message}`)
  return new CarrelError('BAD_INPUT', `${method} was given something it cannot use. ${issues.join('; ')}`, {
    issues
  })
}

function failure(id: number, method: string, error: unknown, signal: AbortSignal, log: Log): Frame {
  if (error instanceof CarrelError) {
    if (error.code === 'INTERNAL') log(`${method} failed`, error.cause ?? error)
    const frame = { t: 'err' as const, id, code: error.code, message: error.message }
    return error.data ? { ...frame, data: error.data } : frame
  }
  if (signal.aborted) return { t: 'err', id, code: 'CANCELLED', message: 'Cancelled.' }
  log(`${method} failed`, error)
  return {
    t: 'err',
    id,
    code: 'INTERNAL',
    message: 'Something went wrong inside Carrel. What was saved before is unharmed.'
  }
}
