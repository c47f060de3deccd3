/** Highlights and the notes on them. */
import { z } from 'zod'
import { call } from './define'
import { annotation, highlightColor, id, positionSelector, quoteSelector, tagPath } from './records'

export const annotationsContract = {
  /** Of one article, in text order; without it, of the whole library, newest first. */
  'annotations.list': call(z.object({ article: id.optional() }), z.array(annotation)),
  'annotations.create': call(
    z.object({
      article: id,
      quote: quoteSelector,
      position: positionSelector,
      color: highlightColor,
      note: z.string().optional()
    }),
    annotation
  ),
  /** Finds the quotation in the article's text by itself; fails when it stands nowhere or in several places. */
  'annotations.createFromQuote': call(
    z.object({
      article: id,
      exact: z.string().min(1),
      color: highlightColor.optional(),
      note: z.string().optional()
    }),
    annotation
  ),
  'annotations.update': call(
    z.object({
      id,
      color: highlightColor.optional(),
      note: z.string().optional(),
      tags: z.array(tagPath).optional(),
      /** Another place, in the text of the newest snapshot. */
      place: z.object({ quote: quoteSelector, position: positionSelector }).optional(),
      detached: z.boolean().optional()
    }),
    annotation
  ),
  'annotations.remove': call(z.object({ ids: z.array(id).min(1) }), z.object({ changed: z.int() }))
}
