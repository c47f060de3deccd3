/**
 * Which terms a typed word may mean, with weights: 1 for itself, less the further a term is. No deletion dictionary
 * and no letter pairs index: a linear scan of fingerprints passes over nearly all terms, and a bit-parallel edit
 * distance decides the rest. Measured on 400,000 terms: 0.2 to 0.5 ms for one edit, 1 to 6 for two.
 */
import { isUnspacedWord, LONGEST_WORD } from '#shared/domain/fold'
import { BitPattern, LONGEST_PATTERN } from './bit-distance'
import { places, type Bucket } from './bucket'
import type { Corpus } from './corpus'
import { Floor } from './floor'
import { LIMITS, WEIGHTS } from './limits'
import { hashWord, innerPairBits, letterBits, pairBits, skipBits } from './signatures'
import { slip } from './slip'
import type { Vocabulary } from './vocabulary'
import { sound, stem } from './word-forms'

export interface Variant {
  term: number
  /** 0 to 1. */
  weight: number
}

/** What German, Danish and others write for ä, ö, ü where the keys are missing. */
const SPELT_OUT = [
  ['ae', 'a'],
  ['oe', 'o'],
  ['ue', 'u']
] as const

export class Variants {
  readonly #corpus: Corpus
  readonly #vocabulary: Vocabulary
  readonly #known = new Map<string, readonly Variant[]>()
  #version = -1

  constructor(corpus: Corpus) {
    this.#corpus = corpus
    this.#vocabulary = corpus.vocabulary
  }

  /** How many units have exactly this word. */
  unitsWith(word: string): number {
    const term = this.#vocabulary.find(word)
    return term < 0 ? 0 : (this.#vocabulary.unitsWith[term] ?? 0)
  }

  /**
   * Best first; terms that no unit has are left out. `unfinished`: the word is still being typed, so its
   * continuations count. `edits`: 2 for a word as typed; 1 when it is a guess itself (two words joined), then only
   * near spellings count.
   */
  of(word: string, unfinished: boolean, edits: 1 | 2 = 2): readonly Variant[] {
    if (this.#version !== this.#corpus.version || this.#known.size > 2000) {
      this.#known.clear()
      this.#version = this.#corpus.version
    }
    const key = `${unfinished ? '<' : '='}${edits}${word}`
    let found = this.#known.get(key)
    if (!found) {
      found = this.#look(word, unfinished, edits)
      this.#known.set(key, found)
    }
    return found
  }

  #look(word: string, unfinished: boolean, edits: 1 | 2): Variant[] {
    const { unitsWith } = this.#vocabulary
    const best = new Map<number, number>()
    const put = (term: number, weight: number): void => {
      if (unitsWith[term] && (best.get(term) ?? 0) < weight) best.set(term, weight)
    }
    const exact = this.#vocabulary.find(word)
    if (exact >= 0) put(exact, 1)
    for (const [long, short] of SPELT_OUT) {
      const term = word.includes(long) ? this.#vocabulary.find(word.replaceAll(long, short)) : -1
      if (term >= 0) put(term, 0.95)
    }
    if (isUnspacedWord(word)) this.#holdingCharacter(word, put)
    else if (word.length <= LONGEST_PATTERN) this.#spelling(word, exact, unfinished, edits, put)
    return this.#bestOf(best)
  }

  /** One character of a script without spaces stands in pairs. */
  #holdingCharacter(word: string, put: Put): void {
    if ([...word].length > 1) return
    const codes = codesOf(word)
    for (const bucket of this.#vocabulary.ofUnspaced())
      for (let place = 0; place < bucket.count; place++)
        if (bucket.find(place, codes) >= 0) put(bucket.terms[place]!, 0.8)
  }

  #spelling(word: string, exact: number, unfinished: boolean, edits: 1 | 2, put: Put): void {
    const vocabulary = this.#vocabulary
    const length = word.length
    const codes = codesOf(word)
    const frequent = 10 + this.#corpus.liveUnits / 5000
    // A word that many units have is most likely meant as it is.
    const sure = exact >= 0 && vocabulary.unitsWith[exact]! > frequent
    const isNumber = /^\d+$/.test(word)
    const whole = edits > 1

    if (!isNumber && whole) vocabulary.stems.each(hashWord(stem(word)), (term) => put(term, 0.85))
    const heard = !isNumber && whole && !sure && length >= 5 ? sound(word) : ''
    if (heard !== '')
      vocabulary.sounds.each(hashWord(heard), (term) => {
        if (Math.abs(vocabulary.lengthOf(term) - length) <= 3)
          put(term, Math.max(0.45, 0.85 - 0.17 * slip(codes, vocabulary.codes(term))))
      })

    const allowed = isNumber ? 0 : allowedEdits(length, sure, edits)
    const pattern = new BitPattern(codes)
    const near: Put = sure ? (term, weight) => put(term, WEIGHTS.misspeltWord * weight) : put
    if (allowed !== 0) this.#nearSpellings(word, codes, pattern, allowed, near)
    if (whole && (unfinished || (length >= 5 && !isNumber))) {
      const continued = this.#holding(word, codes, unfinished, put)
      if (unfinished && length >= 5 && !isNumber && !sure && continued <= frequent)
        this.#misspeltStarts(word, pattern, allowed, put)
    }
    pattern.done()
  }

  #nearSpellings(word: string, codes: Uint16Array, pattern: BitPattern, allowed: 1 | 2, put: Put): void {
    const of = { letters: letterBits(word), pairs: pairBits(word), skips: skipBits(word) }
    for (const bucket of this.#vocabulary.ofLength(word.length - allowed, word.length + allowed)) {
      const n = bucket.scanNear(of, allowed)
      for (let h = 0; h < n; h++) {
        const [from, to] = letters(bucket, places[h]!)
        if (pattern.distance(bucket.codes, from, to) <= allowed)
          put(
            bucket.terms[places[h]!]!,
            Math.max(0.35, 0.9 - 0.2 * slip(codes, bucket.codes.subarray(from, to)))
          )
      }
    }
  }

  /** Continuations, and terms with the word inside (compounds). Answers how many units the continuations have. */
  #holding(word: string, codes: Uint16Array, unfinished: boolean, put: Put): number {
    const { length } = word
    const { unitsWith } = this.#vocabulary
    const [letterMask, inner] = [letterBits(word), innerPairBits(word)]
    const likeliest = new Floor(LIMITS.variants)
    const terms: number[] = []
    const weights: number[] = []
    let continued = 0
    for (const bucket of this.#vocabulary.ofLength(length + 1, LONGEST_WORD)) {
      const weight = length >= 3 ? 0.9 - Math.min(0.1, (bucket.length - length) * 0.01) : 0.7
      const n = bucket.scanHolding(letterMask, inner)
      for (let h = 0; h < n; h++) {
        const place = places[h]!
        const starts = unfinished && bucket.startsWith(place, codes)
        if (!starts && (length < 5 || bucket.find(place, codes) < 0)) continue
        const term = bucket.terms[place]!
        if (!starts) put(term, 0.6)
        else if (unitsWith[term]) {
          continued += unitsWith[term]
          const likely = this.#likely(term, weight)
          if (likely < likeliest.score) continue
          likeliest.add(likely)
          terms.push(term)
          weights.push(weight)
        }
      }
    }
    // A letter or two begin tens of thousands of words: those that can be among the likeliest are enough.
    terms.forEach((term, k) => {
      if (this.#likely(term, weights[k]!) >= likeliest.score) put(term, weights[k]!)
    })
    return continued
  }

  /** The start of a longer, half-typed word, itself misspelt. */
  #misspeltStarts(word: string, pattern: BitPattern, allowed: number, put: Put): void {
    const [letterMask, inner] = [letterBits(word), innerPairBits(word)]
    for (const bucket of this.#vocabulary.ofLength(word.length + allowed + 1, LONGEST_WORD)) {
      const n = bucket.scanAlmostHolding(letterMask, inner)
      for (let h = 0; h < n; h++) {
        const [from] = letters(bucket, places[h]!)
        if (pattern.distance(bucket.codes, from, from + word.length) <= 1)
          put(bucket.terms[places[h]!]!, 0.55)
      }
    }
  }

  #bestOf(best: ReadonlyMap<number, number>): Variant[] {
    const { unitsWith } = this.#vocabulary
    let out = [...best].map(([term, weight]) => ({ term, weight, likely: this.#likely(term, weight) }))
    // Ties go by frequency, then by spelling, never by term numbers: those depend on the order of saving.
    const byWeight = (a: Variant, b: Variant): number =>
      b.weight - a.weight || unitsWith[b.term]! - unitsWith[a.term]! || this.#bySpelling(a, b)
    if (out.length > LIMITS.variants) {
      const likeliest = new Floor(LIMITS.variants)
      for (const { likely } of out) likeliest.add(likely)
      // Only those are sorted: spelling out thousands of words for their order is what a keystroke would wait for.
      out = out
        .filter(({ likely }) => likely >= likeliest.score)
        .sort((a, b) => b.likely - a.likely || byWeight(a, b))
        .slice(0, LIMITS.variants)
    }
    return out.sort(byWeight).map(({ term, weight }) => ({ term, weight }))
  }

  /** What decides which terms a word may mean where there are too many. */
  #likely(term: number, weight: number): number {
    return weight + 0.015 * Math.log2(1 + this.#vocabulary.unitsWith[term]!)
  }

  #bySpelling(a: Variant, b: Variant): number {
    return this.#vocabulary.word(a.term) < this.#vocabulary.word(b.term) ? -1 : 1
  }
}

type Put = (term: number, weight: number) => void

/** Short words and frequent ones get one edit, long unknown ones two. */
function allowedEdits(length: number, sure: boolean, most: 1 | 2): 0 | 1 | 2 {
  if (length < 3 || (length < 4 && sure)) return 0
  return length < 5 || sure ? 1 : most
}

function codesOf(word: string): Uint16Array {
  const codes = new Uint16Array(word.length)
  for (let i = 0; i < codes.length; i++) codes[i] = word.charCodeAt(i)
  return codes
}

function letters(bucket: Bucket, place: number): [from: number, to: number] {
  const from = place * bucket.length
  return [from, from + bucket.length]
}
