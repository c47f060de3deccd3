/** How far an export is, told on the way, and its end when it is cancelled. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { ExportProgress } from '#shared/contract/exchange'
import { ensureStyles } from '../../../scripts/lib/project.mjs'
import { anArticle, NO_ASSETS, recordsOf } from './library'

beforeAll(() => ensureStyles(), 120_000)
const workers = createWorkers(spawnInline(), 1)
afterAll(() => workers.close())

const articles = Array.from({ length: 450 }, (_, i) =>
  anArticle({ title: `Study ${i}`, authors: [{ family: `Roe${i}` }], citekey: `roe${i}` })
)
const { handlers } = createExchange({
  store: recordsOf({ articles }),
  workers,
  assets: NO_ASSETS,
  matches: async () => [],
  ownStyle: async () => undefined,
  print: () => Promise.reject(new Error('nothing is printed here'))
})
const run = (signal: AbortSignal, progress: (now: ExportProgress) => void): Promise<{ entries: number }> =>
  handlers['exchange.export']({ scope: { kind: 'all' }, format: 'text', style: 'apa' }, { signal, progress })

it('tells how much is read and formatted, and that the file is being written', async () => {
  const told: ExportProgress[] = []
  expect((await run(new AbortController().signal, (now) => told.push(now))).entries).toBe(450)
  const of = (step: ExportProgress['step']): number[] =>
    told.filter((t) => t.step === step).map((t) => t.done)
  expect(of('reading')).toEqual([200, 400])
  // Reading and writing an entry count one each.
  expect(of('references')).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900])
  expect(told.at(-1)).toEqual({ step: 'writing', done: 0, total: 1 })
  expect(told.filter((t) => t.step === 'references').every((t) => t.total === 900)).toBe(true)
})

it('is cancelled between entries', async () => {
  const stop = new AbortController()
  await expect(run(stop.signal, () => stop.abort())).rejects.toThrow('The export was cancelled.')
})
