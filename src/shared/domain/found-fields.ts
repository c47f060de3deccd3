/** What an article has and what was found elsewhere, field by field, for a person to choose from. */
import type { Article, Bibliographic, Name } from '../contract/records'
import { showDate } from './dates'
import { TYPE_NAMES } from './item-types'
import { sortName } from './names'
import { TEXT_FIELDS } from './text-fields'

export type FieldName = keyof Bibliographic

export interface FoundField {
  field: FieldName
  label: string
  /** As shown; empty where the article has none. */
  ours: string
  found: string
  /** Whether taking it over is the likely wish: not where the person set ours, nor where theirs says less. */
  likely: boolean
}

/** In the order of the form that edits them. */
const LABELS: readonly (readonly [FieldName, string])[] = [
  ['title', 'Title'],
  ['authors', 'Authors'],
  ['type', 'Kind'],
  ['issued', 'Date'],
  ...TEXT_FIELDS,
  ['abstract', 'Abstract']
]

type Found = { readonly [K in FieldName]?: Bibliographic[K] | undefined }

/** The fields that say something else. `same`: how many were found as they are. */
export function foundFields(
  article: Readonly<Article>,
  found: Found
): { differing: FoundField[]; same: number } {
  const differing: FoundField[] = []
  let same = 0
  for (const [field, label] of LABELS) {
    const theirs = showField(field, found)
    // Where it was taken from is not for a catalogue to correct.
    if (theirs === '' || (field === 'url' && article.url !== undefined)) continue
    const ours = showField(field, article)
    if (alike(field, ours) === alike(field, theirs)) same += 1
    else
      differing.push({
        field,
        label,
        ours,
        found: theirs,
        likely: article.corrected?.includes(field) !== true && !saysLess(field, article, found)
      })
  }
  return { differing, same }
}

/** The found values of these fields only. */
export function pickFields(found: Found, fields: ReadonlySet<FieldName>): Partial<Bibliographic> {
  return Object.fromEntries(
    Object.entries(found).filter(([field, value]) => value !== undefined && fields.has(field as FieldName))
  )
}

function showField(field: FieldName, from: Found): string {
  if (field === 'type') return from.type === undefined ? '' : TYPE_NAMES[from.type]
  if (field === 'authors') return (from.authors ?? []).map(sortName).join('; ')
  if (field === 'issued') return from.issued === undefined ? '' : showDate(from.issued)
  return from[field] ?? ''
}

/** Typography and case do not make a difference. */
function alike(field: FieldName, shown: string): string {
  const plain = shown
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
  if (field === 'isbn') return isbnKey(plain)
  return field === 'url' ? plain.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '') : plain
}

/** The nine digits that an ISBN of ten and one of thirteen share. */
function isbnKey(text: string): string {
  const digits = text.replace(/[^\dx]/g, '')
  return digits.length === 13 ? digits.slice(3, 12) : digits.slice(0, 9)
}

function saysLess(field: FieldName, article: Readonly<Article>, found: Found): boolean {
  if (field === 'issued') return (article.issued ?? '').startsWith(found.issued ?? ' ')
  if (field === 'authors') return fewer(article.authors, found.authors ?? [])
  if (field === 'abstract') return (article.abstract?.length ?? 0) > (found.abstract?.length ?? 0)
  return (
    field === 'title' &&
    article.title.length > (found.title?.length ?? 0) &&
    beginsWith(article.title, found.title ?? '')
  )
}

const beginsWith = (text: string, start: string): boolean =>
  text.toLowerCase().startsWith(start.toLowerCase())

/** Fewer people, or the same with initials where ours has whole names. */
function fewer(ours: readonly Name[], theirs: readonly Name[]): boolean {
  if (theirs.length !== ours.length) return theirs.length < ours.length
  const letters = (names: readonly Name[]): number =>
    names.reduce((sum, n) => sum + (n.given ?? '').length, 0)
  const families = (names: readonly Name[]): string =>
    names.map((n) => (n.family ?? n.literal ?? '').toLowerCase()).join('\n')
  return families(ours) === families(theirs) && letters(theirs) < letters(ours)
}
