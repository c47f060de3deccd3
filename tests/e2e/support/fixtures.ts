/** Playwright's test with Carrel in it: a fresh library per test, the host named by the project. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { Shell } from '../pages/shell'
import { mustRun, programFor, type Host } from './found'
import { start, type Started } from './hosts'

export { expect } from '@playwright/test'
export type { Host, Started }

export interface HostOptions {
  host: Host
  /** false where a trace would measure itself: it takes pictures of the page at every key. */
  evidence: boolean
}
interface Fixtures {
  /** A fresh folder: its `library` is the library. */
  dir: string
  /** Starts Carrel on `dir`; after `stop()` or `kill()` it may be called again. Ended by itself after the test. */
  open: (env?: Record<string, string>) => Promise<Started>
  /** Carrel, started once and ready for keys. `page` is its page. */
  carrel: Started
}

export const test = base.extend<Fixtures, HostOptions>({
  host: ['electron', { option: true, scope: 'worker' }],
  evidence: [true, { option: true, scope: 'worker' }],
  // The pattern must stand there, empty or not: Playwright reads the names of the fixtures out of it.
  dir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'carrel-e2e-'))
    await use(dir)
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  },
  open: async ({ host, dir, evidence }, use, info) => {
    const { path, reason } = programFor(host)
    if (!path && mustRun) throw new Error(`No ${host} here: ${reason}`)
    base.skip(!path, `no ${host} here: ${reason}`)
    // A trace costs time in every test: where a failed test is tried again, the second try has it.
    const traced = evidence && info.retry === info.project.retries
    const all: Started[] = []
    await use(async (env) => {
      const started = await start(host, dir, env)
      all.push(started)
      if (traced) await started.page.context().tracing.start({ screenshots: true, snapshots: true })
      return started
    })
    const failed = info.status !== info.expectedStatus
    for (const [i, started] of all.entries()) {
      if (failed) await keepEvidence(started, i)
      await started.stop()
    }

    async function keepEvidence(started: Started, i: number): Promise<void> {
      await info.attach(`said-${i}`, { body: started.said(), contentType: 'text/plain' })
      if (!traced) return
      try {
        await started.page.context().tracing.stop({ path: info.outputPath(`trace-${i}.zip`) })
      } catch (error) {
        // Its page was closed or killed by the test: there is no trace to keep, and the test has failed already.
        await info.attach(`no-trace-${i}`, { body: String(error), contentType: 'text/plain' })
      }
    }
  },
  carrel: async ({ open }, use) => {
    const started = await open()
    await new Shell(started.page).ready()
    await use(started)
  },
  page: async ({ carrel }, use) => use(carrel.page)
})
