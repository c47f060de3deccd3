/**
 * What a person typed, taken apart: words to remember by, "phrases" that must stand there, -words that must not.
 * Nothing is an error: an open quotation mark runs to the end.
 */
import { foldedWords } from '#shared/domain/fold'

export interface Query {
  /** Folded words in order, those of phrases included. */
  words: string[]
  /** Folded words that must stand next to each other in the passage. */
  phrases: string[][]
  /** The last phrase is still open, so its last word may go on. */
  open: boolean
  /** Folded words that, next to each other, must not stand in the passage or on its document's card. */
  excluded: string[][]
}

/** Longer input is a pasted passage: its quotation marks and dashes are text. */
const PASTED = 400
const ITEM = /(?<=^|\s)(-?)(?:"([^"]*)("|$)|(?=[^\s"-])(\S+))/g

export function readQuery(input: string): Query {
  const query: Query = { words: [], phrases: [], open: false, excluded: [] }
  if (input.length > PASTED) {
    query.words = foldedWords(input)
    return query
  }
  const text = input.replace(/[“”„«»＂]/g, '"')
  let at = 0
  const plain = (to: number): void => {
    query.words.push(...foldedWords(text.slice(at, to)))
  }
  for (const match of text.matchAll(ITEM)) {
    const [whole, minus, quoted, closing, word] = match
    if (minus === '' && quoted === undefined) continue
    plain(match.index)
    at = match.index + whole.length
    const words = foldedWords(quoted ?? word ?? '')
    if (words.length === 0) continue
    if (minus !== '') query.excluded.push(words)
    else {
      query.phrases.push(words)
      query.words.push(...words)
      query.open = closing === ''
    }
  }
  plain(text.length)
  return query
}
