/**
 * Which units are worth reading: those that hold the most of the query's words by rareness, and every unit of the
 * documents whose cards answer best (a remembered author, a word of a title).
 */
import type { Corpus } from './corpus'
import type { Allowed } from './filter'
import { LIMITS, WEIGHTS } from './limits'
import type { AskedWord, Question } from './question'
import type { Scratch } from './scratch'
import { CARD, DEAD, NOTE, SEGMENT_BITS, SEGMENT_UNITS, UNIT_WORDS } from './segment'

export interface Candidates {
  /** Best first up to `ranked`, then those of the best cards and the notes with `together`. */
  units: number[]
  ranked: number
  /** Of notes that need their article's text to answer: the words that one other unit of it has besides, as a mask. */
  together: Map<number, number>
}

/** Fills `scratch` (sums, masks, touched) and chooses. */
export function findCandidates(
  corpus: Corpus,
  question: Question,
  scratch: Scratch,
  allowed: Allowed
): Candidates {
  let read = 0
  question.words.forEach((word, k) => {
    // The two rarest words find units; once much has been read, common ones only raise what others found.
    const onlyRaise = k >= LIMITS.alwaysRead && scratch.touchedCount > 0 && read + word.cost > LIMITS.postings
    readPostings(corpus, word, scratch, onlyRaise)
    read += word.cost
  })
  readNewUnits(corpus, scratch)
  return choose(corpus, question, scratch, allowed)
}

function readPostings(corpus: Corpus, word: AskedWord, scratch: Scratch, onlyRaise: boolean): void {
  const { sums, masks, touched } = scratch
  const bit = 1 << word.index
  let count = scratch.touchedCount
  for (const { term, weight } of word.variants) {
    const worth = weight * word.rareness
    for (let s = 0; s < corpus.segments.length; s++) {
      const postings = corpus.segments[s]!.postings
      if (!postings || term >= postings.terms) continue
      const { start, data } = postings
      let unit = s * SEGMENT_UNITS - 1
      for (let p = start[term]!, end = start[term + 1]!; p < end;) {
        let byte = data[p++]!
        let distance = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = data[p++]!
          distance |= (byte & 127) << shift
        }
        unit += distance
        const mask = masks[unit]!
        // Variants come best first: the first one that a unit has is the one that counts.
        if (mask & bit || (onlyRaise && mask === 0)) continue
        if (mask === 0) touched[count++] = unit
        masks[unit] = mask | bit
        sums[unit]! += worth
      }
    }
  }
  scratch.touchedCount = count
}

/** Units newer than their segment's postings are few: their words are read directly. */
function readNewUnits(corpus: Corpus, scratch: Scratch): void {
  const { sums, masks, touched, slots, offsets, words, values } = scratch
  const best = new Float32Array(LIMITS.words)
  let count = scratch.touchedCount
  corpus.segments.forEach((segment, s) => {
    for (let place = segment.postings?.units ?? 0; place < segment.count; place++) {
      if (segment.flags[place]! & DEAD) continue
      const n = segment.terms(place, unitWords)
      let mask = 0
      for (let k = 0; k < n; k++) {
        const slot = slots[unitWords[k]!]!
        if (slot === 0) continue
        for (let j = offsets[slot]!; j < offsets[slot + 1]!; j++) {
          const word = words[j]!
          if (mask & (1 << word) && values[j]! <= best[word]!) continue
          mask |= 1 << word
          best[word] = values[j]!
        }
      }
      if (mask === 0) continue
      const unit = (s << SEGMENT_BITS) | place
      let sum = 0
      for (let word = 0; word < LIMITS.words; word++) if (mask & (1 << word)) sum += best[word]!
      masks[unit] = mask
      sums[unit] = sum
      touched[count++] = unit
    }
  })
  scratch.touchedCount = count
}
const unitWords = new Uint32Array(UNIT_WORDS)

function choose(corpus: Corpus, question: Question, scratch: Scratch, allowed: Allowed): Candidates {
  const { sums, chosen } = scratch
  const may: number[] = []
  const cards: number[] = []
  const notes: number[] = []
  for (let k = 0; k < scratch.touchedCount; k++) {
    const unit = scratch.touched[k]!
    const flags = corpus.segmentOf(unit).flags[unit & (SEGMENT_UNITS - 1)]!
    if (flags & DEAD) continue
    if (flags & CARD) cards.push(unit)
    if (allowed && !allowed[unit]) continue
    may.push(unit)
    if (flags & NOTE && severalOf(scratch.masks[unit]!)) notes.push(unit)
  }
  const together = notesWithText(corpus, question, scratch, notes)
  const units = best(may, LIMITS.candidates, sums, question.total)
  units.sort((a, b) => sums[b]! - sums[a]! || a - b)
  const ranked = units.length
  for (const unit of units) chosen[unit] = 1
  for (const card of best(cards, LIMITS.cards, sums, question.total))
    for (const unit of corpus.unitsOf(corpus.documentOf(card)))
      if (!chosen[unit] && (!allowed || allowed[unit])) {
        chosen[unit] = 1
        units.push(unit)
      }
  for (const note of together.keys())
    if (!chosen[note]) {
      chosen[note] = 1
      units.push(note)
    }
  for (const unit of units) chosen[unit] = 0
  return { units, ranked, together }
}

/**
 * What one wrote about a passage and the passage itself are remembered as one: the notes that hold most of the query
 * together with one other unit of their document.
 */
function notesWithText(
  corpus: Corpus,
  question: Question,
  scratch: Scratch,
  notes: readonly number[]
): Map<number, number> {
  if (question.words.length < 3) return new Map()
  const { sums, masks } = scratch
  const scored = best(notes, LIMITS.notes, sums, question.total).map((note) => {
    let most = 0
    let mask = 0
    for (const unit of corpus.unitsOf(corpus.documentOf(note))) {
      const besides = masks[unit]! & ~masks[note]!
      if (!severalOf(besides)) continue
      const worth = worthOf(besides, question)
      // Ties by the words, never by the order of the units: an updated index must answer like a new one.
      if (worth > most || (worth === most && besides > mask)) {
        most = worth
        mask = besides
      }
    }
    return { note, mask, sum: sums[note]! + WEIGHTS.together * most }
  })
  const found = scored.filter(({ mask }) => mask !== 0).sort((a, b) => b.sum - a.sum || a.note - b.note)
  return new Map(found.slice(0, LIMITS.notesRead).map(({ note, mask }) => [note, mask]))
}

function severalOf(mask: number): boolean {
  return (mask & (mask - 1)) !== 0
}

/** What the words of a mask are worth where they are found. */
function worthOf(mask: number, question: Question): number {
  let worth = 0
  for (const word of question.words) if (mask & (1 << word.index)) worth += word.rareness
  return worth
}

const STEPS = 1024
/** About the `n` units with the highest sums, without sorting all: a histogram finds the cut. At most 1.5 n. */
function best(units: readonly number[], n: number, sums: Float32Array, total: number): number[] {
  if (units.length <= n) return [...units]
  const step = (unit: number): number => Math.min(STEPS - 1, ((sums[unit]! * (STEPS - 1)) / total) | 0)
  const histogram = new Uint32Array(STEPS)
  for (const unit of units) histogram[step(unit)]!++
  let cut = STEPS - 1
  for (let sum = histogram[cut]!; cut > 0 && sum < n; sum += histogram[cut]!) cut--
  const above = units.filter((unit) => step(unit) > cut)
  const at = units.filter((unit) => step(unit) === cut)
  return above.concat(at.slice(0, Math.max(0, Math.ceil(n * 1.5) - above.length)))
}
