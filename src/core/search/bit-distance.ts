/**
 * Edit distance with swaps of neighbours, all letters of the pattern at once in the bits of one number.
 * Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003.
 */

/** Patterns are at most this long: one bit a letter, the sign bit left free. */
export const LONGEST_PATTERN = 31

/** A word prepared to be compared with many others. `done` must be called before the next one is made. */
export class BitPattern {
  readonly length: number
  readonly #codes: Uint16Array

  constructor(codes: Uint16Array) {
    if (codes.length > LONGEST_PATTERN || codes.length === 0)
      throw new RangeError(`A pattern has 1 to ${LONGEST_PATTERN} letters.`)
    this.#codes = codes
    this.length = codes.length
    for (let j = 0; j < codes.length; j++) occurs[codes[j]!]! |= 1 << j
  }

  /** Edits (insert, delete, change, swap) between the pattern and text[from, to). */
  distance(text: Uint16Array, from: number, to: number): number {
    const top = 1 << (this.length - 1)
    let plus = -1
    let minus = 0
    let diagonal = 0
    let lastMatch = 0
    let score = this.length
    for (let p = from; p < to; p++) {
      const match = occurs[text[p]!]!
      const swap = ((~diagonal & match) << 1) & lastMatch
      diagonal = ((((match & plus) + plus) | 0) ^ plus) | match | minus | swap
      const up = minus | ~(diagonal | plus)
      const down = diagonal & plus
      if (up & top) score++
      else if (down & top) score--
      const shifted = (up << 1) | 1
      plus = (down << 1) | ~(diagonal | shifted)
      minus = shifted & diagonal
      lastMatch = match
    }
    return score
  }

  done(): void {
    for (const code of this.#codes) occurs[code] = 0
  }
}

/** For each UTF-16 code, the places at which the current pattern has it. One table, because it is large. */
const occurs = new Int32Array(65536)
