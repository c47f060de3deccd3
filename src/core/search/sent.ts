/** What the search thread has been sent, or has of a saved index: by kind and the record's id. */
export type Kind = 'card' | 'text' | 'note' | 'mark'

export class Sent {
  readonly #stamps: Readonly<Record<Kind, Map<string, number>>> = {
    card: new Map(),
    text: new Map(),
    note: new Map(),
    mark: new Map()
  }
  /** The document that a part of a note or highlight is in. */
  readonly #placed = new Map<string, string>()

  clear(): void {
    for (const stamps of Object.values(this.#stamps)) stamps.clear()
    this.#placed.clear()
  }

  /** undefined: it has not been sent. */
  stamp(kind: Kind, id: string): number | undefined {
    return this.#stamps[kind].get(id)
  }

  set(kind: Kind, id: string, stamp: number): void {
    this.#stamps[kind].set(id, stamp)
  }

  forget(kind: Kind, id: string): void {
    this.#stamps[kind].delete(id)
  }

  /** Whether it is not what was sent last; then it is now. */
  isNew(kind: Kind, id: string, stamp: number): boolean {
    if (this.#stamps[kind].get(id) === stamp) return false
    this.#stamps[kind].set(id, stamp)
    return true
  }

  /** Puts a part into a document (or none) and answers the other one in which it was. */
  place(part: string, key: string | undefined): string | undefined {
    const before = this.#placed.get(part)
    if (key === undefined) this.#placed.delete(part)
    else this.#placed.set(part, key)
    return before === key ? undefined : before
  }
}
