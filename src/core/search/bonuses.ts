/**
 * What a passage gains from words of the query that are missing in its window: on its document's card, elsewhere in
 * its document, and, for a note, in the unit it was written about. Everywhere a word counts as it does in a window:
 * by how likely what stands there is what was meant. A far-fetched meaning on a card is no proof.
 */
import type { Corpus, Document } from './corpus'
import { LIMITS, WEIGHTS } from './limits'
import type { Question } from './question'
import type { Scratch } from './scratch'
import { WindowReader, type Passage } from './windows'

export type ByScore = (a: Passage, b: Passage) => number

/** Adds what stands around the passages, sorts them, and keeps as many as may be shown. */
export function addBonuses(
  corpus: Corpus,
  question: Question,
  scratch: Scratch,
  passages: Passage[],
  together: ReadonlyMap<number, number>,
  byScore: ByScore
): void {
  const reader = new WindowReader(question, scratch)
  for (const passage of passages) {
    const besides = (together.get(passage.unit) ?? 0) & ~passage.mask
    if (besides !== 0)
      passage.score += WEIGHTS.together * inOneUnit(corpus, question, scratch, reader, passage, besides)
    passage.mask |= besides
    passage.score += WEIGHTS.card * onCard(corpus, question, scratch, reader, passage)
  }
  passages.sort(byScore)
  // Reading whole documents is dear, and those far behind cannot come to the front by it.
  passages.length = Math.min(passages.length, LIMITS.ranked)
  for (const passage of passages)
    passage.score += WEIGHTS.elsewhere * inDocument(corpus, question, scratch, reader, passage)
  passages.sort(byScore)
}

/** What the words missing from the window are worth on the card. */
function onCard(
  corpus: Corpus,
  question: Question,
  { masks }: Scratch,
  reader: WindowReader,
  passage: Passage
): number {
  const { card } = corpus.documentOf(passage.unit)
  const missing = card < 0 || card === passage.unit ? 0 : masks[card]! & ~passage.mask
  if (missing === 0) return 0
  return sumOf(missing, question, reader.valuesIn(card, corpus.segmentOf(card)))
}

/** What the words are worth in the unit of the document that has all of them best. */
function inOneUnit(
  corpus: Corpus,
  question: Question,
  { masks }: Scratch,
  reader: WindowReader,
  passage: Passage,
  mask: number
): number {
  let most = 0
  for (const unit of corpus.unitsOf(corpus.documentOf(passage.unit))) {
    if ((masks[unit]! & mask) !== mask) continue
    most = Math.max(most, sumOf(mask, question, reader.valuesIn(unit, corpus.segmentOf(unit))))
  }
  return most
}

function sumOf(mask: number, question: Question, values: Float32Array): number {
  let sum = 0
  for (const { index } of question.words) if (mask & (1 << index)) sum += values[index]!
  return sum
}

/** What the words that neither window nor card has are worth elsewhere in the document. */
function inDocument(
  corpus: Corpus,
  question: Question,
  { masks }: Scratch,
  reader: WindowReader,
  passage: Passage
): number {
  const document = corpus.documentOf(passage.unit)
  const known = passage.mask | (document.card < 0 ? 0 : masks[document.card]!)
  const missing = maskOf(corpus, masks, document) & ~known
  if (missing === 0) return 0
  const best = new Float32Array(LIMITS.words)
  for (const unit of corpus.unitsOf(document)) {
    if ((masks[unit]! & missing) === 0) continue
    const values = reader.valuesIn(unit, corpus.segmentOf(unit))
    for (let k = 0; k < best.length; k++) best[k] = Math.max(best[k]!, values[k]!)
  }
  let worth = 0
  for (const { index, rareness, elsewhere } of question.words)
    if (missing & (1 << index)) worth += elsewhere * (best[index]! / rareness)
  return worth
}

function maskOf(corpus: Corpus, masks: Uint32Array, document: Document): number {
  let mask = 0
  for (const unit of corpus.unitsOf(document)) mask |= masks[unit]!
  return mask
}
