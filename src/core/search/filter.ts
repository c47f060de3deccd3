/** Exact demands on passages: phrases that must stand there, words that must not. */
import type { Corpus, Document } from './corpus'
import type { Query } from './query'
import { DEAD, SEGMENT_BITS, UNIT_WORDS } from './segment'
import type { Variants } from './variants'

/** 1 at units that may be shown; undefined: all may. */
export type Allowed = Uint8Array | undefined

/** Words next to each other; each may be one of several terms (the last of an open phrase). */
type Sequence = readonly (readonly number[])[]

/** Words that must (not) stand next to each other in parts of a document with such a name. */
export interface PartDemand {
  words: readonly string[]
  negated: boolean
  parts: RegExp
}

export interface Limits {
  /** Keys of documents. */
  only?: readonly string[] | undefined
  demands?: readonly PartDemand[] | undefined
  /** Only passages that meet a demand, not all of their documents. */
  scoped?: boolean | undefined
}

/** undefined: nothing is demanded. */
export function allowedUnits(query: Query, limits: Limits, corpus: Corpus, variants: Variants): Allowed {
  const { only, demands = [], scoped = false } = limits
  const free = query.phrases.length === 0 && query.excluded.length === 0
  if (free && only === undefined && demands.length === 0) return undefined
  let allowed = new Uint8Array(corpus.capacity).fill(only === undefined ? 1 : 0)
  for (const key of only ?? []) {
    const document = corpus.documents.get(key)
    if (document) for (const unit of corpus.unitsOf(document)) allowed[unit] = 1
  }
  allowed = meetDemands(allowed, demands, scoped, corpus)
  query.phrases.forEach((phrase, k) => {
    const open = query.open && k === query.phrases.length - 1
    const sequence = phrase.map((word, i) =>
      open && i === phrase.length - 1 ? continuations(word, corpus, variants) : exactly(word, corpus)
    )
    const holding = new Uint8Array(corpus.capacity)
    eachUnitWith(sequence, corpus, (unit) => {
      holding[unit] = allowed[unit]!
    })
    allowed = holding
  })
  for (const words of query.excluded)
    eachUnitWith(
      words.map((word) => exactly(word, corpus)),
      corpus,
      (unit) => {
        allowed[unit] = 0
        const document = corpus.documentOf(unit)
        // What a title, an author or a tag says holds for all of the document.
        if (document.card === unit) for (const other of corpus.unitsOf(document)) allowed[other] = 0
      }
    )
  return allowed
}

function meetDemands(
  before: Uint8Array<ArrayBuffer>,
  demands: readonly PartDemand[],
  scoped: boolean,
  corpus: Corpus
): Uint8Array<ArrayBuffer> {
  let allowed = before
  const meeting = new Set<number>()
  for (const { words, negated, parts } of demands) {
    const holding = new Set<Document>()
    const sequence = words.map((word) => exactly(word, corpus))
    eachUnitWith(sequence, corpus, (unit) => {
      const part = corpus.partOf(unit)
      if (!parts.test(part.name)) return
      holding.add(part.document)
      if (!negated) meeting.add(unit)
    })
    const next = negated ? allowed : new Uint8Array(corpus.capacity)
    for (const document of holding)
      for (const unit of corpus.unitsOf(document)) next[unit] = negated ? 0 : allowed[unit]!
    allowed = next
  }
  if (scoped) for (let unit = 0; unit < allowed.length; unit++) if (!meeting.has(unit)) allowed[unit] = 0
  return allowed
}

function exactly(word: string, corpus: Corpus): number[] {
  const term = corpus.vocabulary.find(word)
  return term < 0 ? [] : [term]
}

function continuations(word: string, corpus: Corpus, variants: Variants): number[] {
  const terms = variants.of(word, true).map((v) => v.term)
  return terms.filter((term) => corpus.vocabulary.word(term).startsWith(word))
}

/** Visits each live unit in which the words stand next to each other. */
function eachUnitWith(sequence: Sequence, corpus: Corpus, visit: (unit: number) => void): void {
  const { unitsWith } = corpus.vocabulary
  const cost = (terms: readonly number[]): number => terms.reduce((sum, t) => sum + unitsWith[t]!, 0)
  const rarest = [...sequence].sort((a, b) => cost(a) - cost(b))[0]
  if (!rarest) return
  const wanted = new Set(rarest)
  const words = new Uint32Array(UNIT_WORDS)
  corpus.segments.forEach((segment, index) => {
    const look = (place: number): void => {
      if (segment.flags[place]! & DEAD) return
      const n = segment.terms(place, words)
      if (standsIn(sequence, words, n)) visit((index << SEGMENT_BITS) | place)
    }
    const { postings } = segment
    for (const term of postings ? wanted : []) {
      if (!postings || term >= postings.terms) continue
      let place = -1
      for (let p = postings.start[term]!, end = postings.start[term + 1]!; p < end;) {
        let byte = postings.data[p++]!
        let distance = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = postings.data[p++]!
          distance |= (byte & 127) << shift
        }
        place += distance
        look(place)
      }
    }
    for (let place = postings?.units ?? 0; place < segment.count; place++) look(place)
  })
}

function standsIn(sequence: Sequence, words: Uint32Array, n: number): boolean {
  for (let from = 0; from + sequence.length <= n; from++)
    if (sequence.every((terms, i) => terms.includes(words[from + i]!))) return true
  return false
}
