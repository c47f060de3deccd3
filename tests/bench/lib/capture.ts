/** What the capture benchmark compares: a page by our importer, and by the two libraries as anyone would call them. */
import { Readability } from '@mozilla/readability'
import Defuddle from 'defuddle'
import { readArticleText } from '#shared/domain/article-text'
import { showName } from '#shared/domain/names'
import { parseBody } from '#core/capture/html/nodes'
import { importSource } from '#core/capture/importers/importers'
import { parse5Tree } from '#core/capture/parse5-tree'

/** One page as one of the rivals read it. */
export interface Read {
  text: string
  title: string
  byline: string
  /** As stated; only its day is compared. */
  date: string
}

export const ADDRESS = 'http://fakehost/test/page.html'

export function carrel(bytes: Uint8Array): Read {
  const draft = importSource({ bytes, format: 'html', url: ADDRESS, extraction: 'article' })
  const { title, authors, issued } = draft.fields
  return { text: draft.text, title, byline: authors.map(showName).join(', '), date: issued ?? '' }
}

/** `document`: of jsdom, made for this call alone: the library changes it. */
export function readability(document: Document): Read {
  const found = new Readability(document, { keepClasses: true }).parse()
  return {
    text: textOf(found?.content ?? ''),
    title: found?.title ?? '',
    byline: found?.byline ?? '',
    date: found?.publishedTime ?? ''
  }
}

export function defuddle(document: Document): Read {
  const refuse = (): Promise<never> => Promise.reject(new Error('no network'))
  const found = new Defuddle(document, { useAsync: false, fetch: refuse, url: ADDRESS }).parse()
  return { text: textOf(found.content), title: found.title, byline: found.author, date: found.published }
}

/** By the one rule for what the text of an article is. */
export function textOf(html: string): string {
  return readArticleText(parseBody(html), parse5Tree).text
}

export function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Harmonic mean of precision and recall over words, as often as each occurs. */
export function tokenF1(expected: string, actual: string): number {
  const counts = new Map<string, number>()
  const [a, b] = [words(expected), words(actual)]
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left > 0) shared += 1
    counts.set(word, left - 1)
  }
  return a.length + b.length === 0 ? 1 : (2 * shared) / (a.length + b.length)
}

interface Stated {
  title: string | null
  byline: string | null
  publishedTime: string | null
}
export interface Verdicts {
  title: boolean
  /** Of pages with a byline. */
  byline?: boolean
  /** Of pages without one: nobody was named. */
  silent?: boolean
  date?: boolean
  detail: Record<'title' | 'byline' | 'date', string>
}

const fold = (text: string): string => words(text.normalize('NFKC')).join(' ')
/** What stands around the names in a byline. */
const AROUND = /\b(written|posted|by|and|with|von|und|par|et|por|di|for)\b/g
const names = (text: string): string[] => words(fold(text).replace(AROUND, ' '))

/**
 * A title is right when it is the expected one, or that without the site's name after it; a byline when it has the
 * expected one's names and no others: dates, offices and employers that stand in the line may be left out, no word
 * may be added.
 */
export function verdicts(said: Stated, found: Read): Verdicts {
  const [title, expected] = [fold(found.title), fold(said.title ?? '')]
  const out: Verdicts = {
    title: expected === title || (title.length > 2 && expected.startsWith(title)),
    detail: {
      title: `${found.title} ≠ ${String(said.title)}`,
      byline: `${found.byline} ≠ ${String(said.byline)}`,
      date: `${found.date} ≠ ${String(said.publishedTime)}`
    }
  }
  if (said.byline === null) out.silent = found.byline === ''
  else out.byline = sameNames(names(said.byline), names(found.byline))
  if (said.publishedTime !== null) out.date = day(found.date) === day(said.publishedTime)
  return out
}

function sameNames(expected: readonly string[], found: readonly string[]): boolean {
  const all = new Set(expected)
  return (
    found.length > 0 &&
    found.every((word) => all.has(word)) &&
    found.length * 2 >= Math.min(expected.length, 4)
  )
}

const day = (date: string): string => /^\d{4}(-\d\d){0,2}/.exec(date.trim())?.[0] ?? date
