/**
 * Questions on their way to the search thread: one at a time, so that typing never piles up work. Of one caller only
 * the newest question counts; an older one is CANCELLED at once, whether it waits or runs.
 */
import { CarrelError } from '#shared/contract/errors'
import type { Found, FromSearch, Question } from './protocol'

interface Ask {
  id: number
  question: Question
  caller: string | undefined
  /** undefined: the thread is lost. */
  resolve(found: Found | undefined): void
  reject(error: Error): void
}

export class AskLine {
  readonly #send: (ask: { id: number; question: Question }) => void
  #waiting: Ask[] = []
  #running: Ask | undefined
  #lost = false
  #id = 0

  constructor(send: (ask: { id: number; question: Question }) => void) {
    this.#send = send
  }

  /** Answers with undefined when there is no thread to answer. Throws CANCELLED. */
  ask(question: Question, caller: string | undefined, signal: AbortSignal): Promise<Found | undefined> {
    if (this.#lost) return Promise.resolve(undefined)
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#waiting = this.#waiting.filter((a) => a !== ask)
        reject(new CarrelError('CANCELLED', 'This search was cancelled.'))
      }
      const ask: Ask = {
        id: ++this.#id,
        question,
        caller,
        resolve: (found) => {
          signal.removeEventListener('abort', cancel)
          resolve(found)
        },
        reject: (error) => {
          signal.removeEventListener('abort', cancel)
          reject(error)
        }
      }
      if (signal.aborted) {
        cancel()
        return
      }
      signal.addEventListener('abort', cancel, { once: true })
      if (caller !== undefined) this.#supersede(caller)
      this.#waiting.push(ask)
      this.#next()
    })
  }

  /** The thread's answer. */
  hear(message: Extract<FromSearch, { t: 'found' | 'failed' }>): void {
    const ask = this.#running
    // An answer to a question that was sent to a thread that has died since.
    if (!ask || ask.id !== message.id) return
    this.#running = undefined
    if (message.t === 'found') ask.resolve(message)
    else ask.reject(new CarrelError('INTERNAL', 'This search failed.', undefined, new Error(message.reason)))
    this.#next()
  }

  /** A new thread took the old one's place. */
  resend(): void {
    if (this.#running) this.#send(this.#running)
  }

  /** There will be no thread any more. */
  lose(): void {
    this.#lost = true
    for (const ask of [this.#running, ...this.#waiting]) ask?.resolve(undefined)
    this.#running = undefined
    this.#waiting = []
  }

  #supersede(caller: string): void {
    const newer = new CarrelError('CANCELLED', 'A newer search took the place of this one.')
    for (const ask of this.#waiting) if (ask.caller === caller) ask.reject(newer)
    this.#waiting = this.#waiting.filter((ask) => ask.caller !== caller)
    // Its answer still comes and frees the line, but nobody waits for it.
    if (this.#running?.caller === caller) this.#running.reject(newer)
  }

  #next(): void {
    if (this.#running) return
    this.#running = this.#waiting.shift()
    if (this.#running) this.#send(this.#running)
  }
}
