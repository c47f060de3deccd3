/** Saves the newest text: half a second after the last change, one save at a time, never an older one after a newer. */
export const SAVE_AFTER_MS = 500

export class Autosave {
  private waiting: string | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | undefined
  private readonly save: (text: string) => Promise<unknown>
  private readonly mayWait: () => boolean
  private readonly tell: (state: 'saving' | 'saved' | 'failed', error?: unknown) => void

  constructor(
    save: (text: string) => Promise<unknown>,
    tell: (state: 'saving' | 'saved' | 'failed', error?: unknown) => void,
    /** False while saves are kept in order elsewhere: then a newer text need not wait for an older one. */
    mayWait: () => boolean = () => true
  ) {
    this.save = save
    this.mayWait = mayWait
    this.tell = tell
  }

  change(text: string): void {
    this.waiting = text
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS)
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

  private async run(text: string): Promise<void> {
    this.waiting = undefined
    this.tell('saving')
    try {
      await this.save(text)
      this.tell('saved')
    } catch (error) {
      // Kept, unless something newer was typed meanwhile.
      this.waiting ??= text
      this.tell('failed', error)
    } finally {
      this.running = undefined
    }
  }
}
