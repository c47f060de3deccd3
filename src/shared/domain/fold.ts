/**
 * Folding: how text is made comparable for search. One rule for what is indexed, what is typed and what is lit, so
 * that the three cannot disagree.
 *
 * The rule, one code point at a time: lower case, NFKD, marks dropped, a few letters mapped that have no
 * decomposition (ł ø ß æ, Arabic and Persian forms, final sigma). Letters and digits make words; everything else
 * separates, except format characters (soft hyphen, joiner, bidi marks) and half rings, which are passed over.
 * Scripts written without spaces give overlapping pairs of characters: 東京都 → 東京, 京都.
 */

/** Longer "words" (base64, machine output) are cut here; search compares only this much of them. */
export const LONGEST_WORD = 100

/**
 * `codes[0, length)` are the UTF-16 codes of the folded word, valid only during the call; [start, end) is where it
 * stands in the original text; `unspaced`: a pair or single character of a script without spaces.
 */
export type WordVisitor = (
  codes: Uint16Array,
  length: number,
  start: number,
  end: number,
  unspaced: boolean
) => void

const MAPPED = new Map<string, string>(
  Object.entries({
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ŧ: 't',
    ŋ: 'ng',
    þ: 'th',
    ı: 'i',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ς: 'σ',
    ة: 'ه',
    ى: 'ي',
    ی: 'ي',
    ک: 'ك',
    ٱ: 'ا',
    ـ: ''
  })
)
const WORD = /[\p{L}\p{N}]/u
const MARK = /\p{M}/u
/** Format characters that do not end a word. Zero width space (Thai, Khmer) and non-joiner (Persian) do. */
const PASSED_OVER = /[\p{Cf}\u02b9-\u02bf]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether a folded word comes from a script without spaces: all of it does, so the first character tells. */
export function isUnspacedWord(word: string): boolean {
  return UNSPACED.test(String.fromCodePoint(word.codePointAt(0) ?? 0))
}

const BREAK = 0
const SKIP = 1
const EXTEND = 2
const LETTERS = 3
const PAIRED = 4
interface Folded {
  kind: typeof BREAK | typeof SKIP | typeof EXTEND | typeof LETTERS | typeof PAIRED
  /** Folded codes; 0 where the decomposition itself holds a separator (½ → 1 0 2). */
  codes: readonly number[]
}

function foldCodePoint(character: string): Folded {
  if (MARK.test(character)) return { kind: EXTEND, codes: [] }
  if (character === '\u200b' || character === '\u200c') return { kind: BREAK, codes: [] }
  if (PASSED_OVER.test(character)) return { kind: SKIP, codes: [] }
  const codes: number[] = []
  let word = false
  for (const part of character.toLowerCase().normalize('NFKD')) {
    if (MARK.test(part)) continue
    const mapped = MAPPED.get(part) ?? asciiDigit(part) ?? part
    if (!WORD.test(part)) codes.push(0)
    else {
      word = true
      for (let i = 0; i < mapped.length; i++) codes.push(mapped.charCodeAt(i))
    }
  }
  if (!word) return { kind: character === 'ـ' ? SKIP : BREAK, codes: [] }
  if (codes.length === 0) return { kind: SKIP, codes }
  return { kind: UNSPACED.test(character) ? PAIRED : LETTERS, codes }
}

/** Arabic-Indic and Persian digits, so that ١٩٠٣ finds 1903. */
function asciiDigit(character: string): string | undefined {
  const code = character.charCodeAt(0)
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660)
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0)
  return undefined
}

/** Latin text by table: 0 separates, SLOW needs the whole rule, else the folded code. */
const SLOW = 0xffff
const LATIN = Uint16Array.from({ length: 0x250 }, (_, code) => {
  const { kind, codes } = foldCodePoint(String.fromCharCode(code))
  if (kind === BREAK) return 0
  return kind === LETTERS && codes.length === 1 ? (codes[0] ?? SLOW) : SLOW
})
const folded = new Map<number, Folded>()
function lookUp(codePoint: number): Folded {
  let found = folded.get(codePoint)
  if (!found) {
    found = foldCodePoint(String.fromCodePoint(codePoint))
    folded.set(codePoint, found)
  }
  return found
}

/** Visits the words of a text in order. Linear; one buffer, no allocation per word. */
export function eachWord(text: string, visit: WordVisitor): void {
  const buffer = new Uint16Array(LONGEST_WORD)
  let length = 0
  let start = 0
  let end = 0
  /** Codes of the unspaced character before this one, if the run goes on. */
  let before: readonly number[] | undefined
  let beforeStart = 0
  let alone = false

  const put = (code: number, from: number, to: number): void => {
    if (length === 0) start = from
    if (length < LONGEST_WORD) buffer[length++] = code
    end = to
  }
  const flush = (): void => {
    if (length > 0) {
      visit(buffer, length, start, end, false)
      length = 0
    }
    if (before !== undefined) {
      if (alone) visitRun(before, [], beforeStart, end)
      before = undefined
    }
  }
  const visitRun = (a: readonly number[], b: readonly number[], from: number, to: number): void => {
    let n = 0
    for (const code of a) if (code !== 0 && n < LONGEST_WORD) buffer[n++] = code
    for (const code of b) if (code !== 0 && n < LONGEST_WORD) buffer[n++] = code
    visit(buffer, n, from, to, true)
  }

  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const quick = code < LATIN.length ? (LATIN[code] ?? SLOW) : SLOW
    if (quick !== SLOW) {
      if (quick === 0) {
        if (length > 0 || before !== undefined) flush()
      } else {
        if (before !== undefined) flush()
        put(quick, i, i + 1)
      }
      continue
    }
    const point = text.codePointAt(i) ?? code
    const next = i + (point > 0xffff ? 2 : 1)
    const { kind, codes } = lookUp(point)
    if (kind === BREAK) flush()
    else if (kind === EXTEND) {
      if (length > 0 || before !== undefined) end = next
    } else if (kind === LETTERS) {
      if (before !== undefined) flush()
      for (const c of codes)
        if (c === 0) flush()
        else put(c, i, next)
    } else if (kind === PAIRED) {
      if (length > 0) flush()
      if (before === undefined) alone = true
      else {
        visitRun(before, codes, beforeStart, next)
        alone = false
      }
      before = codes
      beforeStart = i
      end = next
    }
    i = next - 1
  }
  flush()
}

export interface WordSpan {
  word: string
  start: number
  end: number
  unspaced: boolean
}

/** The folded words with their places in the original text. */
export function wordSpans(text: string): WordSpan[] {
  const out: WordSpan[] = []
  eachWord(text, (codes, length, start, end, unspaced) => {
    out.push({ word: String.fromCharCode(...codes.subarray(0, length)), start, end, unspaced })
  })
  return out
}

/** The folded words. */
export function foldedWords(text: string): string[] {
  return wordSpans(text).map((s) => s.word)
}

/** The form in which two short texts are the same to search: folded words, one space apart. */
export function foldKey(text: string): string {
  return foldedWords(text).join(' ')
}
