/** Handing articles on: reading lists and selections in the formats of other programs. */
import { z } from 'zod'
import { call } from './define'
import { id } from './records'

export const exportFormat = z.enum(['markdown', 'html', 'bibtex', 'biblatex', 'csl-json', 'text'])
export type ExportFormat = z.infer<typeof exportFormat>

export const exportScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), list: id }),
  z.object({ kind: z.literal('articles'), ids: z.array(id).min(1) }),
  z.object({ kind: z.literal('all') })
])
export type ExportScope = z.infer<typeof exportScope>

export const exchangeContract = {
  'exchange.export': call(
    z.object({
      scope: exportScope,
      format: exportFormat,
      /** What to put beside each reference, in the formats that can hold it. All by default. */
      include: z
        .object({ why: z.boolean(), notes: z.boolean(), highlights: z.boolean(), tags: z.boolean() })
        .partial()
        .optional()
    }),
    z.object({
      /** A name every system accepts. */
      fileName: z.string(),
      mime: z.string(),
      text: z.string(),
      entries: z.int(),
      warnings: z.array(z.string())
    })
  )
}
