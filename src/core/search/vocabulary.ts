/**
 * Every distinct folded word of the library under a number (its term), with how many units have it. Terms are never
 * removed: a term that no unit has any more (`unitsWith` 0) is passed over when meanings are looked for.
 */
import { LONGEST_WORD } from '#shared/domain/fold'
import { Bucket } from './bucket'
import { grown } from './growing'
import { KeyChains } from './key-chains'
import { hashCodes, hashWord } from './signatures'
import { sound, stem } from './word-forms'

/** Buckets of pairs from scripts without spaces lie above those of spaced words. */
const UNSPACED = LONGEST_WORD + 1

export class Vocabulary {
  /** Number of terms. */
  size = 0
  /** Units (paragraphs, notes, cards) that have the term. */
  unitsWith = new Uint32Array(1024)
  readonly stems = new KeyChains()
  readonly sounds = new KeyChains()
  readonly #buckets: (Bucket | undefined)[] = []
  #table = new Int32Array(4096)
  #hashes = new Uint32Array(1024)
  #bucketOf = new Uint8Array(1024)
  #placeOf = new Uint32Array(1024)

  /** The term's number; -1 when there is none. */
  find(word: string): number {
    const cut = word.slice(0, LONGEST_WORD)
    for (let i = 0; i < cut.length; i++) scratch[i] = cut.charCodeAt(i)
    return this.#lookUp(scratch, cut.length, hashCodes(scratch, cut.length))
  }

  /** The term's number, made if it is new. */
  add(codes: Uint16Array, length: number, unspaced: boolean): number {
    const hash = hashCodes(codes, length)
    const known = this.#lookUp(codes, length, hash)
    return known >= 0 ? known : this.#make(String.fromCharCode(...codes.subarray(0, length)), hash, unspaced)
  }

  word(term: number): string {
    return String.fromCharCode(...this.codes(term))
  }

  /** A view, not a copy. */
  codes(term: number): Uint16Array {
    const bucket = this.#bucketOfTerm(term)
    const at = (this.#placeOf[term] ?? 0) * bucket.length
    return bucket.codes.subarray(at, at + bucket.length)
  }

  lengthOf(term: number): number {
    return this.#bucketOfTerm(term).length
  }

  isUnspaced(term: number): boolean {
    return (this.#bucketOf[term] ?? 0) > UNSPACED
  }

  /** Spaced terms by length, from `from` to `to` letters, both included. */
  *ofLength(from: number, to: number): IterableIterator<Bucket> {
    for (let n = Math.max(1, from); n <= Math.min(to, LONGEST_WORD); n++) {
      const bucket = this.#buckets[n]
      if (bucket) yield bucket
    }
  }

  *ofUnspaced(): IterableIterator<Bucket> {
    for (const bucket of this.#buckets.slice(UNSPACED)) if (bucket) yield bucket
  }

  /** Terms `from` to `to` (excluded) for saving: how many letters each has (plus 128: unspaced), and the letters. */
  saved(from: number, to: number): { lengths: Uint8Array; codes: Uint16Array } {
    const lengths = new Uint8Array(to - from)
    let total = 0
    for (let term = from; term < to; term++) {
      const { length } = this.#bucketOfTerm(term)
      lengths[term - from] = length | (this.isUnspaced(term) ? 128 : 0)
      total += length
    }
    const codes = new Uint16Array(total)
    let at = 0
    for (let term = from; term < to; term++) {
      codes.set(this.codes(term), at)
      at += lengths[term - from]! & 127
    }
    return { lengths, codes }
  }

  /** Adds saved terms, which get the numbers they had. */
  restore(lengths: Uint8Array, codes: Uint16Array): void {
    let at = 0
    for (const length of lengths) {
      const letters = length & 127
      this.add(codes.subarray(at, at + letters), letters, length > 127)
      at += letters
    }
  }

  get bytes(): number {
    const perTerm = this.unitsWith.byteLength * 3 + this.#bucketOf.byteLength + this.#table.byteLength
    const buckets = this.#buckets.reduce((sum, b) => sum + (b?.bytes ?? 0), 0)
    return perTerm + buckets + this.stems.bytes + this.sounds.bytes
  }

  #bucketOfTerm(term: number): Bucket {
    const bucket = term < this.size ? this.#buckets[this.#bucketOf[term] ?? 0] : undefined
    if (!bucket) throw new RangeError(`There is no term ${term}.`)
    return bucket
  }

  #lookUp(codes: Uint16Array, length: number, hash: number): number {
    const mask = this.#table.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const term = this.#table[slot]! - 1
      if (term < 0) return -1
      if (this.#hashes[term] !== hash) continue
      const bucket = this.#buckets[this.#bucketOf[term]!]!
      if (bucket.length !== length) continue
      const at = this.#placeOf[term]! * length
      let j = 0
      while (j < length && bucket.codes[at + j] === codes[j]) j++
      if (j === length) return term
    }
  }

  #make(word: string, hash: number, unspaced: boolean): number {
    const term = this.size++
    this.unitsWith = grown(this.unitsWith, this.size, Uint32Array)
    this.#hashes = grown(this.#hashes, this.size, Uint32Array)
    this.#bucketOf = grown(this.#bucketOf, this.size, Uint8Array)
    this.#placeOf = grown(this.#placeOf, this.size, Uint32Array)
    const number = unspaced ? UNSPACED + word.length : word.length
    const bucket = (this.#buckets[number] ??= new Bucket(word.length))
    this.#hashes[term] = hash
    this.#bucketOf[term] = number
    this.#placeOf[term] = bucket.add(term, word)
    this.stems.add(unspaced ? 0 : hashWord(stem(word)))
    const heard = unspaced ? '' : sound(word)
    this.sounds.add(heard === '' ? 0 : hashWord(heard))
    if (this.size * 2 > this.#table.length) this.#rehash()
    else this.#enter(term)
    return term
  }

  #enter(term: number): void {
    const mask = this.#table.length - 1
    let slot = this.#hashes[term]! & mask
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask
    this.#table[slot] = term + 1
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2)
    for (let term = 0; term < this.size; term++) this.#enter(term)
  }
}

const scratch = new Uint16Array(LONGEST_WORD)
