/**
 * Reading a candidate: its best window, the stretch of words that holds most of the query in least room and best
 * order. What a window is worth: each word once at its best meaning, more for words in the query's order and next to
 * each other, less for each word between them that is not meant.
 */
import type { Candidates } from './candidates'
import type { Corpus } from './corpus'
import { Floor } from './floor'
import { LIMITS, WEIGHTS } from './limits'
import type { Question } from './question'
import type { Scratch } from './scratch'
import { SEGMENT_UNITS, UNIT_WORDS, type Segment } from './segment'

export interface Passage {
  unit: number
  score: number
  /** The window: first and last word, counted in the unit. */
  from: number
  to: number
  /** Words of the query in the window, as a mask of indices. */
  mask: number
}

/** Scores the candidates that can still matter. In no order. */
export function scorePassages(
  corpus: Corpus,
  question: Question,
  scratch: Scratch,
  { units, ranked }: Candidates,
  limit: number
): Passage[] {
  const reader = new WindowReader(question, scratch)
  const out: Passage[] = []
  const floor = new Floor(Math.max(LIMITS.floorRank, limit))
  units.forEach((unit, k) => {
    // The sums tell what a unit can reach at most; most need not be read. Those of the best cards always are.
    if (k < ranked && mostPossible(corpus, question, scratch, unit) < floor.score) return
    const passage = reader.read(unit, corpus.segmentOf(unit))
    if (!passage) return
    floor.add(passage.score)
    out.push(passage)
  })
  return out
}

/** An upper bound of a unit's score, bonuses for its document included. */
function mostPossible(corpus: Corpus, question: Question, scratch: Scratch, unit: number): number {
  const mask = scratch.masks[unit]!
  const { card } = corpus.documentOf(unit)
  const onCard = card < 0 || card === unit ? 0 : scratch.masks[card]!
  let most = scratch.sums[unit]! * (1 + WEIGHTS.unit)
  for (const word of question.words) {
    const bit = 1 << word.index
    if (mask & bit) most += Math.min(3, word.rareness) * WEIGHTS.order
    else if (onCard & bit) most += word.rareness * WEIGHTS.card
    else most += word.elsewhere * WEIGHTS.elsewhere
  }
  return most
}

export class WindowReader {
  readonly #scratch: Scratch
  readonly #asked: number
  readonly #span: number
  readonly #gap: number
  /** Places in the query, by word index. */
  readonly #position = new Int32Array(LIMITS.words)
  // Where the unit has words that mean something, and their slots.
  readonly #at = new Uint16Array(UNIT_WORDS)
  readonly #slot = new Uint16Array(UNIT_WORDS)
  // By word index: best value in the unit; in the window; gain by order in the window.
  readonly #inUnit = new Float32Array(LIMITS.words)
  readonly #inWindow = new Float32Array(LIMITS.words)
  readonly #byOrder = new Float32Array(LIMITS.words)
  #covered = 0

  constructor(question: Question, scratch: Scratch) {
    this.#scratch = scratch
    this.#asked = question.asked
    this.#span = Math.ceil(question.asked * WEIGHTS.span + WEIGHTS.reach)
    this.#gap = (WEIGHTS.gap * question.total) / question.asked
    for (const word of question.words) this.#position[word.index] = word.position
  }

  read(unit: number, segment: Segment): Passage | undefined {
    const n = this.#collect(unit & (SEGMENT_UNITS - 1), segment)
    if (n === 0) return undefined
    const passage: Passage = { unit, score: 0, from: 0, to: 0, mask: 0 }
    for (let first = 0; first < n; first++) {
      // The same word again: the later start is at least as tight.
      if (first + 1 < n && this.#slot[first] === this.#slot[first + 1]) continue
      this.#grow(first, n, passage)
    }
    passage.score += WEIGHTS.unit * this.#covered
    return passage
  }

  /** By word index: what the best meaning that the unit has is worth, 0 for none. Until the next call. */
  valuesIn(unit: number, segment: Segment): Float32Array {
    this.#collect(unit & (SEGMENT_UNITS - 1), segment)
    return this.#inUnit
  }

  /** Notes where the unit has words of the query. */
  #collect(place: number, segment: Segment): number {
    const { slots, offsets, words, values } = this.#scratch
    const chunk = segment.chunkOf(place)
    const inUnit = this.#inUnit.fill(0)
    let covered = 0
    let n = 0
    for (let p = segment.offsetOf(place), end = p + segment.size[place]!, k = 0; p < end; k++) {
      let byte = chunk[p++]!
      let term = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = chunk[p++]!
        term |= (byte & 127) << shift
      }
      const slot = slots[term]!
      if (slot === 0) continue
      this.#at[n] = k
      this.#slot[n++] = slot
      for (let j = offsets[slot]!; j < offsets[slot + 1]!; j++) {
        const gain = values[j]! - inUnit[words[j]!]!
        if (gain > 0) {
          covered += gain
          inUnit[words[j]!] = values[j]!
        }
      }
    }
    this.#covered = covered
    return n
  }

  /** Lets a window grow from the word at `first`; keeps the best in `passage`. */
  #grow(first: number, n: number, passage: Passage): void {
    const { offsets, words, values } = this.#scratch
    const [at, slots, inWindow, byOrder] = [this.#at, this.#slot, this.#inWindow, this.#byOrder]
    inWindow.fill(0)
    byOrder.fill(0)
    const start = at[first]!
    let value = 0
    let order = 0
    let found = 0
    let mask = 0
    let lastPosition = -9
    let lastAt = -9
    for (let b = first; b < n && at[b]! - start < this.#span; b++) {
      const here = at[b]!
      let position = -1
      for (let j = offsets[slots[b]!]!, end = offsets[slots[b]! + 1]!; j < end; j++) {
        const word = words[j]!
        const worth = values[j]!
        const had = inWindow[word]!
        if (worth <= had) continue
        if (had === 0) found++
        value += worth - had
        inWindow[word] = worth
        mask |= 1 << word
        position = this.#position[word]!
        const ahead = position - lastPosition
        const apart = here - lastAt
        if (apart > 2 || ahead < 1 || ahead > 2) continue
        const gain = Math.min(worth, 3) * (apart === ahead ? WEIGHTS.order : WEIGHTS.near)
        if (gain > byOrder[word]!) {
          order += gain - byOrder[word]!
          byOrder[word] = gain
        }
      }
      if (position < 0) continue
      lastPosition = position
      lastAt = here
      const score = value + order - this.#gap * Math.max(0, here - start + 1 - found)
      if (score > passage.score) {
        passage.score = score
        passage.from = start
        passage.to = here
        passage.mask = mask
      }
      if (found === this.#asked) break
    }
  }
}
