/** The DOI of a paper itself, not of one that it cites. */
import type { Line } from './lines'

const DOI = /\b10\.\d{4,9}\/[^\s"<>]{1,300}/g
const CITED =
  /^\s*(?:\d+\.?\s*)?(references|bibliography|works cited|literature( cited)?|literatur(verzeichnis)?|bibliographie|notes)\s*$/i
const LABELLED = /doi\b|doi\.org/i
/** Of the page's height: where journals set their own DOI, over the title or under the text. */
const EDGE = 0.18

/**
 * On the first page, before any list of references, running heads and feet included. One alone is believed; of
 * several the one at the page's edge; of several there, none. The second page is asked only for a labelled one.
 */
export function frontDoi(pages: readonly (readonly Line[])[]): string | undefined {
  const [first = [], second = []] = pages.map(beforeReferences)
  const own = distinct(first)
  if (own.length === 1) return own[0]
  if (own.length > 1) {
    const heights = first.map((line) => line.y)
    const [low, high] = [Math.min(...heights), Math.max(...heights)]
    const edge = (high - low) * EDGE
    const atEdge = distinct(first.filter(({ y }) => y > high - edge || y < low + edge))
    return atEdge.length === 1 ? atEdge[0] : undefined
  }
  const next = distinct(second.filter(({ text }) => LABELLED.test(text)))
  return next.length === 1 ? next[0] : undefined
}

export function doiIn(text: string): string | undefined {
  return doisOf(text)[0]
}

function beforeReferences(lines: readonly Line[]): readonly Line[] {
  const at = lines.findIndex(({ text }) => CITED.test(text))
  return at < 0 ? lines : lines.slice(0, at)
}

const doisOf = (text: string): string[] =>
  (text.match(DOI) ?? []).map((doi) => doi.replace(/[.,;:)\]]+$/, ''))

function distinct(lines: readonly Line[]): string[] {
  const found = new Map(lines.flatMap(({ text }) => doisOf(text)).map((doi) => [doi.toLowerCase(), doi]))
  return [...found.values()]
}
