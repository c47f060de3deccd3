/** Where in a visible text the words stand that answered: UTF-16 ranges in the original, not the folded, text. */
import Fuse from 'fuse.js'
import { foldKey, wordSpans } from '#shared/domain/fold'

export type Range = [start: number, end: number]

/** The answering words between the words numbered `from` and `to`. Overlapping pairs of characters become one range. */
export function markWords(text: string, words: ReadonlySet<string>, from = 0, to = Infinity): Range[] {
  const out: Range[] = []
  wordSpans(text).forEach(({ word, start, end }, k) => {
    if (k < from || k > to || !words.has(word)) return
    const last = out.at(-1)
    if (last && start < last[1]) last[1] = end
    else out.push([start, end])
  })
  return out
}

/** Stretches shorter than this are coincidence. */
const SHORTEST = 3
const SNIPPET = 5000

/**
 * fuse.js's ranges, for visible snippets in which no answering word stands: the text was changed after it was
 * indexed, or fuse.js itself found the document while the index could not answer. Only there: it marks alike
 * letters, not words. Each word of the query by itself, so that order does not matter.
 */
export function markAlike(text: string, query: string): Range[] {
  const found = foldKey(query.slice(0, 200))
    .split(' ')
    .filter((word) => word.length >= SHORTEST)
    .flatMap((word) => {
      const { isMatch, indices } = Fuse.match(word, text.slice(0, SNIPPET), FUSE)
      return isMatch ? (indices ?? []) : []
    })
    .map(([first, last]): Range => [first, last + 1])
    .sort((a, b) => a[0] - b[0])
  const out: Range[] = []
  for (const range of found) {
    const last = out.at(-1)
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1])
    else out.push(range)
  }
  return out
}
const FUSE = {
  includeMatches: true,
  ignoreLocation: true,
  ignoreDiacritics: true,
  minMatchCharLength: SHORTEST,
  threshold: 0.35
} as const
