/** The language and direction a page states. */

const RTL_LANGUAGES = /^(ar|arc|ckb|dv|fa|he|iw|khw|ks|nqo|pnb|ps|sd|syr|ug|ur|yi)(-|$)/i
const RTL_SCRIPT = /-(Arab|Hebr|Syrc|Thaa|Nkoo)(-|$)/i

/** BCP 47, with the usual underscore forgiven; undefined when it is no language tag. */
export function readLanguage(text: string | undefined): string | undefined {
  const tag = text?.split(/[,;]/)[0]?.trim().replaceAll('_', '-')
  if (tag === undefined || !/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(tag)) return undefined
  const [language = '', ...rest] = tag.split('-')
  return [
    language.toLowerCase(),
    ...rest.map((part) =>
      part.length === 2
        ? part.toUpperCase()
        : part.length === 4
          ? part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()
          : part
    )
  ].join('-')
}

/** Stated direction, else that of the language, else that of most letters at the beginning of the text. */
export function directionOf(lang: string | undefined, text: string, stated?: string): 'ltr' | 'rtl' {
  if (stated === 'rtl' || stated === 'ltr') return stated
  if (lang !== undefined && (RTL_LANGUAGES.test(lang) || RTL_SCRIPT.test(lang))) return 'rtl'
  if (lang !== undefined) return 'ltr'
  const sample = text.slice(0, 2000)
  const rtl =
    sample.match(/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/gu)?.length ?? 0
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return rtl > letters / 2 ? 'rtl' : 'ltr'
}
