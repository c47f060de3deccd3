/**
 * What is indexed: documents made of named parts, parts made of units, units of terms. A document is an article (or
 * a note that belongs to none); its parts are replaced one at a time, so a changed note does not touch the text.
 *
 * Unit numbers are global: segment << 16 | place. All units of a document form a chain, whatever part they are of.
 */
import { eachWord } from '#shared/domain/fold'
import { CARD, DEAD, NOTE, Segment, SEGMENT_BITS, UNIT_WORDS } from './segment'
import { Vocabulary } from './vocabulary'

/** The part that names a document: title, authors, year, tags. */
export const CARD_PART = 'card'
/** The names of parts that are the person's own words begin so. */
const NOTE_PART = 'note:'

export interface Part {
  readonly number: number
  readonly document: Document
  readonly name: string
  /** What its texts are known by to whoever put them: see protocol.ts. 0: by nothing. */
  readonly stamp: number
}
/** A document with its parts (number, name, stamp), as it is saved. */
export type SavedDocument = [key: string, parts: [number, string, number][]]
export interface Document {
  readonly key: string
  readonly parts: Map<string, Part>
  /** First unit of the chain; -1 when it has none. */
  head: number
  /** The unit of the card; -1 when it has none. */
  card: number
}

export class Corpus {
  readonly vocabulary: Vocabulary
  readonly segments: Segment[]
  readonly documents = new Map<string, Document>()
  readonly #parts: (Part | undefined)[] = []
  readonly #freeParts: number[] = []
  readonly #freeSegments: number[] = []
  #open = -1
  #liveUnits = 0
  /** Grows with every change; what was cached about the corpus is void after. */
  version = 0
  /** For counting each term once a unit: the serial number of the last unit that counted it. */
  #countedBy = new Uint32Array(1024)
  #serial = 0

  constructor(vocabulary = new Vocabulary(), segments: Segment[] = []) {
    this.vocabulary = vocabulary
    this.segments = segments
  }

  /**
   * A saved one: chains, cards and counts are made anew, so that what was saved wrong cannot send a search in circles.
   * Throws RangeError when the parts do not belong together. `open`: the segment that takes new units.
   */
  static restored(
    vocabulary: Vocabulary,
    segments: Segment[],
    documents: readonly SavedDocument[],
    open: number
  ): Corpus {
    const corpus = new Corpus(vocabulary, segments)
    corpus.#open = open
    for (const [key, parts] of documents) {
      const document: Document = { key, parts: new Map(), head: -1, card: -1 }
      corpus.documents.set(key, document)
      for (const [number, name, stamp] of parts) {
        if (number >= 1 << 24 || corpus.#parts[number]) throw new RangeError(`Part ${number} is not one.`)
        const part: Part = { number, document, name, stamp }
        corpus.#parts[number] = part
        document.parts.set(name, part)
      }
    }
    for (let n = 0; n < corpus.#parts.length; n++) if (!corpus.#parts[n]) corpus.#freeParts.push(n)
    segments.forEach((segment, index) => {
      if (segment.count === 0 && index !== open) corpus.#freeSegments.push(index)
      for (let place = 0; place < segment.count; place++) {
        if (segment.flags[place]! & DEAD) continue
        const part = corpus.#parts[segment.part[place]!]
        if (!part) throw new RangeError('A unit belongs to no part.')
        corpus.#chain(part, segment, place, (index << SEGMENT_BITS) | place)
        segment.live++
        corpus.#liveUnits++
      }
    })
    return corpus
  }

  /** The segment that takes new units; -1 when there is none. */
  get open(): number {
    return this.#open
  }

  get liveUnits(): number {
    return this.#liveUnits
  }

  /** Units that arrays by unit number must have room for. */
  get capacity(): number {
    return this.segments.length << SEGMENT_BITS
  }

  segmentOf(unit: number): Segment {
    return this.segments[unit >>> SEGMENT_BITS]!
  }

  partOf(unit: number): Part {
    return this.#parts[this.segmentOf(unit).part[unit & MASK]!]!
  }

  documentOf(unit: number): Document {
    return this.partOf(unit).document
  }

  /** The units of a document, newest part first. */
  *unitsOf(document: Document): IterableIterator<number> {
    for (let unit = document.head; unit >= 0; unit = this.segmentOf(unit).next[unit & MASK]!) yield unit
  }

  /** Replaces a part: one unit per text (more for very long ones), numbered from 0; texts without words take none. */
  put(key: string, name: string, texts: readonly string[], stamp = 0): void {
    this.remove(key, name)
    let document = this.documents.get(key)
    if (!document) {
      document = { key, parts: new Map(), head: -1, card: -1 }
      this.documents.set(key, document)
    }
    const part: Part = { number: this.#freeParts.pop() ?? this.#parts.length, document, name, stamp }
    this.#parts[part.number] = part
    document.parts.set(name, part)
    texts.forEach((text, ordinal) => this.#addText(part, ordinal, text))
    this.version++
  }

  /** Removes a part, or the document with all of them. Unknown ones are no error. */
  remove(key: string, name?: string): void {
    const document = this.documents.get(key)
    if (!document) return
    const gone = name === undefined ? [...document.parts.values()] : [document.parts.get(name)]
    for (const part of gone) {
      if (!part) continue
      this.#dropUnits(part)
      document.parts.delete(part.name)
      this.#parts[part.number] = undefined
      this.#freeParts.push(part.number)
      this.version++
    }
    if (document.parts.size === 0) this.documents.delete(key)
  }

  /**
   * Thins out one segment that is mostly dead: its live units move to the open one, by term numbers, and its place
   * is used again. Answers whether there was one.
   */
  reclaim(): boolean {
    const index = this.segments.findIndex((s, i) => i !== this.#open && s.count > 0 && s.live * 2 < s.count)
    const old = index < 0 ? undefined : this.segments[index]
    if (!old) return false
    const words = new Uint32Array(UNIT_WORDS)
    for (let place = 0; place < old.count; place++) {
      if (old.flags[place]! & DEAD) continue
      const unit = (index << SEGMENT_BITS) | place
      const part = this.partOf(unit)
      const n = old.terms(place, words)
      this.#unlink(part.document, (u) => u === unit)
      this.#link(part, old.ordinal[place]!, old.piece[place]!, words, n)
    }
    this.segments[index] = new Segment()
    this.#freeSegments.push(index)
    this.version++
    return true
  }

  get bytes(): number {
    return this.vocabulary.bytes + this.segments.reduce((sum, s) => sum + s.bytes, 0)
  }

  #addText(part: Part, ordinal: number, text: string): void {
    let n = 0
    let piece = 0
    eachWord(text, (codes, length, _start, _end, unspaced) => {
      if (n === UNIT_WORDS) {
        this.#addUnit(part, ordinal, piece++, n)
        n = 0
      }
      unitWords[n++] = this.vocabulary.add(codes, length, unspaced)
    })
    if (n > 0) this.#addUnit(part, ordinal, piece, n)
  }

  #addUnit(part: Part, ordinal: number, piece: number, n: number): void {
    this.#count(unitWords, n, 1)
    this.#liveUnits++
    this.#link(part, ordinal, piece, unitWords, n)
  }

  #link(part: Part, ordinal: number, piece: number, words: Uint32Array, n: number): void {
    const segment = this.#openSegment()
    const place = segment.add(words, n)
    const unit = (this.#open << SEGMENT_BITS) | place
    segment.part[place] = part.number
    segment.ordinal[place] = ordinal
    segment.piece[place] = piece
    segment.flags[place] = part.name === CARD_PART ? CARD : part.name.startsWith(NOTE_PART) ? NOTE : 0
    this.#chain(part, segment, place, unit)
  }

  #chain(part: Part, segment: Segment, place: number, unit: number): void {
    segment.next[place] = part.document.head
    part.document.head = unit
    if (segment.flags[place]! & CARD && segment.piece[place] === 0) part.document.card = unit
  }

  #openSegment(): Segment {
    let open = this.segments[this.#open]
    if (!open || open.full) {
      this.#open = this.#freeSegments.pop() ?? this.segments.length
      open = new Segment()
      this.segments[this.#open] = open
    }
    return open
  }

  #dropUnits(part: Part): void {
    if (part.name === CARD_PART) part.document.card = -1
    this.#unlink(part.document, (unit) => {
      if (this.partOf(unit) !== part) return false
      const n = this.segmentOf(unit).terms(unit & MASK, unitWords)
      this.#count(unitWords, n, -1)
      this.#liveUnits--
      return true
    })
  }

  /** Takes units out of the document's chain and marks them dead. */
  #unlink(document: Document, gone: (unit: number) => boolean): void {
    let before = -1
    for (let unit = document.head; unit >= 0;) {
      const segment = this.segmentOf(unit)
      const place = unit & MASK
      const next = segment.next[place]!
      if (gone(unit)) {
        segment.flags[place]! |= DEAD
        segment.live--
        if (before < 0) document.head = next
        else this.segmentOf(before).next[before & MASK] = next
      } else before = unit
      unit = next
    }
  }

  /** Adds `by` to the number of units of each distinct term. */
  #count(words: Uint32Array, n: number, by: 1 | -1): void {
    const serial = ++this.#serial
    if (this.#countedBy.length < this.vocabulary.size) {
      const larger = new Uint32Array(this.vocabulary.size * 2)
      larger.set(this.#countedBy)
      this.#countedBy = larger
    }
    const { unitsWith } = this.vocabulary
    for (let k = 0; k < n; k++) {
      const term = words[k]!
      if (this.#countedBy[term] === serial) continue
      this.#countedBy[term] = serial
      unitsWith[term]! += by
    }
  }
}

const MASK = (1 << SEGMENT_BITS) - 1
/** Reused; the vocabulary's arrays may move while a unit is read, this one does not. */
const unitWords = new Uint32Array(UNIT_WORDS)
