/**
 * When the index is saved: after quiet, and on closing, and then only when catching up with what changed since it was
 * last saved would be work worth sparing. Another window that has the library for writing saves; this one only reads.
 */
import type { FromSearch, Target, ToSearch } from './protocol'

export interface SavedIndex extends Target {
  /** Whether this window may write into the library. */
  mayWrite(): boolean
  /** Milliseconds of quiet before it is saved. */
  quietMs?: number
}

const QUIET_MS = 5000
/** Saved when more than one in so many bytes would have to be indexed again. */
const WORTH = 50
/** How long closing waits for it. A file half written is removed when the next one is. */
const CLOSING_MS = 8000

export class Saving {
  readonly #saved: SavedIndex | undefined
  readonly #post: (message: ToSearch) => void
  /** Of the saved file; 0: there is none. */
  #size = 0
  /** Bytes of messages since it was saved, and at the moment from which saving began. */
  #unsaved = 0
  #included = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay = false
  /** The disk refused: not tried again. */
  #refused = false
  #heard: (() => void) | undefined

  constructor(saved: SavedIndex | undefined, post: (message: ToSearch) => void) {
    this.#saved = saved
    this.#post = post
  }

  /** Asks a new thread to take what was saved; answers whether there is anything to wait for. */
  load(): boolean {
    if (!this.#saved) return false
    const { folder, library } = this.#saved
    this.#post({ t: 'load', folder, library })
    return true
  }

  /** The thread has taken a file of so many bytes (0: none), and everything else is still to be sent. */
  loaded(bytes: number): void {
    this.#size = bytes
  }

  /** So much was sent to be indexed. */
  sent(bytes: number): void {
    this.#unsaved += bytes
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Nothing is left to be sent. */
  quiet(): void {
    if (this.#timer || this.#underWay || !this.#worth()) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#save(false)
    }, this.#saved?.quietMs ?? QUIET_MS)
    this.#timer.unref()
  }

  heard({ bytes, changed }: Extract<FromSearch, { t: 'saved' }>): void {
    this.#underWay = false
    if (bytes !== undefined) {
      this.#size = bytes
      this.#unsaved -= this.#included
    } else if (!changed) this.#refused = true
    this.#heard?.()
    this.quiet()
  }

  /** Saves on closing, if it is worth it. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    if (!this.#underWay && !this.#worth()) return
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((resolve) => {
      this.#heard = resolve
      timer = setTimeout(resolve, CLOSING_MS)
      this.#save(true)
    })
    clearTimeout(timer)
  }

  /** A lost thread: nothing is under way. */
  lost(): void {
    this.#underWay = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#heard?.()
  }

  #worth(): boolean {
    return (
      this.#saved?.mayWrite() === true &&
      !this.#refused &&
      this.#unsaved > 0 &&
      this.#unsaved * WORTH >= this.#size
    )
  }

  #save(now: boolean): void {
    if (!this.#saved?.mayWrite()) return this.#heard?.()
    const { folder, library } = this.#saved
    this.#underWay = true
    this.#included = this.#unsaved
    this.#post({ t: 'save', now, folder, library })
  }
}
