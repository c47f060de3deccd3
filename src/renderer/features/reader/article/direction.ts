/** Which way a text runs, when nothing says so. */
const RTL_LANGUAGES = /^(?:ar|arc|ckb|dv|fa|he|iw|ku-arab|ps|sd|syr|ug|ur|yi)\b/i
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/gu
const LETTER = /\p{L}/gu

export function directionOf(text: string, lang: string | undefined): 'ltr' | 'rtl' {
  const sample = text.slice(0, 4000)
  const letters = sample.match(LETTER)?.length ?? 0
  if (letters < 20) return lang !== undefined && RTL_LANGUAGES.test(lang) ? 'rtl' : 'ltr'
  // The letters themselves know better than a label.
  return (sample.match(RTL)?.length ?? 0) > letters * 0.4 ? 'rtl' : 'ltr'
}
