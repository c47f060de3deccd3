/** Plain text → paragraphs. */
import { CarrelError } from '#shared/contract/errors'
import { decode } from '../decode'
import type { Draft, Importer } from '../draft'
import { refuseBinary } from '../file-kinds'
import { directionOf } from '../metadata/language'
import { escapeText } from '../serialise'
import { createTally } from '../tally'
import { finishBody } from './finish-body'
import { plainFields } from './plain-fields'

/** Line ends of every system there was: CR LF, LF, CR, NEL, form feed, vertical tab, the two of Unicode, and NUL. */
const LINE_END = /\r\n|[\n\v\f\r\0\u0085\u2028\u2029]/
/** Lines are set short on purpose (verse, addresses) below this, on average. */
const VERSE = 50
/** One line is one paragraph above this. */
const UNWRAPPED = 120

export const importText: Importer = (source) => {
  refuseBinary(source.bytes)
  const { text, note } = decode(source.bytes, { charset: source.charset, html: false })
  const tally = createTally()
  if (note !== undefined) tally.add('text', note)
  const paragraphs = paragraphsOf(text.replace(/^\ufeff/, ''))
  if (paragraphs.length === 0)
    throw new CarrelError('BAD_INPUT', 'There is no text in it: only white space, nothing to save.')
  const html = paragraphs.map((lines) => `<p>${lines.map(escapeText).join('<br>')}</p>`).join('\n')
  const finished = finishBody(html, [], tally, tally)
  const draft: Draft = {
    ...plainFields(source, { title: titleLine(paragraphs), opening: paragraphs[0]?.join(' ') ?? '' }),
    dir: directionOf(undefined, text),
    body: finished.html,
    text: finished.text,
    words: finished.words,
    images: [],
    tags: [],
    missing: tally.items(),
    removed: []
  }
  return draft
}

/** Paragraphs as lists of the lines that are to stay lines. */
export function paragraphsOf(text: string): string[][] {
  const blocks: string[][] = [[]]
  for (const line of text.split(LINE_END)) {
    const trimmed = line.trim()
    if (trimmed !== '') blocks.at(-1)?.push(trimmed)
    else if (blocks.at(-1)?.length !== 0) blocks.push([])
  }
  const filled = blocks.filter((lines) => lines.length > 0)
  const [only] = filled
  // No empty lines at all: every line is a paragraph.
  if (filled.length === 1 && only) return only.map((line) => [line])
  return filled.flatMap((lines) => {
    const average = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
    if (lines.length > 1 && average > UNWRAPPED) return lines.map((line) => [line])
    return average < VERSE ? [lines] : [[lines.join(' ')]]
  })
}

/** A first paragraph of one short line that ends like a title. */
function titleLine(paragraphs: readonly string[][]): string | undefined {
  const [first, second] = paragraphs
  const [line] = first ?? []
  if (line === undefined || first?.length !== 1 || second === undefined) return undefined
  return line.length <= 120 && !/[.,;:]$/.test(line) ? line : undefined
}
