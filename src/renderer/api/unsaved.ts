/**
 * Edits that the disk refused, kept until it takes them. Edits go out one after the other, in the order they were made;
 * one that was refused waits at the head, is tried again after growing pauses, at the next edit and when asked, and its
 * promise stays open meanwhile: nothing is called saved before it is.
 */
import type { CarrelClient } from '#shared/contract/index'
import { CarrelError } from '#shared/contract/errors'
import { INCIDENTAL, isPlainEdit, unsavedFile, type UnsavedFile, type PlainEdit } from './unsaved-file'

export interface UnsavedState {
  /** Edits that are not on the disk yet. */
  readonly waiting: number
  /** Of these, what the person did on purpose: the reading place and the shape of the window are not counted. */
  readonly changes: number
  /** Why the disk refuses, as a sentence; undefined while it does not. */
  readonly refused: string | undefined
  /** Carrel itself is gone: nothing is tried again, a copy can still be saved. */
  readonly stopped: boolean
  /** At least one edit was saved since the page was loaded. */
  readonly everSaved: boolean
}

interface Waiting extends PlainEdit {
  /** A later edit with the same key takes the place of an earlier one: a note while it is typed. */
  key: string | undefined
  settle: { resolve(value: unknown): void; reject(error: unknown): void }[]
}

type Invoke = (method: string, input: unknown) => Promise<unknown>
export const FIRST_PAUSE_MS = 2000
export const LONGEST_PAUSE_MS = 60_000

export class UnsavedEdits {
  private readonly invoke: Invoke
  private queue: Waiting[] = []
  /** The one that is on its way. */
  private sent: Waiting | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private pause = FIRST_PAUSE_MS
  private leaving = false
  private current: UnsavedState = {
    waiting: 0,
    changes: 0,
    refused: undefined,
    stopped: false,
    everSaved: false
  }
  private readonly listeners = new Set<() => void>()

  constructor(invoke: Invoke) {
    this.invoke = invoke
  }

  readonly state = (): UnsavedState => this.current
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Resolves once the edit is on the disk; rejects for every reason but a disk that refuses. */
  add(method: string, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const key = keyOf(method, input)
      const last = this.queue.at(-1)
      // Only the very last: an edit between the two may depend on the first.
      if (last && last !== this.sent && key !== undefined && last.key === key) {
        last.input = input
        last.settle.push({ resolve, reject })
      } else this.queue.push({ method, input, key, settle: [{ resolve, reject }] })
      this.tell({})
      this.retry()
    })
  }

  /** Tries again now. */
  readonly retry = (): void => {
    clearTimeout(this.timer)
    this.timer = undefined
    void this.sendNext()
  }

  /** The page goes away: what waits for its turn is sent at once, in order, and no answer is waited for. */
  readonly leave = (): void => {
    this.leaving = true
    for (const edit of this.queue) if (edit !== this.sent) void this.send(edit)
  }

  /** What is not saved, as a file from which it can be brought back. */
  file(now: string): UnsavedFile {
    return unsavedFile(
      now,
      this.queue.map(({ method, input }) => ({ method, input }))
    )
  }

  private async sendNext(): Promise<void> {
    const head = this.queue[0]
    if (this.sent || this.leaving || this.current.stopped || !head) return
    this.sent = head
    await this.send(head)
    this.sent = undefined
    if (this.timer === undefined) await this.sendNext()
  }

  private async send(edit: Waiting): Promise<void> {
    try {
      const answer = await this.invoke(edit.method, edit.input)
      this.pause = FIRST_PAUSE_MS
      this.done(edit, { refused: undefined, everSaved: true })
      for (const { resolve } of edit.settle) resolve(answer)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal !== undefined) return this.keep(refusal)
      if (error instanceof CarrelError && error.code === 'OFFLINE')
        return this.tell({ refused: 'Carrel has stopped.', stopped: true })
      this.done(edit, {})
      for (const { reject } of edit.settle) reject(error)
    }
  }

  private keep(refused: string): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2)
      this.retry()
    }, this.pause)
    this.tell({ refused })
  }

  private done(edit: Waiting, change: Partial<UnsavedState>): void {
    this.queue = this.queue.filter((other) => other !== edit)
    this.tell(this.queue.length === 0 ? { ...change, refused: undefined } : change)
  }

  private tell(change: Partial<UnsavedState>): void {
    const changes = this.queue.filter(({ method }) => !INCIDENTAL.has(method)).length
    this.current = { ...this.current, ...change, waiting: this.queue.length, changes }
    for (const listener of this.listeners) listener()
  }
}

/** The same client, its plain edits going through `unsaved`. */
export function keepingClient(client: CarrelClient, unsaved: UnsavedEdits): CarrelClient {
  return Object.fromEntries(
    Object.entries(client).map(([method, call]) => [
      method,
      isPlainEdit(method) ? (input: unknown) => unsaved.add(method, input) : call
    ])
  ) as unknown as CarrelClient
}

/** The sentence of a disk that refuses; undefined for every other reason. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof CarrelError) || error.code !== 'NOT_SAVED') return undefined
  const why = error.data?.['why']
  return typeof why === 'string' ? why : error.message
}

function keyOf(method: string, input: unknown): string | undefined {
  const { id, article, name, note, text } = input as Partial<Record<string, unknown>>
  switch (method) {
    case 'notes.save':
      return typeof text === 'string' && (id ?? article) !== undefined
        ? `note ${String(id)} ${String(article)}`
        : undefined
    case 'annotations.update':
      return Object.keys(input as object).length === 2 && note !== undefined
        ? `card ${String(id)}`
        : undefined
    case 'settings.set':
      return `setting ${String(name)}`
    case 'articles.place':
      return `place ${String(id)}`
    default:
      return undefined
  }
}
