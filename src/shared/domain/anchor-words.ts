/** An approximate place may begin or end inside a word; where the quotation did not, the piece of a word is left out. */
const LETTER = /[\p{L}\p{N}\p{M}]/u
/** Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/
const LONGEST_PIECE = 12

interface Span {
  start: number
  end: number
}

/** text[start, end) without pieces of words at its ends, unless the quotation itself was cut there. */
export function atWords(
  text: string,
  place: Span,
  quote: { exact: string; prefix: string; suffix: string }
): Span {
  const cutBefore = inWord(quote.prefix + quote.exact, quote.prefix.length)
  const cutAfter = inWord(quote.exact + quote.suffix, quote.exact.length)
  let { start, end } = place
  if (!cutBefore) while (inWord(text, start) && start - place.start < LONGEST_PIECE) start++
  if (!cutAfter) while (inWord(text, end) && place.end - end < LONGEST_PIECE) end--
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return start < end ? { start, end } : place
}

/** Between two letters of one word. */
function inWord(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  return LETTER.test(before) && LETTER.test(after) && !UNSPACED.test(before) && !UNSPACED.test(after)
}
