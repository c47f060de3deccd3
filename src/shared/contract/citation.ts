/** Citation styles: all of citationstyles.org, on this computer. */
import { z } from 'zod'
import { call } from './define'

/** A style's short name at citationstyles.org: `apa`. */
export const styleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,199}$/, 'not the name of a citation style')

/** How the ids of styles of one's own begin: `own-my-university` is the file `styles/my-university.csl`. */
export const OWN_STYLE = 'own-'

export const citationStyle = z.object({
  id: styleId,
  title: z.string(),
  /** `note`: made for footnotes. */
  class: z.enum(['in-text', 'note']),
  /** Subjects it is used in: `medicine`. */
  fields: z.array(z.string())
})
export type CitationStyle = z.infer<typeof citationStyle>

export const citationContract = {
  /** By words of their names, the widely used ones first. With `ids`, exactly those that exist, in that order. */
  'citation.styles': call(
    z.object({
      query: z.string().max(200).default(''),
      ids: z.array(styleId).max(200).optional(),
      limit: z.int().min(1).max(200).default(50)
    }),
    z.object({
      styles: z.array(citationStyle),
      total: z.int(),
      /** Files in the library's `styles` folder that are no styles, and why. */
      unusable: z.array(z.object({ file: z.string(), message: z.string() })).default([])
    })
  ),
  /**
   * A .csl file of one's own. One that only points to another takes that one's rules. Throws with a sentence what is not a
   * style or formats nothing.
   */
  'citation.addStyle': call(z.object({ text: z.string().min(1).max(4_000_000) }), citationStyle),
  /** Answers with the file as it was, to be added again. */
  'citation.removeStyle': call(z.object({ id: styleId }), z.object({ title: z.string(), text: z.string() }))
}
