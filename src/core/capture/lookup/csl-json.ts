/**
 * CSL-JSON as the agencies that register DOIs answer with it. Crossref's says `journal-article` for the type and may
 * have lists where CSL has text; DataCite's is stricter. Unknown fields are passed over.
 */
import { z } from 'zod'
import type { ItemType, Name } from '#shared/contract/records'
import { readEdtf } from '#shared/domain/dates'
import { readLanguage } from '../metadata/language'
import { isbnIn } from '../packed/isbn'
import { fitting, plainAbstract, plainText, type Found } from './found'

/** Text, a number, or the first of a list of them. */
const text = z
  .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
  .transform((value) => String(Array.isArray(value) ? (value[0] ?? '') : value))
  .optional()
  .catch(undefined)

const person = z.object({
  family: text,
  given: text,
  literal: text,
  /** Crossref's name for an organisation. */
  name: text,
  suffix: text,
  'non-dropping-particle': text,
  'dropping-particle': text
})
const people = z.array(person).max(10_000).optional().catch(undefined)

const date = z
  .object({
    'date-parts': z
      .array(z.array(z.union([z.number(), z.string()]).nullable()))
      .optional()
      .catch(undefined),
    raw: text
  })
  .optional()
  .catch(undefined)

const item = z.object({
  type: text,
  title: text,
  subtitle: text,
  author: people,
  editor: people,
  issued: date,
  'container-title': text,
  publisher: text,
  volume: text,
  issue: text,
  page: text,
  'article-number': text,
  DOI: text,
  ISBN: text,
  abstract: text,
  language: text
})

/** Crossref's types, then CSL's own. */
const TYPES: ReadonlyMap<string, ItemType> = new Map<string, ItemType>([
  ['journal-article', 'article-journal'],
  ['article-journal', 'article-journal'],
  ['article-magazine', 'article-magazine'],
  ['article-newspaper', 'article-newspaper'],
  ['book', 'book'],
  ['monograph', 'book'],
  ['edited-book', 'book'],
  ['reference-book', 'book'],
  ['book-chapter', 'chapter'],
  ['book-section', 'chapter'],
  ['book-part', 'chapter'],
  ['reference-entry', 'chapter'],
  ['chapter', 'chapter'],
  ['entry-encyclopedia', 'chapter'],
  ['entry-dictionary', 'chapter'],
  ['proceedings-article', 'paper-conference'],
  ['paper-conference', 'paper-conference'],
  ['report', 'report'],
  ['report-component', 'report'],
  ['posted-content', 'report'],
  ['dissertation', 'thesis'],
  ['thesis', 'thesis'],
  ['post-weblog', 'post-weblog'],
  ['webpage', 'webpage']
])

/** undefined: it is no record of a work. The answer may be the item or Crossref's envelope around one. */
export function readCslJson(json: unknown): Found | undefined {
  const envelope = z.object({ message: z.looseObject({}) }).safeParse(json)
  const read = item.safeParse(envelope.success ? envelope.data.message : json)
  if (!read.success) return undefined
  const work = read.data
  const title = plainText(work.title ?? '')
  if (title === '') return undefined
  const subtitle = plainText(work.subtitle ?? '')
  const authors = namesOf(work.author)
  return fitting({
    type: TYPES.get(work.type ?? ''),
    title: subtitle === '' || title.includes(subtitle) ? title : `${title}: ${subtitle}`,
    // A volume that names no author stands under its editors.
    authors: authors.length > 0 ? authors : namesOf(work.editor),
    issued: readParts(work.issued?.['date-parts']?.[0]),
    container: plainText(work['container-title'] ?? ''),
    publisher: plainText(work.publisher ?? ''),
    volume: plainText(work.volume ?? ''),
    issue: plainText(work.issue ?? ''),
    pages: plainText(work.page ?? work['article-number'] ?? '').replace(/\s*[-–—]+\s*/g, '–'),
    doi: (work.DOI ?? '').trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, ''),
    isbn: isbnIn(work.ISBN ?? ''),
    abstract: plainAbstract(work.abstract ?? ''),
    lang: readLanguage(work.language)
  })
}

function namesOf(list: readonly z.infer<typeof person>[] | undefined): Name[] {
  return (list ?? []).slice(0, 500).flatMap((p): Name[] => {
    const whole = plainText(p.literal ?? p.name ?? '')
    const family = [p['non-dropping-particle'], p.family]
      .map((x) => plainText(x ?? ''))
      .filter(Boolean)
      .join(' ')
    const given = [p.given, p['dropping-particle']]
      .map((x) => plainText(x ?? ''))
      .filter(Boolean)
      .join(' ')
    const suffix = plainText(p.suffix ?? '')
    if (family === '') return whole + given === '' ? [] : [{ literal: whole === '' ? given : whole }]
    if (given === '') return [{ literal: family }]
    return [{ family: suffix === '' ? family : `${family} ${suffix}`, given }]
  })
}

/** `[2015, 3, 12]` → `2015-03-12`. Crossref writes `[[null]]` where it knows none. */
function readParts(parts: readonly (number | string | null)[] | undefined): string | undefined {
  const [year, month, day] = (parts ?? []).map((part) => (part === null ? Number.NaN : Number(part)))
  if (year === undefined || !Number.isInteger(year) || year < 1 || year > 9999) return undefined
  const two = (n: number): string => String(n).padStart(2, '0')
  const written = [String(year).padStart(4, '0'), ...[month, day].filter((n) => n !== undefined).map(two)]
  // A day that is in no calendar leaves the month, a month the year.
  for (let n = written.length; n > 0; n--) {
    const edtf = written.slice(0, n).join('-')
    if (readEdtf(edtf)) return edtf
  }
  return undefined
}
