/**
 * Arrays that a search writes to, kept between searches: clearing what was touched is far cheaper than new ones.
 * By unit: what it can score at most, which words it has, whether it is a candidate. By term: its slot.
 */
import type { Corpus } from './corpus'
import type { Question } from './question'

export class Scratch {
  /** Sum of the words' weights found in the unit. */
  sums = new Float32Array(0)
  /** Bit i: the word with index i is in the unit. */
  masks = new Uint32Array(0)
  chosen = new Uint8Array(0)
  /** Units with a mask: touched[0, touchedCount). */
  touched = new Uint32Array(0)
  touchedCount = 0
  /** 0: the term means nothing in this query. */
  slots = new Uint16Array(0)
  /** Entries of slot s: offsets[s] to offsets[s + 1]. Each is a word's index and what it is worth by this term. */
  offsets = new Uint16Array(2)
  words = new Uint8Array(0)
  values = new Float32Array(0)
  readonly #used: number[] = []

  /** Makes room and enters what the terms of the question stand for. `clear` must follow. */
  begin(corpus: Corpus, question: Question): void {
    const units = corpus.capacity
    if (this.sums.length < units) {
      this.sums = new Float32Array(units)
      this.masks = new Uint32Array(units)
      this.chosen = new Uint8Array(units)
      this.touched = new Uint32Array(units)
    }
    if (this.slots.length < corpus.vocabulary.size)
      this.slots = new Uint16Array(Math.ceil(corpus.vocabulary.size * 1.2))
    this.touchedCount = 0

    const entries: { word: number; value: number }[][] = [[]]
    const enter = (term: number, word: number, value: number): void => {
      if (this.slots[term] === 0) {
        this.slots[term] = entries.length
        entries.push([])
        this.#used.push(term)
      }
      entries[this.slots[term]!]!.push({ word, value })
    }
    for (const word of question.words)
      for (const v of word.variants) enter(v.term, word.index, v.weight * word.rareness)
    this.offsets = new Uint16Array(entries.length + 1)
    let n = 0
    entries.forEach((slot, s) => {
      n += slot.length
      this.offsets[s + 1] = n
    })
    const flat = entries.flat()
    this.words = Uint8Array.from(flat, (e) => e.word)
    this.values = Float32Array.from(flat, (e) => e.value)
  }

  clear(): void {
    for (let k = 0; k < this.touchedCount; k++) {
      const unit = this.touched[k]!
      this.sums[unit] = 0
      this.masks[unit] = 0
    }
    for (const term of this.#used) this.slots[term] = 0
    this.#used.length = 0
  }
}
