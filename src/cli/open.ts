/** Opens a library for the command line: the core in this process, spoken to through the contract. */
import { coreContract, type CoreHandlers } from '#shared/contract/index'
import { createClient } from '#shared/rpc/client'
import { memoryPair } from '#shared/rpc/memory'
import { serve, type Log } from '#shared/rpc/server'
import type { OpenLibrary } from './command'

/** As much of the core as the command line needs. */
export interface CliCore {
  readonly handlers: CoreHandlers
  searchReady(): Promise<void>
  close(): Promise<void>
}

/** The same checks on what goes in and out as over any other transport. */
export function overContract(core: CliCore, log: Log): OpenLibrary {
  const { a, b, close } = memoryPair()
  serve(coreContract, {}, core.handlers, b, log)
  const { call } = createClient(coreContract, {}, a)
  return {
    call,
    searchReady: () => core.searchReady(),
    async close() {
      close()
      await core.close()
    }
  }
}
