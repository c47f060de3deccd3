/** How much there is to read, and how long that takes. */

/** Words a minute of attentive reading; the same figure everywhere, so that minutes add up. */
export const WORDS_A_MINUTE = 220

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu

/** Words of a text; two Han or Kana signs count as one word. */
export function countWords(text: string): number {
  let words = 0
  let signs = 0
  for (const [match] of text.matchAll(WORD)) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(match)) signs++
    else words++
  }
  return words + Math.ceil(signs / 2)
}

/** Whole minutes, at least one when there is anything to read. */
export function minutes(words: number): number {
  return words <= 0 ? 0 : Math.max(1, Math.round(words / WORDS_A_MINUTE))
}

/** `7 min`, `3 h 10 min`. */
export function showMinutes(total: number): string {
  if (total < 60) return `${total} min`
  const h = Math.floor(total / 60)
  const m = total % 60
  return m === 0 ? `${h} h` : `${h} h ${m} min`
}
