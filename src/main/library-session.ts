/** The one library that is open, and the changing from one to another. */
import { CarrelError } from '#shared/contract/errors'
import type { Core } from '#core/app'

export type OpenCore = (folder: string) => Promise<Core>

export class LibrarySession {
  #current: { folder: string; core: Core } | undefined
  #closing: Promise<void> = Promise.resolve()
  #waiting: ((core: Core) => void)[] = []
  readonly #openCore: OpenCore

  constructor(openCore: OpenCore) {
    this.#openCore = openCore
  }

  get folder(): string | undefined {
    return this.#current?.folder
  }

  get core(): Core | undefined {
    return this.#current?.core
  }

  /** The open core, as soon as there is one. */
  whenOpen(): Promise<Core> {
    if (this.#current) return Promise.resolve(this.#current.core)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Opens the library in `folder`. Throws what the core says when it cannot. */
  async open(folder: string): Promise<void> {
    const core = await this.#openCore(folder)
    this.#current = { folder, core }
    for (const resolve of this.#waiting.splice(0)) resolve(core)
  }

  /**
   * Closes the open library and opens another. When that fails, the former one is opened again and the failure
   * thrown; when that fails too, none is open.
   */
  async switchTo(folder: string): Promise<void> {
    const before = this.folder
    await this.close()
    try {
      await this.open(folder)
    } catch (error) {
      if (before !== undefined) await this.open(before)
      throw error
    }
  }

  /** Everything acknowledged is on disk already; this ends workers and gives the library free. Once, however often. */
  close(): Promise<void> {
    const current = this.#current
    this.#current = undefined
    if (current)
      this.#closing = current.core.close().finally(() => {
        this.#closing = Promise.resolve()
      })
    return this.#closing
  }
}

/** The sentence to show for a failure to open. */
export function reasonOf(error: unknown): string {
  if (error instanceof CarrelError) return error.message
  return error instanceof Error ? error.message : String(error)
}
