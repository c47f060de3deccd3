/** Terms that share a 32-bit key (a stem, a sound), as chains in two number arrays: 12 bytes a term, no objects. */
import { grown } from './growing'

export class KeyChains {
  #keys = new Uint32Array(1024)
  #next = new Int32Array(1024)
  #heads = new Int32Array(2048).fill(-1)
  #count = 0

  /** Terms must come in order: 0, 1, 2 … Key 0 means none. */
  add(key: number): void {
    const term = this.#count++
    this.#keys = grown(this.#keys, this.#count, Uint32Array)
    this.#next = grown(this.#next, this.#count, Int32Array)
    this.#keys[term] = key
    if (this.#count > this.#heads.length) this.#rehash()
    else this.#link(term)
  }

  /** Newest first. */
  each(key: number, visit: (term: number) => void): void {
    if (key === 0) return
    for (let t = this.#heads[key & (this.#heads.length - 1)] ?? -1; t >= 0; t = this.#next[t] ?? -1)
      if (this.#keys[t] === key) visit(t)
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#next.byteLength + this.#heads.byteLength
  }

  #link(term: number): void {
    const key = this.#keys[term] ?? 0
    if (key === 0) return
    const slot = key & (this.#heads.length - 1)
    this.#next[term] = this.#heads[slot] ?? -1
    this.#heads[slot] = term
  }

  #rehash(): void {
    this.#heads = new Int32Array(this.#heads.length * 2).fill(-1)
    for (let term = 0; term < this.#count; term++) this.#link(term)
  }
}
