/** Starts threads from the built files. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { SpawnThread } from '#core/ports'

/** Of one thread, in MB. Hostile input must not take the whole machine. */
const MEMORY = 1024
/** Parsing makes many small things that live until it is done: with V8's 48 MB it spends a third of its time moving them. */
const YOUNG = 192

/** `dir`: the folder of the built entries (`jobs.js`, `search.js`); the hosts give their own `__dirname`. */
export function spawnFromBuild(dir: string): SpawnThread {
  return (entry) => {
    const worker = new Worker(join(dir, `${entry}.js`), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: YOUNG }
    })
    let failure: Error | undefined
    let ended = false
    const exits: ((error?: Error) => void)[] = []
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', (code) => {
      if (ended) return
      failure ??= code === 0 ? undefined : new Error(`The thread ${entry} ended with code ${code}.`)
      for (const listener of exits) listener(failure)
    })
    return {
      post: (message, transfer) => worker.postMessage(message, transfer ?? []),
      onMessage: (listener) => void worker.on('message', listener),
      onExit: (listener) => void exits.push(listener),
      async terminate() {
        ended = true
        await worker.terminate()
      }
    }
  }
}
