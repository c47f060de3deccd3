/** From records to the document: which entries, in which order, with what beside them. */
import type { Annotation, Article, Note } from '#shared/contract/records'
import { toCslItem, type CslItem, type CslName } from '#shared/domain/csl'
import type { TextCleaner } from './clean-text'
import type { Entry, Section } from './doc'
import { noteBlocks } from './read-blocks'
import { formatReference } from './reference'

/** What to put beside each reference. */
export interface Include {
  why: boolean
  notes: boolean
  highlights: boolean
  tags: boolean
  text: boolean
}

/** One chosen article with the words of its list entry. */
export interface Chosen {
  article: Readonly<Article>
  why: string
  section: string
}

/** What hangs on the articles, by article id. */
export interface Attached {
  notes: ReadonlyMap<string, readonly Readonly<Note>[]>
  highlights: ReadonlyMap<string, readonly Readonly<Annotation>[]>
}

/** The item with every text in it clean. Titles, names and addresses are single lines. */
function cleanItem(item: CslItem, key: string, cleaner: TextCleaner): CslItem {
  const out: CslItem = { ...item, id: key }
  for (const field of [
    'title',
    'container-title',
    'publisher',
    'volume',
    'issue',
    'page',
    'URL',
    'DOI',
    'ISBN',
    'language'
  ] as const) {
    const value = item[field]
    if (value !== undefined) out[field] = cleaner.line(value)
  }
  if (item.abstract !== undefined) out.abstract = cleaner.clean(item.abstract).trim()
  if (item.author !== undefined)
    out.author = item.author.map((n): CslName => {
      const name: CslName = {}
      for (const part of ['family', 'given', 'literal'] as const) {
        const value = n[part]
        if (value !== undefined) name[part] = cleaner.line(value)
      }
      return name
    })
  return out
}

export function buildEntry(
  { article, why }: Chosen,
  attached: Attached,
  include: Include,
  keyOf: (stored: string) => string,
  cleaner: TextCleaner
): Entry {
  const key = keyOf(article.citekey)
  const item = cleanItem(toCslItem(article), key, cleaner)
  const issued = article.issued === undefined ? undefined : cleaner.line(article.issued)
  const notes = include.notes ? (attached.notes.get(article.id) ?? []) : []
  const highlights = include.highlights ? (attached.highlights.get(article.id) ?? []) : []
  return {
    key,
    item,
    ...(issued === undefined ? {} : { issued }),
    ...(item.language === undefined ? {} : { lang: item.language }),
    reference: formatReference(item, issued),
    why: include.why ? cleaner.paragraphs(why) : [],
    tags: include.tags ? article.tags.map((t) => cleaner.line(t)) : [],
    notes: notes.flatMap((n) => noteBlocks(cleaner.clean(n.text))),
    quotes: highlights.map((h) => ({
      paragraphs: withPlace(cleaner.paragraphs(h.quote.exact), h),
      color: h.color,
      remark: noteBlocks(cleaner.clean(h.note))
    })),
    body: []
  }
}

/** Behind a quotation from a PDF, its page there; the name of a part of a page says it already. */
function withPlace(paragraphs: string[], { pages = [], region }: Readonly<Annotation>): string[] {
  const numbers = pages.map((p) => p.page)
  const [first] = numbers
  const last = paragraphs.pop()
  if (last === undefined) return paragraphs
  if (first === undefined || region === true) return [...paragraphs, last]
  const to = Math.max(...numbers)
  return [...paragraphs, `${last} (PDF ${to > first ? `pp. ${first}–${to}` : `p. ${first}`})`]
}

/** Entries that stand together under one name; the order is that of the list. */
export function bySection(entries: readonly { section: string; entry: Entry }[]): Section[] {
  const sections: Section[] = []
  for (const { section, entry } of entries) {
    const last = sections.at(-1)
    if (last?.name === section) last.entries.push(entry)
    else sections.push({ name: section, entries: [entry] })
  }
  return sections
}
