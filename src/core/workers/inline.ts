/** The same jobs in this thread: for unit tests over sources, where there is no built file to start. */
import type { SpawnThread, Thread } from '#core/ports'
import { answer, type JobRequest } from './messages'
import { jobs, type Job } from './registry'

/** Cannot be interrupted while a job runs: time limits and cancelling take effect only between jobs. */
export function spawnInline(known: ReadonlyMap<string, Job> = jobs): SpawnThread {
  return (entry) => {
    if (entry !== 'jobs') throw new Error(`There is no inline ${entry} thread here.`)
    const listeners: ((message: unknown) => void)[] = []
    let ended = false
    const thread: Thread = {
      post(message) {
        const request = structuredClone(message) as JobRequest
        setImmediate(() => {
          if (ended) return
          const send = (reply: unknown): void => {
            if (!ended) for (const listener of listeners) listener(structuredClone(reply))
          }
          void answer(known, request, send).then(send)
        })
      },
      onMessage: (listener) => void listeners.push(listener),
      // It ends only when it is told to.
      onExit: () => undefined,
      terminate: () => {
        ended = true
        return Promise.resolve()
      }
    }
    return thread
  }
}
