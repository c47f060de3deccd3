/** The n-th best score so far; -1 until there are n. */
export class Floor {
  readonly #best: number[] = []
  readonly #n: number

  constructor(n: number) {
    this.#n = n
  }

  get score(): number {
    return this.#best.length < this.#n ? -1 : this.#best[this.#n - 1]!
  }

  add(score: number): void {
    if (score <= this.score) return
    let at = this.#best.length
    while (at > 0 && this.#best[at - 1]! < score) at--
    this.#best.splice(at, 0, score)
    if (this.#best.length > this.#n) this.#best.pop()
  }
}
