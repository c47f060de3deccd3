/** One run of adding: what is being sent, how far it is, what came of each thing. Goes on when its dialog is closed. */
import { create } from 'zustand'
import type { CaptureItem, CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { CarrelClient } from '#shared/contract/index'
import { announce } from '../../ui/announce'
import type { CaptureFile, Plan } from './gather'
import { rememberRun } from './interrupted'
import { upload } from '../../api/upload'

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
  bytes: number
  item(signal: AbortSignal): Promise<CaptureItem>
}

/** What came of one thing. */
interface Outcome {
  task: Task
  result: CaptureResult
}

/** Sent together and added as one action: enough that thousands go fast, few enough that a cancel is quick. */
const AT_ONCE = 25
const BYTES_AT_ONCE = 24 << 20

export function cancelJob(): void {
  controller?.abort()
}

export function resetJob(): void {
  if (useJob.getState().state !== 'running') useJob.setState(IDLE)
}

/** Sends everything in order; while some is being added, the next is on its way. */
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
  const groups = inGroups([
    ...plan.files.map((f) => ({
      input: f.file.name,
      bytes: bytesOf(f),
      item: (s: AbortSignal) => sendFile(call, f, s)
    })),
    ...words.map((w) => ({
      input: w.kind === 'url' ? w.url : 'pasted text',
      bytes: 0,
      item: () => Promise.resolve(w)
    }))
  ])
  const remembered = rememberRun(call, total)
  let next = groups[0] && sendGroup(groups[0], signal)
  for (const [i] of groups.entries()) {
    const sent = await next
    const following = groups[i + 1]
    next = following && !signal.aborted ? sendGroup(following, signal) : undefined
    if (sent) settle(await addGroup(call, sent, signal))
    if (signal.aborted) break
    remembered.reached(useJob.getState().results.length)
  }
  // What was on its way when the person cancelled is of no use to anybody.
  await next
  remembered.ended()
  useJob.setState({ state: 'done', input: '', cancelled: signal.aborted })
  const job = useJob.getState()
  announce(summaryLine(job))
  return job
}

function inGroups(tasks: readonly Task[]): Task[][] {
  const groups: Task[][] = []
  let bytes = 0
  for (const task of tasks) {
    const last = groups.at(-1)
    bytes += task.bytes
    if (last && last.length < AT_ONCE && bytes <= BYTES_AT_ONCE) last.push(task)
    else {
      groups.push([task])
      bytes = task.bytes
    }
  }
  return groups
}

function bytesOf({ file, companions }: CaptureFile): number {
  return companions.reduce((sum, c) => sum + c.file.size, file.size)
}

interface SentGroup {
  sent: { task: Task; item: CaptureItem }[]
  /** What could not be sent at all: the receipt names each. */
  failed: Outcome[]
}

/** Never rejects: one thing that cannot be sent must not stop the others. */
async function sendGroup(tasks: readonly Task[], signal: AbortSignal): Promise<SentGroup> {
  const group: SentGroup = { sent: [], failed: [] }
  for (const task of tasks) {
    if (signal.aborted) break
    try {
      group.sent.push({ task, item: await task.item(signal) })
    } catch (error) {
      if (error instanceof CarrelError && error.code === 'CANCELLED') break
      group.failed.push(failure(task, error))
    }
  }
  return group
}

async function addGroup(call: CarrelClient, group: SentGroup, signal: AbortSignal): Promise<Outcome[]> {
  const { sent, failed } = group
  if (sent.length === 0 || signal.aborted) return failed
  const before = useJob.getState().results.length + failed.length
  const onProgress = ({ done, input }: { done: number; input: string }): void =>
    useJob.setState({ input, done: before + done })
  try {
    const results = await call['capture.add']({ items: sent.map((s) => s.item) }, { signal, onProgress })
    const outcomes = sent.flatMap(({ task }, i): Outcome[] => {
      const result = results[i]
      return result && !(signal.aborted && wasCancelled(result)) ? [{ task, result }] : []
    })
    return [...failed, ...outcomes]
  } catch (error) {
    if (error instanceof CarrelError && error.code === 'CANCELLED') return failed
    return [...failed, ...sent.map(({ task }) => failure(task, error))]
  }
}

/** The core says of each thing it did not come to that it was cancelled; the summary says it once for all. */
const wasCancelled = (r: CaptureResult): boolean =>
  r.status === 'failed' && r.message === 'Not added: cancelled.'

function failure(task: Task, error: unknown): Outcome {
  const message = error instanceof Error ? error.message : 'It could not be added.'
  return { task, result: { input: task.input, status: 'failed', missing: [], message } }
}

function settle(outcomes: readonly Outcome[]): void {
  given.push(...outcomes.map((o) => o.task))
  useJob.setState((job) => {
    const results = [...job.results, ...outcomes.map((o) => o.result)]
    return { results, done: results.length }
  })
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
  const anyway = old.status === 'duplicate' ? { anyway: true } : {}
  const [result] = await call['capture.add']({ items: [await task.item(signal)], ...anyway }, { signal })
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

/** The bytes of a file and of what lies beside it, handed over. */
export async function sendFile(
  call: CarrelClient,
  f: CaptureFile,
  signal: AbortSignal
): Promise<CaptureItem> {
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
