/** How good a claim a place has to a quotation: quotation .55, context .40, position .05. */
import type { Place } from './anchor-places'

/** A quotation in canonical form; `at`: the canonical index at which it stood. */
export interface Wanted {
  exact: string
  prefix: string
  suffix: string
  at: number
}
export interface Judged extends Place {
  score: number
  /** How much of the neighbours is there, 0 to 1; 1 where none were stored. */
  context: number
}

export const LEAST_CONTEXT = 0.3
const LEAST_BY_ITSELF = 0.15

export const byScore = (a: Judged, b: Judged): number => b.score - a.score

/** The best first. */
export function judge(canon: string, wanted: Wanted, places: readonly Place[]): Judged[] {
  return places.map((p) => ({ ...p, ...score(canon, wanted, p, places.length) })).sort(byScore)
}

function score(
  canon: string,
  wanted: Wanted,
  place: Place,
  rivals: number
): Pick<Judged, 'score' | 'context'> {
  const away = Math.abs(place.from - wanted.at) / Math.max(1, canon.length)
  const position = Math.max(0, 1 - away)
  const sides: number[] = []
  // With very many places (a single letter), equal characters must do.
  const likeness = rivals > 500 ? commonShare : similarity
  if (wanted.prefix !== '')
    sides.push(
      likeness(
        reverse(wanted.prefix),
        reverse(canon.slice(Math.max(0, place.from - wanted.prefix.length), place.from))
      )
    )
  if (wanted.suffix !== '')
    sides.push(likeness(wanted.suffix, canon.slice(place.to, place.to + wanted.suffix.length)))
  if (sides.length === 0) return { score: (0.55 * place.fit + 0.05 * position) / 0.6, context: 1 }
  const context = sides.reduce((a, b) => a + b, 0) / sides.length
  const floor =
    place.fit === 1
      ? byItself(wanted.exact, rivals === 1)
      : byItself(wanted.exact, false) * Math.min(1, Math.max(0, (place.fit - 0.6) / 0.2))
  // A short quotation says nothing by itself: its neighbours must be there.
  if (context < LEAST_CONTEXT && floor < LEAST_BY_ITSELF) return { score: 0, context }
  return { score: 0.55 * place.fit + 0.4 * Math.max(context, floor) + 0.05 * position, context }
}

/**
 * A long quotation found word for word is evidence by itself, even among changed neighbours; sooner when it stands
 * only once. A Chinese character says as much as three letters.
 */
function byItself(exact: string, once: boolean): number {
  const weight = exact.length + 2 * (exact.match(/[\u3400-\u9fff]/g)?.length ?? 0)
  const share = once ? (weight - 12) / 32 : (weight - 16) / 64
  return Math.min(0.5, Math.max(0, share))
}

/** 1 for equal, 0 for no more alike than any two strings of a language are. */
function similarity(wanted: string, found: string): number {
  const share = 1 - distance(wanted, found) / wanted.length
  return Math.max(0, (share - 0.4) / 0.6)
}

function commonShare(wanted: string, found: string): number {
  let n = 0
  while (n < wanted.length && wanted[n] === found[n]) n++
  return n / wanted.length
}

/** Levenshtein distance of two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? a.length
}

function reverse(s: string): string {
  return s.split('').reverse().join('')
}
