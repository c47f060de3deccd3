/**
 * All terms of one length, side by side: fingerprints to scan, letters to compare. Appending never moves a term, so
 * a growing vocabulary needs no re-ordering. The scans are kept apart from everything else so that they compile well.
 */
import { grown } from './growing'
import { countBits, letterBits, pairBits, skipBits } from './signatures'

/** What a scan looks for. */
export interface Fingerprint {
  letters: number
  pairs: number
  skips: number
}

/**
 * How many bits may differ. One edit changes at most so many; two could change twice as many, but then nothing would
 * be passed over: these keep nearly all.
 */
const TOLERANCE = {
  1: { letters: 2, pairs: 6, skips: 8 },
  2: { letters: 4, pairs: 10, skips: 12 }
} as const

/** Places found by the last scan, shared by all buckets: read them before the next scan. */
export let places = new Uint32Array(4096)

export class Bucket {
  readonly length: number
  count = 0
  /** The term at each place. */
  terms = new Uint32Array(16)
  /** Letters of the term at place k: codes[k * length, (k + 1) * length). */
  codes: Uint16Array
  #letters = new Int32Array(16)
  #pairs = new Int32Array(16)
  #skips = new Int32Array(16)

  constructor(length: number) {
    this.length = length
    this.codes = new Uint16Array(16 * length)
  }

  /** Answers with the place. */
  add(term: number, word: string): number {
    const place = this.count++
    const n = this.count
    this.terms = grown(this.terms, n, Uint32Array)
    this.codes = grown(this.codes, n * this.length, Uint16Array)
    this.#letters = grown(this.#letters, n, Int32Array)
    this.#pairs = grown(this.#pairs, n, Int32Array)
    this.#skips = grown(this.#skips, n, Int32Array)
    this.terms[place] = term
    for (let i = 0, at = place * this.length; i < this.length; i++) this.codes[at + i] = word.charCodeAt(i)
    this.#letters[place] = letterBits(word)
    this.#pairs[place] = pairBits(word)
    this.#skips[place] = skipBits(word)
    if (places.length < n) places = new Uint32Array(n * 2)
    return place
  }

  /** Terms that may be within a few edits. Answers how many `places` it wrote. */
  scanNear(of: Fingerprint, edits: 1 | 2): number {
    const { letters: maxLetters, pairs: maxPairs, skips: maxSkips } = TOLERANCE[edits]
    const { count } = this
    const [letters, pairs, skips, out] = [this.#letters, this.#pairs, this.#skips, places]
    let n = 0
    for (let k = 0; k < count; k++)
      if (
        countBits(letters[k]! ^ of.letters) <= maxLetters &&
        countBits(pairs[k]! ^ of.pairs) <= maxPairs &&
        countBits(skips[k]! ^ of.skips) <= maxSkips
      )
        out[n++] = k
    return n
  }

  /** Terms that may contain the whole word: `innerPairs` are its pairs without the borders. */
  scanHolding(letterBitsOfWord: number, innerPairs: number): number {
    const { count } = this
    const [letters, pairs, out] = [this.#letters, this.#pairs, places]
    let n = 0
    for (let k = 0; k < count; k++)
      if ((letterBitsOfWord & ~letters[k]!) === 0 && (innerPairs & ~pairs[k]!) === 0) out[n++] = k
    return n
  }

  /** The same with one letter and its pairs wrong. */
  scanAlmostHolding(letterBitsOfWord: number, innerPairs: number): number {
    const { count } = this
    const [letters, pairs, out] = [this.#letters, this.#pairs, places]
    let n = 0
    for (let k = 0; k < count; k++) {
      const missing = letterBitsOfWord & ~letters[k]!
      if ((missing & (missing - 1)) === 0 && countBits(innerPairs & ~pairs[k]!) <= 3) out[n++] = k
    }
    return n
  }

  /** Whether the term at `place` begins with the letters. */
  startsWith(place: number, wanted: Uint16Array): boolean {
    const from = place * this.length
    for (let j = 0; j < wanted.length; j++) if (this.codes[from + j] !== wanted[j]) return false
    return true
  }

  /** Where the letters stand in the term at `place`; -1 when they do not. */
  find(place: number, wanted: Uint16Array): number {
    const from = place * this.length
    const last = from + this.length - wanted.length
    for (let p = from; p <= last; p++) {
      let j = 0
      while (j < wanted.length && this.codes[p + j] === wanted[j]) j++
      if (j === wanted.length) return p - from
    }
    return -1
  }

  get bytes(): number {
    return this.codes.byteLength + this.terms.byteLength * 4
  }
}
