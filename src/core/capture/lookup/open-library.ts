/** Open Library's Books API (openlibrary.org/dev/docs/api/books), `jscmd=data`: an object of editions by key. */
import { z } from 'zod'
import type { Bibliographic } from '#shared/contract/records'
import type { Patch } from '#shared/domain/patch'
import { parseDate } from '#shared/domain/dates'
import { splitName } from '#shared/domain/names'
import { fitting, plainText, type Found } from './found'

const named = z
  .array(z.object({ name: z.string().catch('') }))
  .optional()
  .catch(undefined)
const text = z.string().optional().catch(undefined)
const edition = z.object({
  title: text,
  subtitle: text,
  authors: named,
  publishers: named,
  publish_date: text
})

/** By ISBN as it was asked for. undefined: it is no such answer. What is not known there is absent. */
export function readOpenLibrary(json: unknown): ReadonlyMap<string, Found> | undefined {
  const answer = z.record(z.string(), z.unknown()).safeParse(json)
  if (!answer.success) return undefined
  const found = new Map<string, Found>()
  for (const [key, value] of Object.entries(answer.data)) {
    const isbn = /^ISBN:([\dX]{10,13})$/.exec(key)?.[1]
    const read = edition.safeParse(value)
    if (isbn === undefined || !read.success) continue
    const { title = '', subtitle = '', authors, publishers, publish_date: date = '' } = read.data
    found.set(
      isbn,
      fitting({
        type: 'book',
        title: plainText(subtitle === '' ? title : `${title}: ${subtitle}`),
        authors: (authors ?? []).slice(0, 500).flatMap((a) => splitName(plainText(a.name)) ?? []),
        issued: parseDate(date),
        publisher: plainText(publishers?.[0]?.name ?? '')
      })
    )
  }
  return found
}

/** What the record of a book says of a chapter in it: the book is what contains it, its authors are not the chapter's. */
export function forChapter(book: Patch<Bibliographic>): Found {
  return fitting({ container: book.title, issued: book.issued, publisher: book.publisher })
}
