/** Where in a canonical text a quotation may stand: word for word, or with at most 30 % errors. */
import search from 'approx-string-match'

/** A place in the canonical text and how well the quotation fits there, 0 to 1. */
export interface Place {
  from: number
  to: number
  fit: number
}

const MAX_ERRORS = 0.3
const LONG = 160
const PIECE = 80
/** The library's patterns are cut into 32-bit words; whole comparison of longer quotations is not worth the time. */
const COMPARE_WHOLE = 20_000

export function exactPlaces(canon: string, exact: string, limit = 20_000): Place[] {
  const out: Place[] = []
  for (let i = canon.indexOf(exact); i >= 0 && out.length < limit; i = canon.indexOf(exact, i + 1))
    out.push({ from: i, to: i + exact.length, fit: 1 })
  return out
}

/** Within a stretch of the text, else in all of it. */
export function approximatePlaces(canon: string, exact: string, from = 0, to = canon.length): Place[] {
  // Below eight characters three errors in ten are another word.
  if (exact.length < 8) return []
  if (exact.length <= LONG) return candidates(canon, exact, from, to)
  const heads = candidates(canon, exact.slice(0, PIECE), from, to)
  const tails = candidates(canon, exact.slice(-PIECE), from, to)
  const out: Place[] = []
  const paired = new Set<Place>()
  for (const head of heads)
    for (const tail of tails) {
      const length = tail.to - head.from
      if (Math.abs(length - exact.length) > exact.length * MAX_ERRORS) continue
      const fit =
        exact.length <= COMPARE_WHOLE
          ? wholeIn(canon, exact, head.from, tail.to)?.fit
          : Math.min(head.fit, tail.fit)
      if (fit === undefined) continue
      paired.add(head).add(tail)
      out.push({ from: head.from, to: tail.to, fit })
    }
  if (exact.length > COMPARE_WHOLE) return out
  // One end was rewritten: the whole is compared from the other.
  const most = Math.ceil(exact.length * (1 + MAX_ERRORS))
  for (const head of heads.filter((h) => !paired.has(h))) {
    const whole = wholeIn(canon, exact, head.from, head.from + most)
    if (whole) out.push({ ...whole, from: head.from })
  }
  for (const tail of tails.filter((t) => !paired.has(t))) {
    const whole = wholeIn(canon, exact, tail.to - most, tail.to)
    if (whole) out.push({ ...whole, to: tail.to })
  }
  return out
}

/**
 * The best places. One search answers only the places with the fewest errors, so the text on both sides of the
 * best is searched again: the right place may be second, and a rival must be known to be refused.
 */
function candidates(canon: string, pattern: string, start: number, end: number): Place[] {
  const found: Place[] = []
  const most = Math.floor(pattern.length * MAX_ERRORS)
  const look = (from: number, to: number, depth: number): void => {
    if (to - from < pattern.length - most) return
    const matches = search(canon.slice(from, to), pattern, most)
    const first = matches[0]
    if (!first) return
    const before = found.length
    for (const m of matches.slice(0, 50)) {
      const place = { from: from + m.start, to: from + m.end, fit: 1 - m.errors / pattern.length }
      if (!found.slice(before).some((f) => f.from < place.to && place.from < f.to)) found.push(place)
    }
    if (depth === 0) return
    look(from, from + first.start, depth - 1)
    look(from + first.end, to, depth - 1)
  }
  look(start, end, 2)
  return found
}

/**
 * The best likeness of `pattern` between two indices of the canonical text, at most `errors` (a share) away. Only as dear as
 * that stretch is long.
 */
export function wholeIn(
  canon: string,
  pattern: string,
  from: number,
  to: number,
  errors = MAX_ERRORS
): Place | undefined {
  const start = Math.max(0, from)
  const [best] = search(canon.slice(start, to), pattern, Math.floor(pattern.length * errors))
  return best && { from: start + best.start, to: start + best.end, fit: 1 - best.errors / pattern.length }
}
