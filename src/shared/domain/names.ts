/** People's names: splitting what a page or a person wrote, and showing it. */
import type { Name } from '../contract/records'

const PARTICLES = new Set(
  'van von der den de di da du la le ter ten zu zur del della dos das al el bin ibn'.split(' ')
)
const INSTITUTION =
  /\b(university|universität|institute|institut|ministry|committee|commission|council|department|agency|organi[sz]ation|association|foundation|society|group|team|press|bank|office|editors?|staff|times|news|redaktion)\b/i

/**
 * One name → CSL parts. "Family, Given" is taken at its word; otherwise the last word with its lower-case particles
 * is the family name. Institutions, single words and names in scripts without spaces stay literal.
 */
export function splitName(input: string): Name | undefined {
  const text = input.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text === '') return undefined
  const comma = /^([^,]+),\s*([^,]+)$/.exec(text)
  if (comma?.[1] && comma[2]) return { family: comma[1].trim(), given: comma[2].trim() }
  const words = text.split(' ')
  if (words.length === 1 || words.length > 6 || INSTITUTION.test(text)) return { literal: text }
  let at = words.length - 1
  while (at > 1 && PARTICLES.has((words[at - 1] ?? '').toLowerCase()) && /^\p{Ll}/u.test(words[at - 1] ?? ''))
    at--
  return { family: words.slice(at).join(' '), given: words.slice(0, at).join(' ') }
}

/** A byline with several names: split at "and", "und", "et", "&", ";" and at commas between full names. */
export function splitNames(input: string): Name[] {
  const text = input.replace(/^\s*(by|von|par|por|di)\s+/i, '').trim()
  if (text === '') return []
  const strong = text.split(/\s*(?:;|\s&\s|\sand\s|\sund\s|\set\s|\sy\s)\s*/i).filter(Boolean)
  const all = strong.flatMap((part) => {
    const commas = part.split(/\s*,\s*/).filter(Boolean)
    // "Doe, Jane" is one name; "Jane Doe, John Roe" are two.
    return commas.length > 1 && commas.every((c) => c.includes(' ')) ? commas : [part]
  })
  return all.flatMap((n) => splitName(n) ?? [])
}

/** "William James". */
export function showName(n: Name): string {
  return n.literal ?? [n.given, n.family].filter(Boolean).join(' ')
}

/** The part a bibliography sorts by. */
export function sortName(n: Name): string {
  return n.literal ?? [n.family, n.given].filter(Boolean).join(', ')
}

/** "William James", "William James and Mary Roe", "William James and 3 others". */
export function showNames(names: readonly Name[]): string {
  const [first, second] = names
  if (!first) return ''
  if (!second) return showName(first)
  if (names.length === 2) return `${showName(first)} and ${showName(second)}`
  return `${showName(first)} and ${names.length - 1} others`
}
