/**
 * The text of a PDF's page beside the text of its article (reflowed, without running heads, hyphens joined, notes at
 * the end): which character of the one is which of the other. Both are compared in canonical form; equal stretches
 * are grown from short seeds near where the last one ended, and of stretches that claim the same words the longest
 * keeps them. What stands on the page only (a running head) has no place in the article, and the other way round.
 */
import { toCanonical, toSource, canonical, type Canonical } from './canonical'
import { placesOf } from './seed-places'

/** As pdf.js gives them, in the order of the file. */
export interface PageItem {
  str: string
  hasEOL: boolean
}
export interface Span {
  start: number
  end: number
}

export interface PageText {
  /** Its items joined, a line end after those that end one. */
  readonly text: string
  /** starts[i]: where item i begins in `text`. */
  readonly starts: readonly number[]
  /** A range of the page's text as one of the article's; undefined where nothing of it is in the article. */
  toArticle(start: number, end: number): Span | undefined
  /** The stretches of the page's text that hold the article's [start, end), in page order. */
  toPage(start: number, end: number): Span[]
}

/** A stretch that is equal on both sides. */
interface Run {
  page: number
  article: number
  length: number
}

const SEEDS = [24, 12, 6]
/** A seed shorter than this says something only right behind the last stretch. */
const TELLING = 12
const NEAR = 240
/** Inside one range of the article more than this is not left out; a jump is a note at the end of the text. */
const JUMP = 400
/** So much may stand on one side only between a few equal letters and the stretch they belong to. */
const SLACK = 48

/** `window`: where in the article (offsets of its text) the page is expected. */
export function readPage(items: readonly PageItem[], article: Canonical, window: Span): PageText {
  const starts: number[] = []
  let text = ''
  for (const { str, hasEOL } of items) {
    starts.push(text.length)
    text += hasEOL ? `${str}\n` : str
  }
  const page = canonical(text)
  const map = mapOf(page.canon, article, {
    start: toCanonical(article, window.start),
    end: toCanonical(article, window.end)
  })

  return {
    text,
    starts,
    toArticle(start, end) {
      const to = toCanonical(page, end)
      let first = -1
      let last = -1
      for (let k = toCanonical(page, start); k < to; k++) {
        const at = map[k] ?? -1
        if (at < 0) continue
        if (first < 0) first = last = at
        else if (at > last && at - last < JUMP) last = at
      }
      return first < 0 ? undefined : toSource(article, first, last + 1)
    },
    toPage(start, end) {
      const from = toCanonical(article, start)
      const to = toCanonical(article, end)
      const out: Span[] = []
      let open = -1
      let last = -1
      for (let k = 0; k < map.length; k++) {
        const at = map[k] ?? -1
        const inside = at >= from && at < to
        // A hyphen that the typesetter put belongs to the word around it.
        if (inside && open >= 0 && k - last > 2) {
          out.push(toSource(page, open, last + 1))
          open = -1
        }
        if (inside) {
          if (open < 0) open = k
          last = k
        }
      }
      if (open >= 0) out.push(toSource(page, open, last + 1))
      return out
    }
  }
}

function mapOf(page: string, article: Canonical, window: Span): Int32Array {
  const runs = telling(runsOf(page, article, window))
  const map = new Int32Array(page.length).fill(-1)
  const owned = new Set<number>()
  for (const run of runs.sort((a, b) => b.length - a.length))
    for (let i = 0; i < run.length; i++) {
      const at = run.article + i
      if ((map[run.page + i] ?? 0) >= 0 || owned.has(at)) continue
      map[run.page + i] = at
      owned.add(at)
    }
  return map
}

/**
 * Without the few letters that are equal by chance: a running head may begin as the title did, a page before. What is
 * short counts where it stands by a long stretch as it does on the page, or where the page has no long one.
 */
function telling(runs: readonly Run[]): Run[] {
  const long = runs.filter((r) => r.length >= TELLING)
  if (long.length === 0) return [...runs]
  let before: Run | undefined
  let next = 0
  return runs.filter((run) => {
    if (run.length >= TELLING) {
      before = run
      next++
      return true
    }
    const beside = (other: Run | undefined): boolean =>
      other !== undefined && Math.abs(other.article - run.article - (other.page - run.page)) <= SLACK
    return beside(before) || beside(long[next])
  })
}

function runsOf(page: string, article: Canonical, window: Span): Run[] {
  const { canon } = article
  const runs: Run[] = []
  /** The article's character after the last equal one. */
  let next = window.start
  let run: Run | undefined
  for (let k = 0; k < page.length;) {
    if (run && page[k] === canon[next]) {
      run.length++
      next++
      k++
      continue
    }
    // A word broken at the end of a line: the run goes on behind its hyphen.
    if (run && page[k] === '-' && page.startsWith(canon.slice(next, next + 2), k + 1)) {
      run = { page: k + 1, article: next, length: 0 }
      runs.push(run)
      k++
      continue
    }
    const at = seedAt(page, k, article, window, next)
    if (at === undefined) {
      run = undefined
      k++
      continue
    }
    run = { page: k, article: at, length: 0 }
    runs.push(run)
    next = at
  }
  return runs
}

function seedAt(
  page: string,
  k: number,
  article: Canonical,
  window: Span,
  expected: number
): number | undefined {
  const left = page.length - k
  const from = Math.max(window.start, expected)
  for (const wanted of SEEDS) {
    const length = Math.min(wanted, left)
    if (length < 4) return undefined
    const seed = page.slice(k, k + length)
    if (length < TELLING) {
      // Only right behind the last stretch, so no more than that is read.
      const end = Math.min(expected + NEAR, window.end)
      const near = article.canon.slice(from, end + length - 1).indexOf(seed)
      if (near >= 0) return from + near
      continue
    }
    const places = placesOf(article, seed)
    const after = places.find((at) => at >= from)
    if (after !== undefined && after < window.end) return after
    const before = places.findLast((at) => at < expected && at >= window.start && at < window.end)
    if (before !== undefined) return before
    // Notes stand at the end of the article, far from their page.
    if (wanted === SEEDS[0] && places.length === 1) return places[0]
  }
  return undefined
}

/**
 * Where the text of each page begins in the article. `begins`: page numbers (from 1) and the offsets of the first
 * block that begins on them, in order; pages on which none begins take the next one's.
 */
export class PageStarts {
  private readonly known: readonly { page: number; at: number }[]
  private readonly length: number

  constructor(begins: readonly { page: number; at: number }[], length: number) {
    this.known = [...begins].sort((a, b) => a.page - b.page)
    this.length = length
  }

  /** Where the page's own first block begins; a page without one: where the next page's does. */
  startOf(page: number): number {
    return this.known.find((b) => b.page >= page)?.at ?? this.length
  }

  /** The text that can stand on a page: from the last block that begins before it to the first that begins after it. */
  windowOf(page: number): Span {
    const start = this.known.findLast((b) => b.page < page)?.at ?? 0
    const end = this.known.find((b) => b.page > page)?.at ?? this.length
    return start < end ? { start, end } : { start: 0, end: this.length }
  }

  /** The page on which the block that holds the offset begins; its text may run on to later ones. */
  pageAt(offset: number): number {
    let page = 1
    for (const b of this.known) if (b.at <= offset) page = Math.max(page, b.page)
    return page
  }
}
