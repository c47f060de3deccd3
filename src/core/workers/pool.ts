/**
 * A few threads and a queue before them. A thread is started when there is work and let go when there has been none
 * for a while. A job that overruns or is aborted ends its thread: nothing else stops a running loop.
 */
import { CarrelError } from '#shared/contract/errors'
import type { SpawnThread, Thread, Workers } from '#core/ports'
import { errorOf, type JobProgress, type JobReply } from './messages'

interface Task {
  id: number
  name: string
  input: unknown
  transfer: ArrayBuffer[] | undefined
  ms: number | undefined
  onProgress: ((value: unknown) => void) | undefined
  resolve(value: unknown): void
  reject(error: CarrelError): void
  /** Stops listening to the caller's signal. */
  unhook(): void
}

interface Slot {
  thread: Thread
  task: Task | undefined
  /** Runs out for the task, or between tasks for the thread. */
  timer: ReturnType<typeof setTimeout> | undefined
}

/** A thread without work costs memory; starting one costs a fraction of a second. */
const IDLE_MS = 30_000

export function createWorkers(spawn: SpawnThread, size: number, idleMs = IDLE_MS): Workers {
  const slots = new Set<Slot>()
  const queue: Task[] = []
  let lastId = 0
  let closed = false

  const finish = (slot: Slot, task: Task, settle: () => void): void => {
    clearTimeout(slot.timer)
    slot.task = undefined
    task.unhook()
    settle()
  }
  /** Ends the thread; its task, if it has one, is refused. */
  const end = async (slot: Slot, error?: CarrelError): Promise<void> => {
    slots.delete(slot)
    const { task } = slot
    if (task && error) finish(slot, task, () => task.reject(error))
    clearTimeout(slot.timer)
    await slot.thread.terminate()
  }
  const rest = (slot: Slot): void => {
    slot.timer = setTimeout(() => void end(slot).catch(ignored), idleMs)
    slot.timer.unref()
  }

  const open = (): Slot => {
    const slot: Slot = { thread: spawn('jobs'), task: undefined, timer: undefined }
    slots.add(slot)
    slot.thread.onMessage((message) => {
      const reply = message as JobReply | JobProgress
      const { task } = slot
      if (!task || task.id !== reply.id) return
      if ('progress' in reply) return task.onProgress?.(reply.progress)
      finish(slot, task, () => (reply.ok ? task.resolve(reply.output) : task.reject(errorOf(reply))))
      rest(slot)
      next()
    })
    slot.thread.onExit((error) => {
      slots.delete(slot)
      clearTimeout(slot.timer)
      const { task } = slot
      if (task) finish(slot, task, () => task.reject(crashed(error)))
      next()
    })
    return slot
  }

  const next = (): void => {
    if (closed) return
    while (queue.length > 0) {
      const slot = [...slots].find((s) => !s.task) ?? (slots.size < size ? open() : undefined)
      const task = slot && queue.shift()
      if (!slot || !task) return
      start(slot, task)
    }
  }
  const start = (slot: Slot, task: Task): void => {
    clearTimeout(slot.timer)
    slot.task = task
    if (task.ms !== undefined) {
      const { ms } = task
      slot.timer = setTimeout(() => {
        void end(slot, overran(ms)).catch(ignored)
        next()
      }, ms)
    }
    try {
      slot.thread.post({ id: task.id, name: task.name, input: task.input }, task.transfer)
    } catch (error) {
      // What cannot be cloned never reaches the thread.
      finish(slot, task, () =>
        task.reject(new CarrelError('INTERNAL', 'A job could not be sent.', undefined, error))
      )
    }
  }

  return {
    run<T>(name: string, input: unknown, options: Parameters<Workers['run']>[2] = {}) {
      const { signal, ms, transfer, onProgress } = options
      return new Promise<T>((resolve, reject) => {
        if (closed) return reject(new CarrelError('CANCELLED', 'Carrel is closing.'))
        if (signal?.aborted) return reject(cancelled())
        const abort = (): void => {
          const waiting = queue.indexOf(task)
          if (waiting >= 0) {
            queue.splice(waiting, 1)
            task.unhook()
            reject(cancelled())
            return
          }
          const slot = [...slots].find((s) => s.task === task)
          if (slot) void end(slot, cancelled()).catch(ignored)
          next()
        }
        const task: Task = {
          id: ++lastId,
          name,
          input,
          transfer,
          ms,
          onProgress,
          resolve: (value) => resolve(value as T),
          reject,
          unhook: () => signal?.removeEventListener('abort', abort)
        }
        signal?.addEventListener('abort', abort)
        queue.push(task)
        next()
      })
    },

    async close() {
      closed = true
      const closing = new CarrelError('CANCELLED', 'Carrel is closing.')
      for (const task of queue.splice(0)) {
        task.unhook()
        task.reject(closing)
      }
      await Promise.all([...slots].map((slot) => end(slot, closing)))
    }
  }
}

/** A thread that cannot be ended has ended already. */
const ignored = (): void => undefined

const cancelled = (): CarrelError => new CarrelError('CANCELLED', 'Cancelled.')

function overran(ms: number): CarrelError {
  return new CarrelError(
    'TOO_LARGE',
    `It was not read within ${Math.round(ms / 1000)} seconds and was given up.`
  )
}

function crashed(error: Error | undefined): CarrelError {
  const full = error !== undefined && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return full
    ? new CarrelError('TOO_LARGE', 'It needs more memory to read than it may have.', undefined, error)
    : new CarrelError('INTERNAL', 'The thread that read it ended by itself.', undefined, error)
}
