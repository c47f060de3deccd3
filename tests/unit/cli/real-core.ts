/** The real core over a library in a temporary folder, its threads in this one. */
import { createCore, type Core } from '#core/app'
import { spawnInline } from '#core/workers/inline'
import { overContract } from '../../../src/cli/open'
import type { Program } from '../../../src/cli/run'
import { inProcessSpawn } from '../search/helpers/in-process-thread'

export function openCore(libraryDir: string): Promise<Core> {
  const jobs = spawnInline()
  const search = inProcessSpawn()
  return createCore({
    libraryDir,
    owner: 'tests',
    doors: { browserPort: 0, watchMs: 20 },
    spawn: (entry) => (entry === 'search' ? search(entry) : jobs(entry)),
    fetch: async ({ url }) => {
      throw new Error(`no network in tests: ${url}`)
    }
  })
}

export function realProgram(libraryDir: string): Program {
  return {
    version: '0.0.0',
    defaultLibrary: () => libraryDir,
    open: async (dir) => overContract(await openCore(dir), (message, error) => console.error(message, error))
  }
}
