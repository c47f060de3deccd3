/** Saves the newest value: by default half a second after the last change, one save at a time, never an older one after a newer. */
export const SAVE_AFTER_MS = 500

export type SaveState = 'saving' | 'saved' | 'failed'

export class Autosave<T = string> {
  private waiting: { value: T } | undefined
  private sending: { value: T } | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | undefined
  private readonly save: (value: T) => Promise<unknown>
  private readonly mayWait: () => boolean
  private readonly tell: (state: SaveState, error?: unknown) => void

  constructor(
    save: (value: T) => Promise<unknown>,
    tell: (state: SaveState, error?: unknown) => void,
    /** False while saves are kept in order elsewhere: then a newer text need not wait for an older one. */
    mayWait: () => boolean = () => true
  ) {
    this.save = save
    this.mayWait = mayWait
    this.tell = tell
  }

  /** What was typed and is not on disk yet. */
  get unsaved(): T | undefined {
    return (this.waiting ?? this.sending)?.value
  }

  change(value: T, after = SAVE_AFTER_MS): void {
    this.waiting = { value }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), after)
  }

  /** Resolves once all that was typed has been tried to save. A text that failed is tried again with the next flush. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    if (this.running && this.mayWait()) {
      await this.running
      if (this.waiting === undefined) return
    }
    if (this.waiting === undefined) return
    this.running = this.run(this.waiting)
    await this.running
  }

  private async run(sent: { value: T }): Promise<void> {
    this.waiting = undefined
    this.sending = sent
    this.tell('saving')
    try {
      await this.save(sent.value)
      if (this.sending === sent) this.sending = undefined
      this.tell('saved')
    } catch (error) {
      // Kept, unless something newer was typed meanwhile.
      if (this.sending === sent) {
        this.sending = undefined
        this.waiting ??= sent
      }
      this.tell('failed', error)
    } finally {
      this.running = undefined
    }
  }
}
