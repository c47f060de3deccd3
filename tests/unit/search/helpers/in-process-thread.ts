/** The search thread in this thread: the same service, messages cloned and delivered a turn later, as a port does. */
import type { SpawnThread, Thread } from '#core/ports'
import { isToSearch } from '#core/search/protocol'
import { SearchService } from '#core/search/service'

export interface SpawnedThread extends Thread {
  /** Ends it as a crash does. */
  crash(): void
  service: SearchService
}

/** `threads` collects what was spawned, oldest first. */
export function inProcessSpawn(threads: SpawnedThread[] = []): SpawnThread {
  return () => {
    const listeners: ((message: unknown) => void)[] = []
    const exits: ((error?: Error) => void)[] = []
    let alive = true
    const deliver = (f: () => void): void => {
      setImmediate(() => {
        if (alive) f()
      })
    }
    const service = new SearchService(
      (message) => {
        const copy: unknown = structuredClone(message)
        deliver(() => listeners.forEach((hear) => hear(copy)))
      },
      (work) => deliver(work)
    )
    const thread: SpawnedThread = {
      service,
      post(message) {
        const copy: unknown = structuredClone(message)
        deliver(() => {
          if (isToSearch(copy)) service.handle(copy)
        })
      },
      onMessage: (listener) => listeners.push(listener),
      onExit: (listener) => exits.push(listener),
      terminate: () => {
        alive = false
        return Promise.resolve()
      },
      crash() {
        alive = false
        exits.forEach((hear) => hear(new Error('crashed on purpose')))
      }
    }
    threads.push(thread)
    return thread
  }
}
