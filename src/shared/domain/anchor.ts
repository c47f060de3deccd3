/**
 * Where a stored quotation stands in a text that may have changed since. Exact first, then approximate
 * (approx-string-match: Myers' bit-parallel search, at most 30 % errors; past 160 characters head and tail are
 * looked for separately). A place is scored by quotation .55, context .40 and position .05. Better no place than a
 * wrong one: below .62, or when two places score alike, the quotation is left unplaced.
 */
import { hasNearerClaim } from './anchor-nearer'
import { approximatePlaces, exactPlaces } from './anchor-places'
import { byScore, judge, LEAST_CONTEXT, type Judged, type Wanted } from './anchor-score'
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
const ACCEPT = 0.62
const ALIKE = 0.04
const SURE_CONTEXT = 0.5
const SURE_FIT = 0.8
/** Canonical characters to both sides of the old position. */
const NEARBY = 2000
const BETTER_CONTEXT = 0.2

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
  const found = place(folded, wanted)
  if (!found) return { placed: false, reason: 'missing' }
  if (found === 'ambiguous' || hasNearerClaim(folded.canon, wanted, found))
    return { placed: false, reason: 'ambiguous' }
  const range = toSource(folded, found.from, found.to)
  return {
    placed: true,
    ...(found.fit === 1 ? range : atWords(text, range, quote)),
    how: found.fit === 1 ? 'exact' : 'approximate',
    score: found.score
  }
}

/** Every place where a quotation stands word for word (in canonical form); at most `limit`. */
export function findExact({ folded }: AnchorText, exact: string, limit = 2): Position[] {
  const wanted = canonical(exact).canon
  if (wanted === '') return []
  return exactPlaces(folded.canon, wanted, limit).map((p) => toSource(folded, p.from, p.to))
}

function place({ canon }: Canonical, wanted: Wanted): Judged | 'ambiguous' | undefined {
  const exactly = judge(canon, wanted, exactPlaces(canon, wanted.exact))
  const best = exactly[0]
  // The words stand here, and so do their neighbours: enough.
  if (best && best.context >= SURE_CONTEXT) return decide(exactly)
  // A heading stands in the contents too, and its own place may have changed: then that one has the better claim.
  const likely = (from?: number, to?: number): Judged[] => {
    const near = judge(canon, wanted, approximatePlaces(canon, wanted.exact, from, to))
    return [...exactly, ...near.filter((p) => !exactly.some((e) => e.from < p.to && p.from < e.to))].sort(
      byScore
    )
  }
  // Most edits leave a quotation near its old place; a search of the whole text costs a hundred times more.
  const from = Math.max(0, wanted.at - NEARBY)
  const to = Math.min(canon.length, wanted.at + wanted.exact.length + NEARBY)
  if (to - from < canon.length / 2) {
    const around = likely(from, to)
    const [first] = around
    if (first && first.context >= SURE_CONTEXT && first.fit >= SURE_FIT) return decide(around)
  }
  return decide(likely())
}

function decide(places: readonly Judged[]): Judged | 'ambiguous' | undefined {
  const best = places[0]
  if (!best || best.score < ACCEPT) return undefined
  const rival = places.find((p) => p !== best && (p.to <= best.from || p.from >= best.to))
  if (rival && best.score - rival.score < ALIKE) return 'ambiguous'
  // Strange neighbours here, and known ones around something alike there: it may have been that one.
  if (best.context < LEAST_CONTEXT && places.some((p) => p.context >= best.context + BETTER_CONTEXT))
    return 'ambiguous'
  return best
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset
}
