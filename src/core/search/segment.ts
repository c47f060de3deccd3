/**
 * A run of up to 65,536 units. A unit is a paragraph, a note or a card; a very long paragraph is several. Text is
 * not kept: each unit's words lie here as term numbers in order, varint-coded ("forward index"). It serves scoring,
 * building postings, and moving units when a segment is thinned out.
 *
 * Nothing here is ever copied to grow: words lie in chunks of a megabyte, the tables have their full size at once,
 * and a full segment is followed by another.
 */

export const SEGMENT_BITS = 16
export const SEGMENT_UNITS = 1 << SEGMENT_BITS
/** Units hold at most this many words; longer paragraphs are cut into pieces. Bounds the size and the windows. */
export const UNIT_WORDS = 4000

const CHUNK_BITS = 20
const CHUNK_BYTES = 1 << CHUNK_BITS
/** A varint of a 32-bit number. */
const WIDEST = 5
export const DEAD = 1
export const CARD = 2
export const NOTE = 4

/** Which units of a segment have each term. See postings.ts. */
export interface Postings {
  /** Units 0 to units − 1 are covered. */
  readonly units: number
  /** Terms 0 to terms − 1 are covered; none of these units has a later one. */
  readonly terms: number
  /** Of term t: data[start[t], start[t + 1]). */
  readonly start: Uint32Array
  readonly data: Uint8Array
  readonly bytes: number
}

export class Segment {
  /** Units begun; numbers 0 to count − 1. */
  count = 0
  live = 0
  /** The part of a document that each unit belongs to. */
  readonly part = new Uint32Array(SEGMENT_UNITS)
  /** Paragraph number within the part. */
  readonly ordinal = new Uint32Array(SEGMENT_UNITS)
  /** Number of the piece, for paragraphs cut in several. */
  readonly piece = new Uint16Array(SEGMENT_UNITS)
  /** Next unit of the same document (global number); -1 ends. */
  readonly next = new Int32Array(SEGMENT_UNITS)
  /** DEAD, CARD, NOTE. */
  readonly flags = new Uint8Array(SEGMENT_UNITS)
  /** Chunk and offset of the first word: chunk << 20 | offset. */
  readonly start = new Uint32Array(SEGMENT_UNITS)
  /** Bytes of the words. */
  readonly size = new Uint16Array(SEGMENT_UNITS)
  /** Over the units that were there when they were built; later ones are read directly. */
  postings: Postings | undefined
  #chunks: Uint8Array[] = []
  #free = CHUNK_BYTES

  /** Room for words. */
  static chunk(): Uint8Array {
    return new Uint8Array(CHUNK_BYTES)
  }

  get full(): boolean {
    return this.count === SEGMENT_UNITS
  }

  /** The chunk that holds a unit's words: from start & 0xfffff, size bytes. */
  chunkOf(unit: number): Uint8Array {
    return this.#chunks[this.start[unit]! >>> CHUNK_BITS]!
  }

  offsetOf(unit: number): number {
    return this.start[unit]! & (CHUNK_BYTES - 1)
  }

  /** Adds a unit of terms[0, n) and answers its number in this segment. n ≤ UNIT_WORDS. */
  add(terms: Uint32Array, n: number): number {
    let chunk = this.#chunks.at(-1)
    if (!chunk || this.#free + n * WIDEST > CHUNK_BYTES) {
      chunk = Segment.chunk()
      this.#chunks.push(chunk)
      this.#free = 0
    }
    let at = this.#free
    for (let k = 0; k < n; k++) {
      let term = terms[k]!
      while (term > 127) {
        chunk[at++] = (term & 127) | 128
        term >>>= 7
      }
      chunk[at++] = term
    }
    const unit = this.count++
    this.start[unit] = ((this.#chunks.length - 1) << CHUNK_BITS) | this.#free
    this.size[unit] = at - this.#free
    this.#free = at
    this.live++
    return unit
  }

  /** Writes the unit's terms to `out` and answers how many. `out` holds UNIT_WORDS. */
  terms(unit: number, out: Uint32Array): number {
    const chunk = this.chunkOf(unit)
    let n = 0
    for (let p = this.offsetOf(unit), end = p + this.size[unit]!; p < end; n++) {
      let byte = chunk[p++]!
      let term = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = chunk[p++]!
        term |= (byte & 127) << shift
      }
      out[n] = term
    }
    return n
  }

  /** The tables that are saved, in this order; `next` follows from them. */
  tables(): (Uint32Array | Uint16Array | Uint8Array)[] {
    return [this.part, this.ordinal, this.piece, this.flags, this.start, this.size]
  }

  get chunks(): readonly Uint8Array[] {
    return this.#chunks
  }

  /** Where the next unit's words begin in the last chunk. */
  get free(): number {
    return this.#free
  }

  /** Takes saved words; the tables are filled already. Which units live is counted by the corpus. */
  restore(count: number, chunks: Uint8Array[], free: number): void {
    this.count = count
    this.#chunks = chunks
    this.#free = free
  }

  get bytes(): number {
    return SEGMENT_UNITS * 21 + this.#chunks.length * CHUNK_BYTES + (this.postings?.bytes ?? 0)
  }
}
