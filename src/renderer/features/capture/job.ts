/** One run of adding: what is being sent, how far it is, what came of each thing. Goes on when its dialog is closed. */
import { create } from 'zustand'
import type { CaptureItem, CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { CarrelClient } from '#shared/contract/index'
import { announce } from '../../ui/announce'
import type { CaptureFile, Plan } from './gather'
import { upload } from './upload'

/** What can be given besides files. */
export type Words = Exclude<CaptureItem, { kind: 'file' }>

export interface Job {
  state: 'idle' | 'running' | 'done'
  done: number
  total: number
  /** What is being worked on. */
  input: string
  results: CaptureResult[]
  /** Files of folders that were not tried. */
  left: string[]
  cancelled: boolean
}

const IDLE: Job = { state: 'idle', done: 0, total: 0, input: '', results: [], left: [], cancelled: false }

export const useJob = create<Job>(() => IDLE)
let controller: AbortController | undefined

export function cancelJob(): void {
  controller?.abort()
}

export function resetJob(): void {
  if (useJob.getState().state !== 'running') useJob.setState(IDLE)
}

/** Sends everything in order. Each file is added as soon as it is there, so that a failure costs only itself. */
export async function runJob(call: CarrelClient, plan: Plan, words: readonly Words[]): Promise<Job> {
  if (useJob.getState().state === 'running')
    throw new CarrelError(
      'CONFLICT',
      'Something is being added already. Wait until it is done, or cancel it.'
    )
  controller = new AbortController()
  const { signal } = controller
  const total = plan.files.length + words.length
  useJob.setState({ ...IDLE, state: 'running', total, left: plan.left })
  const tasks: { input: string; item(): Promise<CaptureItem> }[] = [
    ...plan.files.map((f) => ({ input: f.file.name, item: () => sendFile(call, f, signal) })),
    ...words.map((w) => ({ input: w.kind === 'url' ? w.url : 'pasted text', item: () => Promise.resolve(w) }))
  ]
  let done = 0
  for (const task of tasks) {
    if (signal.aborted) break
    useJob.setState({ input: task.input, done })
    const result = await add(call, task, signal)
    done++
    if (result) useJob.setState((job) => ({ results: [...job.results, result], done }))
  }
  useJob.setState({ state: 'done', input: '', cancelled: signal.aborted })
  const job = useJob.getState()
  announce(summaryLine(job))
  return job
}

async function add(
  call: CarrelClient,
  task: { input: string; item(): Promise<CaptureItem> },
  signal: AbortSignal
): Promise<CaptureResult | undefined> {
  try {
    const [result] = await call['capture.add']({ items: [await task.item()] }, { signal })
    return result
  } catch (error) {
    if (error instanceof CarrelError && error.code === 'CANCELLED') return undefined
    // One thing that cannot be sent must not stop the others; the receipt names it.
    const message = error instanceof Error ? error.message : 'It could not be added.'
    return { input: task.input, status: 'failed', missing: [], message }
  }
}

async function sendFile(call: CarrelClient, f: CaptureFile, signal: AbortSignal): Promise<CaptureItem> {
  const handle = await upload(call, f.file, signal)
  const companions: { name: string; upload: string }[] = []
  for (const c of f.companions) companions.push({ name: c.name, upload: await upload(call, c.file, signal) })
  return { kind: 'file', name: f.file.name, upload: handle, companions }
}

/** `2 articles added, 1 already there, 1 not added`. */
export function summaryLine(job: Pick<Job, 'results' | 'cancelled'>): string {
  const count = (status: CaptureResult['status']): number =>
    job.results.filter((r) => r.status === status).length
  const added = count('added')
  const parts = [
    added > 0 || job.results.length === 0 ? `${added} ${added === 1 ? 'article' : 'articles'} added` : '',
    count('duplicate') > 0 ? `${count('duplicate')} already there` : '',
    count('failed') > 0 ? `${count('failed')} not added` : '',
    job.cancelled ? 'the rest was cancelled' : ''
  ]
  return parts.filter(Boolean).join(', ')
}
