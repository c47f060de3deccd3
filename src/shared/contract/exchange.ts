/** Handing articles on: reading lists and selections in the formats of other programs. */
import { z } from 'zod'
import { styleId } from './citation'
import { task } from './define'
import { id, tagPath } from './records'

export const exportFormat = z.enum([
  'docx',
  'odt',
  'rtf',
  'pdf',
  'html',
  'epub',
  'markdown',
  'obsidian',
  'obsidian-notes',
  'text',
  'bibtex',
  'biblatex',
  'csl-json',
  'ris',
  'csv'
])
export type ExportFormat = z.infer<typeof exportFormat>

const whatChanges = [
  z.object({ kind: z.literal('list'), list: id }),
  /** All articles under this tag, by author. */
  z.object({ kind: z.literal('tag'), tag: tagPath }),
  /** What a saved search finds at the moment, by author. */
  z.object({ kind: z.literal('smart'), smart: id }),
  z.object({ kind: z.literal('all') })
] as const
/** What becomes another by itself. */
export const livingScope = z.discriminatedUnion('kind', whatChanges)
export type LivingScope = z.infer<typeof livingScope>

export const exportScope = z.discriminatedUnion('kind', [
  ...whatChanges,
  z.object({
    kind: z.literal('articles'),
    ids: z.array(id).min(1),
    /** What they are together: the tag or the filter they were found by. */
    title: z.string().trim().min(1).max(500).optional()
  })
])
export type ExportScope = z.infer<typeof exportScope>

/** Formats whose files are not text. `obsidian-notes` is a zip. */
export const BINARY_FORMATS: ReadonlySet<ExportFormat> = new Set([
  'docx',
  'odt',
  'pdf',
  'epub',
  'obsidian-notes'
])

/** `list`: as the list has it; the others sort within its sections. `added`: the newest in the library first. */
export const exportOrder = z.enum(['list', 'author', 'year', 'added'])
export type ExportOrder = z.infer<typeof exportOrder>

/** What to put beside each reference, in the formats that can hold it. */
export const exportInclude = z.object({
  why: z.boolean(),
  notes: z.boolean(),
  highlights: z.boolean(),
  tags: z.boolean(),
  /** The whole articles, with their pictures where the format has room for them. */
  text: z.boolean().default(false)
})

/** What was chosen for one export, as it is remembered. `style: null`: the plain form. */
export const rememberedExport = z.object({
  format: exportFormat,
  style: styleId.nullable(),
  include: exportInclude,
  order: exportOrder
})
export type RememberedExport = z.infer<typeof rememberedExport>

/** What can be asked of an export. */
export const exportOptions = z.object({
  format: exportFormat,
  /** A CSL style; without it, a plain author-date form. */
  style: styleId.optional(),
  include: exportInclude.partial().optional(),
  order: exportOrder.optional(),
  /** The language of the style's own words (`and`, `pp.`), as `de-DE`; by default the style's. */
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/)
    .optional(),
  /** Of a list, in the web page: what it is for, how far its reading is, and what of it is read. */
  progress: z.boolean().optional()
})
export type ExportOptions = z.infer<typeof exportOptions>

/** `reading`: entries with what belongs to them; `references`: formatting in a style; `writing`: the file, of one step. */
export const exportProgress = z.object({
  step: z.enum(['reading', 'references', 'writing']),
  done: z.int(),
  total: z.int()
})
export type ExportProgress = z.infer<typeof exportProgress>

export const exchangeContract = {
  'exchange.export': task(
    exportOptions.extend({
      scope: exportScope,
      /** Only the first few entries, for a preview. */
      limit: z.int().positive().optional()
    }),
    exportProgress,
    z.object({
      /** A name every system accepts. */
      fileName: z.string(),
      mime: z.string(),
      /** Empty for formats that are not text. */
      text: z.string(),
      /** The file in base64, for formats that are not text. */
      bytes: z.base64().optional(),
      entries: z.int(),
      warnings: z.array(z.string())
    })
  )
}
