/** The bibliographic fields as a form: text in, text out, and only what was changed is sent. */
import type { Article } from '#shared/contract/records'
import { itemType, type Bibliographic, type Name } from '#shared/contract/records'
import { sortName, splitName } from '#shared/domain/names'
import { TEXT_FIELDS, type TextField } from '#shared/domain/text-fields'

export type Form = Record<TextField | 'type' | 'title' | 'authors' | 'issued' | 'abstract', string>

/** Authors stand one a line, as "Family, Given". */
export function toForm(article: Article): Form {
  const text = Object.fromEntries(TEXT_FIELDS.map(([field]) => [field, article[field] ?? '']))
  return {
    ...(text as Record<TextField, string>),
    type: article.type,
    title: article.title,
    authors: article.authors.map(sortName).join('\n'),
    issued: article.issued ?? '',
    abstract: article.abstract ?? ''
  }
}

/** What differs from `article`; an emptied field is sent as an empty string, which removes it. */
export function changedFields(article: Article, form: Form): Partial<Bibliographic> {
  const was = toForm(article)
  const changed: Partial<Bibliographic> = {}
  for (const field of [...TEXT_FIELDS.map(([f]) => f), 'issued', 'abstract', 'title'] as const) {
    const value = form[field].trim()
    if (value !== was[field]) changed[field] = value
  }
  const type = itemType.safeParse(form.type)
  if (type.success && type.data !== article.type) changed.type = type.data
  if (form.authors !== was.authors) changed.authors = parseAuthors(form.authors, article.authors)
  return changed
}

/** A line that was not touched keeps its name as it is: an institution must not be split into given and family. */
function parseAuthors(text: string, before: readonly Name[]): Name[] {
  const known = new Map(before.map((name) => [sortName(name), name]))
  return text.split('\n').flatMap((line) => known.get(line.trim()) ?? splitName(line) ?? [])
}

/** A sentence when `issued` is no date that can be cited. */
export function dateProblem(issued: string): string | undefined {
  const text = issued.trim()
  if (text === '' || /^-?\d{4}[?~%]?(-(0[1-9]|1[0-2]|2[1-4])(-(0[1-9]|[12]\d|3[01]))?)?[?~%]?$/.test(text))
    return undefined
  if (/^[^/\s]+\/[^/\s]+$/.test(text)) return undefined
  return 'Write a date as 1903, 1903-03 or 1903-03-15.'
}

/** Where a field's value was found: a claim of the source, or the person. */
export function originOf(article: Article, field: string): string | undefined {
  if (article.corrected?.includes(field) === true) return 'Set by hand'
  const found = new Map(Object.entries(article.found ?? {})).get(field)
  if (found !== undefined) return `From: ${found}`
  const origin = article.snapshots.map((s) => originsOf(s).get(field)).findLast((o) => o !== undefined)
  return origin === undefined ? undefined : `From: ${origin}`
}

const originsOf = (snapshot: Article['snapshots'][number]): ReadonlyMap<string, string> =>
  new Map(Object.entries(snapshot.receipt.origins))
