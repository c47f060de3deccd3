/** The scripts of a text, for writers that must mark language and direction. */

export interface ScriptPart {
  text: string
  /** BCP 47, where the script alone tells it well enough for fonts and voices. */
  lang?: string
  rtl?: true
}

const HEBREW = String.raw`\p{Script=Hebrew}`
const ARABIC = String.raw`\p{Script=Arabic}`
const KANA = String.raw`\p{Script=Hiragana}\p{Script=Katakana}`
const HANGUL = String.raw`\p{Script=Hangul}`
const HAN = String.raw`\p{Script=Han}`
/** Spaces, digits and marks between two words of a right-to-left script belong to it. */
const run = (script: string): string =>
  String.raw`[${script}\p{Mn}](?:[${script}\p{Mn}\s\d،؛؟.()־]*[${script}\p{Mn}])?`
const PARTS = new RegExp(
  `(${run(HEBREW)})|(${run(ARABIC)})|([${KANA}${HAN}${HANGUL}\\u3000-\\u303f\\uff00-\\uffef]+)`,
  'gu'
)

const STRONG = /[\p{Script=Hebrew}\p{Script=Arabic}]|\p{L}/u
const RTL = /^[\p{Script=Hebrew}\p{Script=Arabic}]/u

/** Whether the first strong letter is written from right to left. */
export function isRightToLeft(text: string): boolean {
  const first = STRONG.exec(text)
  return first !== null && RTL.test(first[0])
}

const ADDRESS = /https?:\S+/g
const LETTERS = /\p{L}/gu
const RTL_LETTERS = /(?=\p{L})[\p{Script=Hebrew}\p{Script=Arabic}]/gu

/** Whether most of its letters are, addresses aside: how a reference is laid out, whoever comes first in it. */
export function isMostlyRightToLeft(text: string): boolean {
  const said = text.replace(ADDRESS, '')
  const rtl = said.match(RTL_LETTERS)?.length ?? 0
  return rtl > 0 && rtl * 2 > (said.match(LETTERS)?.length ?? 0)
}

function eastAsian(text: string): string {
  if (new RegExp(`[${KANA}]`, 'u').test(text)) return 'ja'
  return new RegExp(`[${HANGUL}]`, 'u').test(text) ? 'ko' : 'zh'
}

/** Words written from the left, with what stands between them. */
const LTR_WORDS = new RegExp(
  String.raw`(?![${HEBREW}${ARABIC}])\p{L}(?:[^${HEBREW}${ARABIC}]*(?![${HEBREW}${ARABIC}])[\p{L}\p{N}/%])?`,
  'gu'
)

/** In a paragraph written from the right, digits and marks go its way too; only words of other scripts do not. */
function splitRightToLeft(text: string): ScriptPart[] {
  const parts: ScriptPart[] = []
  let lang = /\p{Script=Hebrew}/u.test(text) ? 'he' : 'ar'
  let from = 0
  const ours = (to: number): void => {
    if (to <= from) return
    const part = text.slice(from, to)
    if (/\p{Script=Arabic}/u.test(part)) lang = 'ar'
    else if (/\p{Script=Hebrew}/u.test(part)) lang = 'he'
    parts.push({ text: part, lang, rtl: true })
  }
  for (const m of text.matchAll(LTR_WORDS)) {
    ours(m.index)
    parts.push(...splitScripts(m[0]))
    from = m.index + m[0].length
  }
  ours(text.length)
  return parts
}

/**
 * Cuts a text where its script changes; the parts joined are the text. `rtl`: it stands in a paragraph that is written
 * from the right.
 */
export function splitScripts(text: string, rtl = false): ScriptPart[] {
  if (rtl) return splitRightToLeft(text)
  const parts: ScriptPart[] = []
  let from = 0
  const plain = (to: number): void => {
    if (to > from) parts.push({ text: text.slice(from, to) })
  }
  for (const m of text.matchAll(PARTS)) {
    // A lone mark (on a Latin letter) begins no run of its own.
    if (!/\p{L}|[\u3000-\u303f\uff00-\uffef]/u.test(m[0]) || /^\p{Mn}/u.test(m[0])) continue
    plain(m.index)
    if (m[1] !== undefined) parts.push({ text: m[0], lang: 'he', rtl: true })
    else if (m[2] !== undefined) parts.push({ text: m[0], lang: 'ar', rtl: true })
    else parts.push({ text: m[0], lang: eastAsian(m[0]) })
    from = m.index + m[0].length
  }
  plain(text.length)
  return parts
}
