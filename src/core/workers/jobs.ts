/** Thread entry: runs jobs one after the other. Started as a file by spawn.ts; see pool.ts for the other side. */
import { parentPort } from 'node:worker_threads'
import { answer, type JobRequest } from './messages'
import { jobs } from './registry'
import { stepBack } from './step-back'

stepBack()
parentPort?.on('message', (request: JobRequest) => {
  const send = (message: unknown): void => parentPort?.postMessage(message, [])
  void answer(jobs, request, send).then(send)
})
