import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import type { Workers } from '#core/ports'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { Job } from '#core/workers/registry'
import { spawnFromBuild } from '#core/workers/spawn'

/** A built entry in miniature: the same messages as jobs.ts, with jobs that misbehave. */
const ENTRY = `
const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', ({ id, name, input }) => {
  if (name === 'spin') for (;;) {}
  if (name === 'crash') setImmediate(() => { throw new Error('boom') })
  else if (name === 'hog') { const all = []; for (;;) all.push(new Array(1e6).fill({})) }
  else if (name === 'refuse') parentPort.postMessage({ id, ok: false, code: 'BAD_INPUT', message: 'No.' })
  else parentPort.postMessage({ id, ok: true, output: { threadId, input } })
})`
const dir = mkdtempSync(join(tmpdir(), 'carrel-pool-'))
writeFileSync(join(dir, 'jobs.js'), ENTRY)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const made: Workers[] = []
function pool(size: number, idleMs?: number): Workers {
  const workers = createWorkers(spawnFromBuild(dir), size, idleMs)
  made.push(workers)
  return workers
}
afterEach(() => Promise.all(made.splice(0).map((w) => w.close())))
interface Echo {
  threadId: number
  input: unknown
}

describe('workers', () => {
  it('run jobs in threads, one after the other in each', async () => {
    const workers = pool(2)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => workers.run<Echo>('echo', i)))
    expect(answers.map((a) => a.input)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(new Set(answers.map((a) => a.threadId)).size).toBeLessThanOrEqual(2)
  })
  it('end a job that overruns, and go on', async () => {
    const workers = pool(1)
    const spinning = workers.run('spin', null, { ms: 200 })
    const waiting = workers.run<Echo>('echo', 'next')
    await expect(spinning).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect((await waiting).input).toBe('next')
  })
  it('end a job that is aborted within a second, and drop one that waits', async () => {
    const workers = pool(1)
    const stop = new AbortController()
    const running = workers.run('spin', null, { signal: stop.signal })
    const waiting = workers.run('echo', 1, { signal: stop.signal })
    const other = workers.run<Echo>('echo', 2)
    setTimeout(() => stop.abort(), 100)
    const from = Date.now()
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(Date.now() - from).toBeLessThan(1000)
    expect((await other).input).toBe(2)
    await expect(workers.run('echo', 3, { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
  it('lose only the job that crashes its thread', async () => {
    const workers = pool(1)
    const results = await Promise.allSettled([
      workers.run('crash', null),
      workers.run<Echo>('echo', 'a'),
      workers.run('refuse', null)
    ])
    expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'INTERNAL' } })
    expect(results[1]).toMatchObject({ status: 'fulfilled', value: { input: 'a' } })
    expect(results[2]).toMatchObject({ status: 'rejected', reason: { code: 'BAD_INPUT', message: 'No.' } })
  })
  it('survive a job that takes all memory', async () => {
    const workers = pool(1)
    await expect(workers.run('hog', null)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect((await workers.run<Echo>('echo', 1)).input).toBe(1)
  }, 60_000)
  it('let idle threads go, and start others when needed', async () => {
    const workers = pool(1, 50)
    const first = await workers.run<Echo>('echo', 1)
    await new Promise((done) => setTimeout(done, 300))
    const second = await workers.run<Echo>('echo', 2)
    expect(second.threadId).not.toBe(first.threadId)
  })
  it('refuse everything once closed', async () => {
    const workers = pool(1)
    const running = workers.run('spin', null)
    const waiting = workers.run('echo', 1)
    const both = Promise.allSettled([running, waiting])
    await workers.close()
    expect((await both).map((r) => r.status)).toEqual(['rejected', 'rejected'])
    await expect(workers.run('echo', 1)).rejects.toMatchObject({ code: 'CANCELLED' })
  })
  it('refuse what cannot be sent to a thread', async () => {
    await expect(pool(1).run('echo', () => undefined)).rejects.toMatchObject({ code: 'INTERNAL' })
  })
})

describe('inline workers', () => {
  const jobs = new Map<string, Job>([
    ['double', (n: number) => n * 2],
    [
      'fail',
      () => {
        throw new CarrelError('BAD_INPUT', 'No.', { line: 3 })
      }
    ],
    [
      'break',
      () => {
        throw new TypeError('internal detail')
      }
    ]
  ])
  it('answer as threads do', async () => {
    const workers = createWorkers(spawnInline(jobs), 1)
    expect(await workers.run('double', 21)).toBe(42)
    await expect(workers.run('fail', null)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'No.',
      data: { line: 3 }
    })
    await expect(workers.run('break', null)).rejects.toMatchObject({ code: 'INTERNAL' })
    await expect(workers.run('unknown', null)).rejects.toMatchObject({ code: 'INTERNAL' })
    await workers.close()
  })
})
