/** Highlights and the notes on them. */
import { z } from 'zod'
import { call } from './define'
import { annotation, highlightColor, id, pageArea, positionSelector, quoteSelector, tagPath } from './records'

const placeInText = z.object({ quote: quoteSelector, position: positionSelector })

export const annotationsContract = {
  /** Of one article, in text order; without it, of the whole library, newest first. */
  'annotations.list': call(z.object({ article: id.optional() }), z.array(annotation)),
  'annotations.get': call(z.object({ id }), annotation),
  'annotations.create': call(
    z.object({
      article: id,
      quote: quoteSelector,
      position: positionSelector,
      color: highlightColor,
      note: z.string().optional(),
      /** On the pages of a PDF. */
      pages: z.array(pageArea).max(1000).optional(),
      /** A part of a page that is not text. */
      region: z.boolean().optional()
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
      place: placeInText.optional(),
      detached: z.boolean().optional()
    }),
    annotation
  ),
  /** Several at once, in one step of undo. */
  'annotations.change': call(
    z.object({
      ids: z.array(id).min(1),
      color: highlightColor.optional(),
      add: z.array(tagPath).optional(),
      remove: z.array(tagPath).optional()
    }),
    z.object({ changed: z.int() })
  ),
  /** Several of one article become one, at `place`: the first keeps its colour, notes and tags are joined. */
  'annotations.merge': call(z.object({ ids: z.array(id).min(2), place: placeInText }), annotation),
  /** One becomes several, in text order: the first keeps the note, all have its colour and tags. */
  'annotations.split': call(z.object({ id, places: z.array(placeInText).min(2) }), z.array(annotation)),
  'annotations.remove': call(z.object({ ids: z.array(id).min(1) }), z.object({ changed: z.int() }))
}
