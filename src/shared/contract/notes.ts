/** Free Markdown notes; the note of an article. */
import { z } from 'zod'
import { call } from './define'
import { id, note } from './records'

export const notesContract = {
  'notes.list': call(z.object({ article: id.optional() }), z.array(note)),
  'notes.get': call(z.object({ id }), note),
  /** Changes the note `id`; without it makes one. An article has one note of its own: it is found and changed. */
  'notes.save': call(
    z.object({
      id: id.optional(),
      article: id.optional(),
      title: z.string().optional(),
      text: z.string()
    }),
    note
  ),
  'notes.remove': call(z.object({ id }), z.object({}))
}
