/** Which documents match as a whole, for counting: after candidates were looked for, from the masks of all units. */
import type { Corpus, Document } from './corpus'
import type { Allowed } from './filter'
import type { Scratch } from './scratch'
import { DEAD, SEGMENT_UNITS } from './segment'

/** Keys of the documents whose units together hold as many of the words as those of any document do. */
export function matchedDocuments(corpus: Corpus, scratch: Scratch, allowed: Allowed): string[] {
  const masks = new Map<Document, number>()
  for (let k = 0; k < scratch.touchedCount; k++) {
    const unit = scratch.touched[k]!
    if (corpus.segmentOf(unit).flags[unit & (SEGMENT_UNITS - 1)]! & DEAD) continue
    if (allowed && allowed[unit] !== 1) continue
    const document = corpus.documentOf(unit)
    masks.set(document, (masks.get(document) ?? 0) | scratch.masks[unit]!)
  }
  let most = 1
  for (const mask of masks.values()) most = Math.max(most, countOf(mask))
  return [...masks].flatMap(([document, mask]) => (countOf(mask) === most ? [document.key] : []))
}

function countOf(mask: number): number {
  let n = 0
  for (let rest = mask >>> 0; rest !== 0; rest &= rest - 1) n++
  return n
}
