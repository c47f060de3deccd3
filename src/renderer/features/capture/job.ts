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
/** How each thing of the run can be given once more, in the order of the results. */
let given: Task[] = []

interface Task {
  input: string
  item(signal: AbortSignal): Promise<CaptureItem>
}

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
  given = []
  useJob.setState({ ...IDLE, state: 'running', total, left: plan.left })
  const tasks: Task[] = [
    ...plan.files.map((f) => ({ input: f.file.name, item: (s: AbortSignal) => sendFile(call, f, s) })),
    ...words.map((w) => ({ input: w.kind === 'url' ? w.url : 'pasted text', item: () => Promise.resolve(w) }))
  ]
  let done = 0
  for (const task of tasks) {
    if (signal.aborted) break
    useJob.setState({ input: task.input, done })
    const result = await add(call, task, signal)
    done++
    if (!result) continue
    given.push(task)
    useJob.setState((job) => ({ results: [...job.results, result], done }))
  }
  useJob.setState({ state: 'done', input: '', cancelled: signal.aborted })
  const job = useJob.getState()
  announce(summaryLine(job))
  return job
}

async function add(
  call: CarrelClient,
  task: Task,
  signal: AbortSignal,
  anyway = false
): Promise<CaptureResult | undefined> {
  try {
    const [result] = await call['capture.add'](
      { items: [await task.item(signal)], ...(anyway ? { anyway } : {}) },
      { signal }
    )
    return result
  } catch (error) {
    if (error instanceof CarrelError && error.code === 'CANCELLED') return undefined
    // One thing that cannot be sent must not stop the others; the receipt names it.
    const message = error instanceof Error ? error.message : 'It could not be added.'
    return { input: task.input, status: 'failed', missing: [], message }
  }
}

/**
 * What a person decides on a result: of a duplicate, to have it as well or as the newer version of the one that is
 * there; of a failure, to try once more.
 */
export async function settleResult(
  call: CarrelClient,
  index: number,
  what: 'both' | 'version'
): Promise<void> {
  const task = given[index]
  const old = useJob.getState().results[index]
  if (!task || !old) return
  const { signal } = new AbortController()
  if (what === 'version' && old.id !== undefined) {
    const renewed = await call['capture.again']({ id: old.id, item: await task.item(signal) }, { signal })
    const said = renewed.result.message ?? 'A new version; the older one stays under Versions.'
    replaceResult(index, { ...renewed.result, input: old.input, message: said })
    return
  }
  const result = await add(call, task, signal, old.status === 'duplicate')
  if (result) replaceResult(index, result)
}

export async function retryImages(call: CarrelClient, index: number): Promise<void> {
  const id = useJob.getState().results[index]?.id
  if (id === undefined) return
  const { result } = await call['capture.retry']({ id })
  replaceResult(index, result)
}

function replaceResult(index: number, result: CaptureResult): void {
  useJob.setState((job) => ({ results: job.results.map((r, i) => (i === index ? result : r)) }))
  announce(result.message ?? result.title ?? '')
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
