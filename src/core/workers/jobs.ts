/** Thread entry: runs jobs one after the other. Started as a file by spawn.ts; see pool.ts for the other side. */
import { parentPort } from 'node:worker_threads'
import { answer, type JobRequest } from './messages'
import { jobs } from './registry'

parentPort?.on('message', (request: JobRequest) => {
  void answer(jobs, request).then((reply) => parentPort?.postMessage(reply, []))
})
