/** What passes between the pool and a thread of jobs. */
import { CarrelError, errorCode, type ErrorCode } from '#shared/contract/errors'
import type { Job } from './registry'

export interface JobRequest {
  id: number
  name: string
  input: unknown
}

/** How far a job is, in its own terms; any number of them before the reply. */
export interface JobProgress {
  id: number
  progress: unknown
}

export type JobReply = { id: number } & (
  | { ok: true; output: unknown }
  | { ok: false; code: ErrorCode; message: string; data?: Readonly<Record<string, unknown>>; stack?: string }
)

/** Runs one job and makes its answer, whatever happens. `send` takes the news on the way. */
export async function answer(
  jobs: ReadonlyMap<string, Job>,
  { id, name, input }: JobRequest,
  send: (news: JobProgress) => void
): Promise<JobReply> {
  try {
    const job = jobs.get(name)
    if (!job) throw new CarrelError('INTERNAL', `There is no job ${name}.`)
    return { id, ok: true, output: await job(input as never, (progress) => send({ id, progress })) }
  } catch (error) {
    if (error instanceof CarrelError) {
      const reply = { id, ok: false as const, code: error.code, message: error.message }
      return error.data ? { ...reply, data: error.data } : reply
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { id, ok: false, code: 'INTERNAL', message, ...(stack === undefined ? {} : { stack }) }
  }
}

/** The error of a failed job, as it was thrown there. */
export function errorOf(reply: Extract<JobReply, { ok: false }>): CarrelError {
  const code = errorCode.catch('INTERNAL').parse(reply.code)
  const cause = reply.stack === undefined ? undefined : new Error(reply.stack)
  return new CarrelError(code, reply.message, reply.data, cause)
}
