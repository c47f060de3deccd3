/** A Zotero item as the Connector's translators make it → the fields that Carrel keeps. */
import { z } from 'zod'
import { bibliographic, type Bibliographic, type ItemType, type Name } from '#shared/contract/records'
import { parseDate } from '#shared/domain/dates'
import { parseTagPath } from '#shared/domain/tag-path'

const text = z.coerce.string().catch('')

/** Unknown fields are passed over: translators send many. Field names: Zotero's item schema. */
export const zoteroItem = z.object({
  id: z.coerce.string().max(200).optional(),
  itemType: text,
  title: text.optional(),
  creators: z
    .array(
      z.object({
        firstName: text.optional(),
        lastName: text.optional(),
        name: text.optional(),
        creatorType: text.optional()
      })
    )
    .max(5000)
    .catch([]),
  date: text.optional(),
  publicationTitle: text.optional(),
  bookTitle: text.optional(),
  proceedingsTitle: text.optional(),
  blogTitle: text.optional(),
  websiteTitle: text.optional(),
  encyclopediaTitle: text.optional(),
  publisher: text.optional(),
  university: text.optional(),
  institution: text.optional(),
  volume: text.optional(),
  issue: text.optional(),
  pages: text.optional(),
  url: text.optional(),
  DOI: text.optional(),
  ISBN: text.optional(),
  abstractNote: text.optional(),
  language: text.optional(),
  tags: z
    .array(z.union([z.string(), z.object({ tag: text })]))
    .max(5000)
    .catch([])
})
export type ZoteroItem = z.infer<typeof zoteroItem>

const TYPES: ReadonlyMap<string, ItemType> = new Map([
  ['journalArticle', 'article-journal'],
  ['magazineArticle', 'article-magazine'],
  ['newspaperArticle', 'article-newspaper'],
  ['blogPost', 'post-weblog'],
  ['webpage', 'webpage'],
  ['forumPost', 'webpage'],
  ['book', 'book'],
  ['bookSection', 'chapter'],
  ['encyclopediaArticle', 'chapter'],
  ['dictionaryEntry', 'chapter'],
  ['conferencePaper', 'paper-conference'],
  ['presentation', 'paper-conference'],
  ['report', 'report'],
  ['preprint', 'report'],
  ['thesis', 'thesis']
])

/** `fallback`: what it is called when it has no title of its own. */
export function fieldsOfZotero(item: ZoteroItem, fallback: string): Bibliographic {
  const fields: Bibliographic = {
    type: TYPES.get(item.itemType) ?? 'document',
    title: item.title?.trim() || fallback,
    authors: authorsOf(item)
  }
  const put = (key: keyof Bibliographic, ...values: readonly (string | undefined)[]): void => {
    const value = values.map((v) => v?.trim()).find((v) => v !== undefined && v !== '')
    // What does not fit its field is left out rather than cut in the middle.
    if (value !== undefined && bibliographic.shape[key].safeParse(value).success)
      Object.assign(fields, { [key]: value })
  }
  fields.title = fields.title.slice(0, 2000)
  put('issued', item.date === undefined ? undefined : parseDate(item.date))
  put(
    'container',
    item.publicationTitle,
    item.bookTitle,
    item.proceedingsTitle,
    item.encyclopediaTitle,
    item.blogTitle,
    item.websiteTitle
  )
  put('publisher', item.publisher, item.university, item.institution)
  put('volume', item.volume)
  put('issue', item.issue)
  put('pages', item.pages?.replace(/\s*[-–—]+\s*/g, '–'))
  put('doi', item.DOI?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, ''))
  put('isbn', item.ISBN)
  put('abstract', item.abstractNote)
  put('lang', item.language)
  if (/^https?:\/\//i.test(item.url ?? '')) put('url', item.url)
  return fields
}

export function tagsOfZotero(item: ZoteroItem): string[] {
  return item.tags.flatMap((t) => parseTagPath(typeof t === 'string' ? t : t.tag) ?? [])
}

/** Authors; where a work names none, whoever is named instead: an edited volume stands under its editors. */
function authorsOf({ creators }: ZoteroItem): Name[] {
  const authors = creators.filter((c) => (c.creatorType ?? 'author') === 'author')
  return (authors.length > 0 ? authors : creators).slice(0, 500).flatMap((c): Name[] => {
    const family = (c.lastName ?? '').trim()
    const given = (c.firstName ?? '').trim()
    const whole = (c.name ?? '').trim()
    if (whole !== '') return [{ literal: whole }]
    if (family !== '' && given !== '') return [{ family, given }]
    return family + given === '' ? [] : [{ literal: family + given }]
  })
}
