/** Markdown notes: free ones and those of an article, their links, and what links to them. See domain/note-links.ts. */
import { z } from 'zod'
import { call } from './define'
import { id, note, tagPath } from './records'

/** A row of the list of notes. */
export const noteSummary = z.object({
  id,
  article: id.optional(),
  /** Its title; of an article's note the article's. */
  title: z.string(),
  /** The first words. */
  excerpt: z.string(),
  words: z.int(),
  updated: z.string()
})
export type NoteSummary = z.infer<typeof noteSummary>

/** What a link may lead to. `article` of a highlight or note: the one it belongs to. */
export const linkable = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), id }),
  z.object({ kind: z.literal('note'), id, article: id.optional() }),
  z.object({ kind: z.literal('highlight'), id, article: id }),
  z.object({ kind: z.literal('tag'), path: tagPath })
])
export type Linkable = z.infer<typeof linkable>

/** Something to link to, as completion offers it. `insert` is the whole link. */
export const linkOffer = z.object({ to: linkable, title: z.string(), detail: z.string(), insert: z.string() })
export type LinkOffer = z.infer<typeof linkOffer>

/** A place in a note, or in the note on a highlight, that names something. */
export const mention = z.object({
  in: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('note'), id, article: id.optional() }),
    z.object({ kind: z.literal('highlight'), id, article: id })
  ]),
  /** Of the note or of the highlight's article. */
  title: z.string(),
  /** The line it stands on, cut around it. */
  excerpt: z.string(),
  /** Where in the text, UTF-16. */
  start: z.int(),
  end: z.int()
})
export type Mention = z.infer<typeof mention>

export const notesContract = {
  'notes.list': call(z.object({ article: id.optional() }), z.array(note)),
  /** The newest changed first; `query`: all of its words stand in it. */
  'notes.summaries': call(z.object({ query: z.string().max(1000).optional() }), z.array(noteSummary)),
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
  'notes.remove': call(z.object({ id }), z.object({})),
  /** What `[[` may complete to: articles, notes, highlights, tags, the likeliest first. */
  'notes.targets': call(
    z.object({ query: z.string().max(300), limit: z.int().min(1).max(50).optional() }),
    z.array(linkOffer)
  ),
  /** What links lead to, in their order; null: to nothing that is there. */
  'notes.resolve': call(
    z.object({ targets: z.array(z.string().max(2200)).max(2000) }),
    z.array(linkable.nullable())
  ),
  /** Where something is linked to, and where its title is written without a link. */
  'notes.mentions': call(
    z.object({ of: linkable }),
    z.object({ linked: z.array(mention), unlinked: z.array(mention) })
  ),
  /** Makes a link of an unlinked mention. CONFLICT when the words do not stand there any more. */
  'notes.linkMention': call(z.object({ of: linkable, mention }), z.object({})),
  /** What a new note may begin with: the literature note, and every note titled `Template: …`. */
  'notes.templates': call(z.object({}), z.array(z.object({ id: id.nullable(), name: z.string() }))),
  /** The text of a template (null: the literature note), filled in for an article. */
  'notes.fromTemplate': call(
    z.object({ template: id.nullable(), article: id.optional() }),
    z.object({ title: z.string(), text: z.string() })
  ),
  /** All notes as files, for other programs: Markdown with a YAML head, names that every system takes. */
  'notes.files': call(z.object({}), z.array(z.object({ name: z.string(), text: z.string() })))
}
