/**
 * What every transport must do, as a list of cases: run over memory and WebSocket by vitest and over Electron's
 * IPC by Playwright. They use a contract of their own, because the product's cannot be made to fail in every way.
 */
import assert from 'node:assert/strict'
import { z } from 'zod'
import { call, task, type Handlers } from '#shared/contract/define'
import { CarrelError, errorCode } from '#shared/contract/errors'
import { createClient, type RpcClient } from '#shared/rpc/client'
import type { Frame, Transport } from '#shared/rpc/protocol'
import { serve } from '#shared/rpc/server'

const nothing = z.object({})
export const testContract = {
  echo: call(z.object({ text: z.string().max(1_000_000) }), z.object({ text: z.string() })),
  fail: call(z.object({ code: errorCode }), nothing),
  crash: call(nothing, nothing),
  lie: call(nothing, z.object({ n: z.int() })),
  count: task(z.object({ to: z.int() }), z.object({ n: z.int() }), z.object({ total: z.int() })),
  wait: task(nothing, z.object({ waiting: z.boolean() }), nothing),
  waiters: call(nothing, z.object({ ended: z.int() })),
  announce: call(z.object({ text: z.string() }), nothing)
}
export const testEvents = { said: z.object({ text: z.string() }) }
type TestClient = RpcClient<typeof testContract, typeof testEvents>

/** How many `wait` tasks were ended by their signal, over all connections of this process. */
let ended = 0

/** The answering side, for the transport under test. */
export function serveTest(transport: Transport): void {
  const handlers: Handlers<typeof testContract> = {
    echo: async ({ text }) => ({ text }),
    fail: async ({ code }) => {
      throw new CarrelError(code, `It is ${code}.`, { code })
    },
    crash: async () => {
      throw new Error('a secret of the inside')
    },
    lie: async () => ({ n: 'not a number' }) as unknown as { n: number },
    count: async ({ to }, { progress }) => {
      for (let n = 1; n <= to; n++) progress({ n })
      return { total: to }
    },
    wait: (_input, { signal, progress }) =>
      new Promise((_resolve, reject) => {
        progress({ waiting: true })
        signal.addEventListener('abort', () => {
          ended++
          reject(new CarrelError('CANCELLED', 'Cancelled.'))
        })
      }),
    waiters: async () => ({ ended }),
    announce: async ({ text }) => {
      connection.emit('said', { text })
      return {}
    }
  }
  const connection = serve(testContract, testEvents, handlers, transport, () => undefined)
}

export interface Connected {
  transport: Transport
  /** Cuts the connection, as the end of the other side would. Absent where the two ends cannot outlive each other. */
  cut?: () => void | Promise<void>
}

export interface ContractCase {
  name: string
  /** Not where the connection cannot be cut. */
  needsCut?: boolean
  run(connect: () => Promise<Connected>): Promise<void>
}

const client = (transport: Transport): TestClient => createClient(testContract, testEvents, transport)

async function refusal(work: Promise<unknown>): Promise<CarrelError> {
  try {
    await work
  } catch (error) {
    assert.ok(error instanceof CarrelError, `not a CarrelError: ${String(error)}`)
    return error
  }
  assert.fail('it was answered, not refused')
}

/** Polls `check` for up to five seconds. */
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('it did not come true within five seconds')
}

export const cases: ContractCase[] = [
  {
    name: 'answers a call, with every kind of character and a large text',
    async run(connect) {
      const { call } = client((await connect()).transport)
      for (const text of ['', 'ä ☃ 🙂 \u0000 \u2028 "</script>', 'x'.repeat(500_000)])
        assert.equal((await call.echo({ text })).text, text)
    }
  },
  {
    name: 'answers many calls at once, each its own',
    async run(connect) {
      const { call } = client((await connect()).transport)
      const texts = Array.from({ length: 200 }, (_, i) => `number ${i}`)
      const answers = await Promise.all(texts.map((text) => call.echo({ text })))
      assert.deepEqual(
        answers.map((a) => a.text),
        texts
      )
    }
  },
  {
    name: 'reports progress in order, before the answer',
    async run(connect) {
      const { call } = client((await connect()).transport)
      const seen: number[] = []
      const answer = await call.count({ to: 5 }, { onProgress: ({ n }) => seen.push(n) })
      assert.deepEqual(answer, { total: 5 })
      assert.deepEqual(seen, [1, 2, 3, 4, 5])
    }
  },
  {
    name: 'cancels a running task',
    async run(connect) {
      const { call } = client((await connect()).transport)
      const before = (await call.waiters({})).ended
      const controller = new AbortController()
      const waiting = call.wait({}, { signal: controller.signal, onProgress: () => controller.abort() })
      assert.equal((await refusal(waiting)).code, 'CANCELLED')
      assert.equal((await call.waiters({})).ended, before + 1)
    }
  },
  {
    name: 'carries every error code with its sentence and data',
    async run(connect) {
      const { call } = client((await connect()).transport)
      for (const code of errorCode.options) {
        const error = await refusal(call.fail({ code }))
        assert.equal(error.code, code)
        assert.equal(error.message, `It is ${code}.`)
        assert.deepEqual(error.data, { code })
      }
    }
  },
  {
    name: 'tells nothing of an inner failure',
    async run(connect) {
      const { call } = client((await connect()).transport)
      const error = await refusal(call.crash({}))
      assert.equal(error.code, 'INTERNAL')
      assert.doesNotMatch(error.message, /secret/)
    }
  },
  {
    name: 'refuses input outside the schema, and an answer outside it',
    async run(connect) {
      const { call } = client((await connect()).transport)
      const wrong = { text: 7 } as unknown as { text: string }
      assert.equal((await refusal(call.echo(wrong))).code, 'BAD_INPUT')
      assert.equal((await refusal(call.lie({}))).code, 'INTERNAL')
    }
  },
  {
    name: 'refuses methods that do not exist or are inherited',
    async run(connect) {
      const { transport } = await connect()
      const answers = new Map<unknown, unknown>()
      transport.onMessage((message) => {
        const { id, code } = message as { id?: unknown; code?: unknown }
        answers.set(id, code)
      })
      const methods = ['no.such', 'constructor', 'toString', '__proto__', 'echo.hasOwnProperty']
      for (const [i, method] of methods.entries())
        transport.send({ t: 'call', id: 900 + i, method, input: {} })
      await until(async () => answers.size >= methods.length)
      assert.deepEqual(
        [...answers.values()],
        methods.map(() => 'UNSUPPORTED')
      )
    }
  },
  {
    name: 'ignores frames that are none, and goes on',
    async run(connect) {
      const { transport } = await connect()
      const bad: unknown[] = [
        null,
        [],
        'x',
        7,
        { t: 'nonsense' },
        { t: 'call', method: 'echo' },
        { t: 'call', id: -1, method: 'echo', input: {} },
        { t: 'cancel', id: 999 },
        { t: 'ok', id: 1, output: {} },
        { t: 'call', id: 1.5, method: 'echo', input: { __proto__: { polluted: 1 } } }
      ]
      for (const frame of bad) transport.send(frame as Frame)
      const { call } = client(transport)
      assert.equal((await call.echo({ text: 'still here' })).text, 'still here')
      assert.equal(({} as { polluted?: unknown }).polluted, undefined)
    }
  },
  {
    name: 'passes events on, until one stops listening',
    async run(connect) {
      const { call, on } = client((await connect()).transport)
      const heard: string[] = []
      const stop = on('said', ({ text }) => heard.push(text))
      await call.announce({ text: 'one' })
      await until(async () => heard.length === 1)
      stop()
      await call.announce({ text: 'two' })
      await call.echo({ text: '' })
      assert.deepEqual(heard, ['one'])
    }
  },
  {
    name: 'when cut: open calls are refused, later ones too, and the task behind them ends',
    needsCut: true,
    async run(connect) {
      const first = await connect()
      const one = client(first.transport)
      const before = (await one.call.waiters({})).ended
      let closed = 0
      one.onClose(() => closed++)
      const waiting = refusal(one.call.wait({}, { onProgress: () => void first.cut?.() }))
      assert.equal((await waiting).code, 'OFFLINE')
      assert.equal(closed, 1)
      assert.equal((await refusal(one.call.echo({ text: '' }))).code, 'OFFLINE')
      const two = client((await connect()).transport)
      await until(async () => (await two.call.waiters({})).ended === before + 1)
    }
  }
]
