/** Details of an article looked up on the web, only when the person asks, and taken over only where they say so. */
import { z } from 'zod'
import { editableFields } from './articles'
import { call, task } from './define'
import { id } from './records'

/** As many articles as one look-up takes: what a person can still compare, and one request for all arXiv numbers. */
export const LOOKUP_MOST = 100

export const lookupKind = z.enum(['doi', 'arxiv', 'isbn'])
export type LookupKind = z.infer<typeof lookupKind>

/** What would be asked about one article. */
export const lookupSubject = z.object({
  article: id,
  title: z.string(),
  /** Absent: nothing of it can be looked up. `host` is the one that learns `value`. */
  ask: z.object({ kind: lookupKind, value: z.string(), host: z.string() }).optional()
})
export type LookupSubject = z.infer<typeof lookupSubject>

/** What came back for one article: fields and who said so (`Crossref, 24 Nov 2026`), or why there are none. */
export const lookupAnswer = z.object({
  article: id,
  fields: editableFields.optional(),
  source: z.string().max(200).optional(),
  /** A sentence for the person. */
  problem: z.string().optional()
})
export type LookupAnswer = z.infer<typeof lookupAnswer>

const articles = z.array(id).min(1).max(LOOKUP_MOST)

export const lookupContract = {
  /** Asks nothing of the web: says what would be asked, and of whom. */
  'lookup.plan': call(z.object({ ids: articles }), z.array(lookupSubject)),
  /** Asks; changes nothing. Articles without an identifier are answered with a problem. */
  'lookup.ask': task(
    z.object({ ids: articles }),
    z.object({ done: z.int(), total: z.int(), host: z.string() }),
    z.array(lookupAnswer)
  ),
  /** Takes the fields over as one action and remembers their source. */
  'lookup.apply': call(
    z.object({
      changes: z
        .array(z.object({ article: id, fields: editableFields, source: z.string().min(1).max(200) }))
        .min(1)
        .max(LOOKUP_MOST)
    }),
    z.object({ changed: z.int() })
  )
}
