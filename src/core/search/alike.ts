/**
 * "More like this": the words that tell most about a document or a text, as a question. A word tells much when it
 * is frequent there and rare in the library; one that stands nowhere else finds nothing and is passed over.
 */
import { foldedWords } from '#shared/domain/fold'
import type { Corpus, Document } from './corpus'
import { WEIGHTS } from './limits'
import type { AskedWord, Question } from './question'
import { SEGMENT_BITS, SEGMENT_UNITS, UNIT_WORDS } from './segment'

/** Like a document (its key), or like a text. */
export type Like = { key: string } | { text: string }

/** So many words are asked: a passage holds only some, and a mask has room for more. */
const WORDS = 20
/** Words that more than this share of all units has are said everywhere. */
const COMMON = 0.2
/** Shorter words tell nothing, in scripts with spaces. */
const SHORTEST = 3
/** A word of the title, an author or a tag counts as often. */
const ON_CARD = 3
/** Their places in the question lie so far apart that order and neighbourhood earn nothing. */
const APART = 10
/** A text is known again by so many of its words, next to each other. */
const KNOWN_BY = 8

export function tellingQuestion(like: Like, corpus: Corpus): Question {
  const counted = 'key' in like ? ofDocument(like.key, corpus) : ofText(like.text, corpus)
  const { unitsWith } = corpus.vocabulary
  const common = Math.max(3, corpus.liveUnits * COMMON)
  const telling = [...counted]
    .filter(([term, { units }]) => {
      const elsewhere = unitsWith[term]! - units
      const long = corpus.vocabulary.isUnspaced(term) || corpus.vocabulary.lengthOf(term) >= SHORTEST
      return long && elsewhere > 0 && unitsWith[term]! <= common
    })
    .map(([term, { times }]) => ({
      term,
      worth: (1 + Math.log(times)) * Math.log(1 + corpus.liveUnits / unitsWith[term]!)
    }))
    // Ties go by spelling: an updated index must answer like a new one.
    .sort((a, b) => b.worth - a.worth || bySpelling(corpus, a.term, b.term))
    .slice(0, WORDS)
  const documents = corpus.documents.size
  const words = telling.map(({ term }, index): AskedWord => {
    const units = unitsWith[term]!
    return {
      index,
      position: index * APART,
      variants: [{ term, weight: 1 }],
      rareness: Math.log(1 + corpus.liveUnits / (1 + units)) ** WEIGHTS.rareness,
      elsewhere: Math.log(1 + documents / (1 + Math.min(units, documents))),
      cost: units
    }
  })
  words.sort((a, b) => a.cost - b.cost || a.position - b.position)
  return { words, asked: words.length, total: words.reduce((sum, w) => sum + w.rareness, 0) }
}

/** Units that are what was asked about: those of the document, or of the documents in one of whose `units` the text begins. */
export function isItself(like: Like, corpus: Corpus, units: readonly number[]): (unit: number) => boolean {
  if ('key' in like) return (unit) => corpus.documentOf(unit).key === like.key
  const begins = beginsIn(like.text, corpus)
  const documents = new Set(units.filter(begins).map((unit) => corpus.documentOf(unit)))
  return (unit) => documents.has(corpus.documentOf(unit))
}

function beginsIn(text: string, corpus: Corpus): (unit: number) => boolean {
  const start = foldedWords(text)
    .slice(0, KNOWN_BY)
    .map((word) => corpus.vocabulary.find(word))
  if (start.length === 0) return () => false
  const words = new Uint32Array(UNIT_WORDS)
  return (unit) => {
    const n = corpus.segmentOf(unit).terms(unit & (SEGMENT_UNITS - 1), words)
    for (let from = 0; from + start.length <= n; from++)
      if (start.every((term, i) => words[from + i] === term)) return true
    return false
  }
}

/** How often each term stands there, and in how many of its own units. */
type Counted = Map<number, { times: number; units: number }>

function ofDocument(key: string, corpus: Corpus): Counted {
  const document: Document | undefined = corpus.documents.get(key)
  const counted: Counted = new Map()
  const words = new Uint32Array(UNIT_WORDS)
  for (const unit of document ? corpus.unitsOf(document) : []) {
    const n = corpus.segments[unit >>> SEGMENT_BITS]!.terms(unit & (SEGMENT_UNITS - 1), words)
    const weight = unit === document?.card ? ON_CARD : 1
    const here = words.subarray(0, n)
    for (const term of here) count(counted, term, weight)
    for (const term of new Set(here)) counted.get(term)!.units++
  }
  return counted
}

function ofText(text: string, corpus: Corpus): Counted {
  const counted: Counted = new Map()
  for (const word of foldedWords(text)) {
    const term = corpus.vocabulary.find(word)
    if (term >= 0) count(counted, term, 1)
  }
  return counted
}

function count(counted: Counted, term: number, by: number): void {
  const known = counted.get(term)
  if (known) known.times += by
  else counted.set(term, { times: by, units: 0 })
}

function bySpelling(corpus: Corpus, a: number, b: number): number {
  return corpus.vocabulary.word(a) < corpus.vocabulary.word(b) ? -1 : 1
}
