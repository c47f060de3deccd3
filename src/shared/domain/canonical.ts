/**
 * The form in which quotations are compared: what typesetting changes is folded away, what an author wrote stays.
 * NFC, one kind of quotation mark and dash, ligatures and presentation forms opened; no white space, soft hyphens
 * or invisible marks. An index map leads back to the source.
 */
export interface Canonical {
  canon: string
  /** Source offset at which the character behind canon[i] begins. */
  starts: Uint32Array
  /** Source offset at which it ends. */
  ends: Uint32Array
}

const DOUBLE = '"“”„‟«»″＂「」『』《》〝〞'
const SINGLE = "'‘’‚‛‹›′ʼ＇`´〈〉"
const DASH = '-‐‑‒–—―−﹘﹣－'

const FOLD = new Map<string, string>([
  ...[...DOUBLE].map((c): [string, string] => [c, '"']),
  ...[...SINGLE].map((c): [string, string] => [c, "'"]),
  ...[...DASH].map((c): [string, string] => [c, '-']),
  ['…', '.']
])

/** White space, soft hyphen, zero-width and bidirectional marks, Arabic tatweel, byte order mark. */
const DROP = /[\s\u00ad\u061c\u0640\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
/** Latin and Armenian ligatures, Arabic presentation forms, Kangxi radicals (printed PDFs have them for characters): with WIDE the only compatibility characters opened. */
const PRESENTATION = /[\u2f00-\u2fd5\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc]/u
/** Full-width punctuation and digits; letters are the author's. */
const WIDE = /[\uff01-\uff20\uff3b-\uff40\uff5b-\uff5e]/
/** Vowel signs that are written or left out: Hebrew, Arabic. */
const VOWELS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670]/gu
/** What may join the character before it under NFC: combining marks, and the vowels and finals of Hangul. */
const JOINS = /[\p{M}\u1160-\u11ff]/u

/** Linear. Never longer than about three times the text. */
export function canonical(text: string): Canonical {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let last = ''
  const put = (piece: string, start: number, end: number): void => {
    if (piece === '') return
    // Runs of dashes and of dots differ by house: `--`, `—`, `——`; `...`, `……`. One stands for all.
    if ((piece === '-' || piece === '.') && piece === last) {
      ends[ends.length - 1] = end
      return
    }
    last = piece
    parts.push(piece)
    for (let k = 0; k < piece.length; k++) {
      starts.push(start)
      ends.push(end)
    }
  }
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i)
    const nextCode = text.charCodeAt(i + 1)
    if (code < 0x80 && !(nextCode >= 0x80)) {
      const ch = text.charAt(i)
      if (code > 0x20 && code !== 0x7f) put(ch === '`' ? "'" : ch, i, i + 1)
      i += 1
      continue
    }
    const ch = String.fromCodePoint(text.codePointAt(i) ?? 0)
    let end = i + ch.length
    if (DROP.test(ch)) {
      i = end
      continue
    }
    while (end < text.length) {
      const next = String.fromCodePoint(text.codePointAt(end) ?? 0)
      if (!JOINS.test(next)) break
      end += next.length
    }
    const cluster = text.slice(i, end)
    const folded =
      FOLD.get(cluster) ??
      (PRESENTATION.test(ch) ? cluster.normalize('NFKC').replace(/\s/g, '') : cluster.normalize('NFC'))
    put(WIDE.test(folded) ? narrow(folded) : folded.replace(VOWELS, ''), i, end)
    i = end
  }
  return { canon: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

function narrow(text: string): string {
  const plain = text.normalize('NFKC')
  return FOLD.get(plain) ?? plain
}

/** canon[from, to) as a range of the source. `to` must be greater than `from`. */
export function toSource(c: Canonical, from: number, to: number): { start: number; end: number } {
  return { start: c.starts[from] ?? 0, end: c.ends[to - 1] ?? 0 }
}

/** The first canonical index at or after a source offset. */
export function toCanonical(c: Canonical, offset: number): number {
  let low = 0
  let high = c.starts.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((c.starts[mid] ?? 0) < offset) low = mid + 1
    else high = mid
  }
  return low
}
