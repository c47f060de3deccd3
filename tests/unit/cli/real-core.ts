/** The real core over a library in a temporary folder, its threads in this one. */
import { createCore, type Core } from '#core/app'
import { spawnInline } from '#core/workers/inline'
import type { GuardedFetch } from '../../../src/core/capture/guarded-fetch'
import { overContract } from '../../../src/cli/open'
import type { Program } from '../../../src/cli/run'
import { inProcessSpawn } from '../search/helpers/in-process-thread'

const noNetwork: GuardedFetch = async ({ url }) => {
  throw new Error(`no network in tests: ${url}`)
}

export function openCore(libraryDir: string, fetch = noNetwork): Promise<Core> {
  const jobs = spawnInline()
  const search = inProcessSpawn()
  return createCore({
    libraryDir,
    owner: 'tests',
    doors: { browserPort: 0, watchMs: 20, keepMs: 20 },
    spawn: (entry) => (entry === 'search' ? search(entry) : jobs(entry)),
    fetch
  })
}

export function realProgram(libraryDir: string, fetch?: GuardedFetch): Program {
  return {
    version: '0.0.0',
    defaultLibrary: () => libraryDir,
    open: async (dir) =>
      overContract(await openCore(dir, fetch), (message, error) => console.error(message, error))
  }
}
