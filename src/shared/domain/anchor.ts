/**
 * Where a stored quotation stands in a text that may have changed since. Exact first, then approximate
 * (approx-string-match: Myers' bit-parallel search, at most 30 % errors; past 160 characters head and tail are
 * looked for separately). A place is scored by quotation .55, context .40 and position .05. Better no place than a
 * wrong one: below .62, or when two places score alike, the quotation is left unplaced.
 */
import search from 'approx-string-match'
import { atWords } from './anchor-words'
import { canonical, toCanonical, toSource, type Canonical } from './canonical'

/** W3C TextQuoteSelector. */
export interface Quote {
  exact: string
  prefix: string
  suffix: string
}
/** W3C TextPositionSelector: UTF-16 offsets. */
export interface Position {
  start: number
  end: number
}
export interface Selectors {
  quote: Quote
  position: Position
}
export type Anchored =
  | { placed: true; start: number; end: number; how: 'unchanged' | 'exact' | 'approximate'; score: number }
  | { placed: false; reason: 'missing' | 'ambiguous' }

/** A text made ready for many quotations. */
export interface AnchorText {
  text: string
  readonly folded: Canonical
}

const CONTEXT = 32
const MAX_ERRORS = 0.3
const LONG = 160
const PIECE = 80
const ACCEPT = 0.62
const ALIKE = 0.04
const SURE_CONTEXT = 0.5
const LEAST_CONTEXT = 0.3
const BETTER_CONTEXT = 0.2
const LEAST_BY_ITSELF = 0.15
/** The library's patterns are cut into 32-bit words; whole comparison of longer quotations is not worth the time. */
const COMPARE_WHOLE = 20_000

/** Folding waits until a quotation is not where it was: most texts never change. */
export function prepareText(text: string): AnchorText {
  let folded: Canonical | undefined
  return {
    text,
    get folded() {
      return (folded ??= canonical(text))
    }
  }
}

/** A range of the text → selectors. White space at its ends is left out; undefined when nothing else is in it. */
export function describe(text: string, start: number, end: number): Selectors | undefined {
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  if (start >= end) return undefined
  return {
    quote: {
      exact: text.slice(start, end),
      prefix: text.slice(wholeCharacter(text, Math.max(0, start - CONTEXT)), start),
      suffix: text.slice(end, wholeCharacter(text, Math.min(text.length, end + CONTEXT)))
    },
    position: { start, end }
  }
}

/** Selectors → a place in the text, or why there is none. */
export function anchor(where: AnchorText, { quote, position }: Selectors): Anchored {
  const { text } = where
  const { exact, prefix, suffix } = quote
  if (
    text.startsWith(exact, position.start) &&
    text.slice(0, position.start).endsWith(prefix) &&
    text.startsWith(suffix, position.start + exact.length)
  )
    return {
      placed: true,
      start: position.start,
      end: position.start + exact.length,
      how: 'unchanged',
      score: 1
    }

  const { folded } = where
  const wanted = {
    exact: canonical(exact).canon,
    prefix: canonical(prefix).canon,
    suffix: canonical(suffix).canon,
    at: toCanonical(folded, position.start)
  }
  if (wanted.exact === '') return { placed: false, reason: 'missing' }
  const exactly = judge(folded, wanted, exactPlaces(folded.canon, wanted.exact))
  const best = exactly[0]
  // The words stand here, and so do their neighbours: enough.
  if (best && best.context >= SURE_CONTEXT) return decide(folded, exactly)
  // A heading stands in the contents too, and its own place may have changed: then that one has the better claim.
  const near = judge(folded, wanted, approximatePlaces(folded.canon, wanted.exact)).filter(
    (p) => !exactly.some((e) => e.from < p.to && p.from < e.to)
  )
  const found = decide(folded, [...exactly, ...near].sort(byScore))
  return found.placed && found.how === 'approximate' ? { ...found, ...atWords(text, found, quote) } : found
}

/** Every place where a quotation stands word for word (in canonical form); at most `limit`. */
export function findExact({ folded }: AnchorText, exact: string, limit = 2): Position[] {
  const wanted = canonical(exact).canon
  if (wanted === '') return []
  return exactPlaces(folded.canon, wanted, limit).map((p) => toSource(folded, p.from, p.to))
}

interface Wanted extends Quote {
  at: number
}
/** A place in the canonical text and how well the quotation fits there, 0 to 1. */
interface Place {
  from: number
  to: number
  fit: number
}

interface Judged extends Place {
  score: number
  /** How much of the neighbours is there, 0 to 1; 1 where none were stored. */
  context: number
}
const byScore = (a: Judged, b: Judged): number => b.score - a.score

function decide(folded: Canonical, places: readonly Judged[]): Anchored {
  const best = places[0]
  if (!best || best.score < ACCEPT) return { placed: false, reason: 'missing' }
  const rival = places.find((p) => p !== best && (p.to <= best.from || p.from >= best.to))
  if (rival && best.score - rival.score < ALIKE) return { placed: false, reason: 'ambiguous' }
  // Strange neighbours here, and known ones around something alike there: it may have been that one.
  if (best.context < LEAST_CONTEXT && places.some((p) => p.context >= best.context + BETTER_CONTEXT))
    return { placed: false, reason: 'ambiguous' }
  const how = best.fit === 1 ? 'exact' : 'approximate'
  return { placed: true, ...toSource(folded, best.from, best.to), how, score: best.score }
}

/** The best first. */
function judge(folded: Canonical, wanted: Wanted, places: readonly Place[]): Judged[] {
  return places.map((p) => ({ ...p, ...score(folded.canon, wanted, p, places.length) })).sort(byScore)
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

function exactPlaces(canon: string, exact: string, limit = 20_000): Place[] {
  const out: Place[] = []
  for (let i = canon.indexOf(exact); i >= 0 && out.length < limit; i = canon.indexOf(exact, i + 1))
    out.push({ from: i, to: i + exact.length, fit: 1 })
  return out
}

function approximatePlaces(canon: string, exact: string): Place[] {
  // Below eight characters three errors in ten are another word.
  if (exact.length < 8) return []
  if (exact.length <= LONG) return candidates(canon, exact)
  const heads = candidates(canon, exact.slice(0, PIECE))
  const tails = candidates(canon, exact.slice(-PIECE))
  const out: Place[] = []
  for (const head of heads)
    for (const tail of tails) {
      const length = tail.to - head.from
      if (Math.abs(length - exact.length) > exact.length * MAX_ERRORS) continue
      const fit =
        exact.length <= COMPARE_WHOLE
          ? wholeFit(canon.slice(head.from, tail.to), exact)
          : Math.min(head.fit, tail.fit)
      if (fit !== undefined) out.push({ from: head.from, to: tail.to, fit })
    }
  return out
}

function wholeFit(found: string, exact: string): number | undefined {
  const most = Math.floor(exact.length * MAX_ERRORS)
  const errors = search(found, exact, most)[0]?.errors
  return errors === undefined ? undefined : 1 - errors / exact.length
}

/**
 * The best places. One search answers only the places with the fewest errors, so the text on both sides of the
 * best is searched again: the right place may be second, and a rival must be known to be refused.
 */
function candidates(canon: string, pattern: string): Place[] {
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
  look(0, canon.length, 2)
  return found
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

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset
}
