/** Keys under which words that belong together meet: a crude stem, and how an English word sounds. */

const SUFFIXES =
  'ations ation ingly ments ment ness tions tion ings ing edly ies ied ers est eth ed er es ly s y e'.split(
    ' '
  )

/** The word without its ending: walking, walked, walks → walk. Short words stay whole. */
export function stem(word: string): string {
  if (word.length < 5) return word
  const suffix = SUFFIXES.find((s) => word.endsWith(s) && word.length - s.length >= 3)
  if (suffix === undefined) return word
  const base = word.slice(0, -suffix.length)
  const doubled = base.length > 4 && base.at(-1) === base.at(-2)
  return doubled ? base.slice(0, -1) : base
}

const SOUND_RULES: readonly (readonly [RegExp, string])[] = [
  [/[cs]h?i?on|tion|shun|zhun/g, 'X'],
  [/ph|ough/g, 'f'],
  [/gh|(?<=m)b$|^k(?=n)|^w(?=r)/g, ''],
  [/tch|ch|sh/g, 'X'],
  [/[cs]k|q|c(?![eiy])/g, 'k'],
  [/[cz]/g, 's'],
  [/x/g, 'ks'],
  [/dg|g(?=[eiy])/g, 'j'],
  [/(?!^)[aeiouyhw]/g, ''],
  [/(.)\1+/g, '$1']
]

/** Its consonants as heard: "denile" and "denial" are both `dnl`. Empty: too short, or not plain Latin. */
export function sound(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return ''
  return SOUND_RULES.reduce((heard, [pattern, by]) => heard.replace(pattern, by), word)
}
