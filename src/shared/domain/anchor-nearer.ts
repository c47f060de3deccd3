/**
 * The second look at a place that seems sure. Boilerplate, commands and headings stand in a text more than once: when
 * the quotation's own copy was edited, another one far away fits best, words and neighbours. Then what stands near
 * the old position must be asked too.
 */
import { wholeIn } from './anchor-places'
import type { Judged, Wanted } from './anchor-score'

/** Canonical characters. Nearer than this, the position says nothing. */
const FAR = 150
/** A claim is nearer when it is less than a third of the way from the old position. */
const NEARER = 3
const REACH = 3000
/** A quotation of this length that stands here and there word for word is a repetition, not chance. */
const TELLING = 24
const WHOLE_CONTEXT = 0.99
/** Share of errors up to which something has a claim; against words and neighbours to the letter, hardly any. */
const CLOSE = 0.15
const ALIKE = 0.3
/** Characters of the quotation that are compared. */
const LONGEST = 300
/** Characters: a word or two that may have been struck out. */
const MISSING = 12

/** Something like the quotation stands much nearer to where it stood than `found` does. */
export function hasNearerClaim(canon: string, wanted: Wanted, found: Judged): boolean {
  const away = Math.abs(found.from - wanted.at)
  if (away < FAR) return false
  const reach = Math.min(REACH, Math.floor(away / NEARER))
  const { exact, prefix, suffix, at } = wanted
  const overlaps = (from: number, to: number): boolean => from < found.to && found.from < to
  const whole = found.fit === 1 && found.context > WHOLE_CONTEXT
  if (exact.length >= TELLING && !whole) {
    const from = Math.max(0, at - reach)
    const same = from + canon.slice(from, at + reach + exact.length).indexOf(exact)
    if (same >= from && !overlaps(same, same + exact.length)) return true
  }
  const words = exact.slice(0, LONGEST)
  const after = exact.length <= LONGEST ? suffix : ''
  const pattern = prefix + words + after
  const start = at - prefix.length
  const errors = whole ? CLOSE : ALIKE
  const like = wholeIn(canon, pattern, start - reach, start + pattern.length + reach, errors)
  if (!like) return false
  // Its neighbours stand together and a sentence between them has left: it moved, and was found where it went.
  if (like.to - like.from < pattern.length - Math.max(MISSING, words.length * 0.4)) return false
  return !overlaps(like.from + prefix.length, like.to - after.length)
}
