/** The library as a whole: where it is, what is in it, whether it is sound; the sample library. */
import { z } from 'zod'
import { call } from './define'
import { id } from './records'

export const counts = z.object({
  inbox: z.int(),
  reading: z.int(),
  later: z.int(),
  archive: z.int(),
  highlights: z.int(),
  notes: z.int(),
  /** Articles. */
  trash: z.int(),
  /** Highlights, notes and lists in the trash by themselves. */
  trashedItems: z.int()
})
export type Counts = z.infer<typeof counts>

export const libraryInfo = z.object({
  /** For showing only: the page never sends a path back. */
  folder: z.string(),
  counts,
  articles: z.int(),
  sample: z.boolean(),
  /** A sentence, when the library cannot be changed (held by another Carrel, read-only disk, newer version). */
  readOnly: z.string().optional(),
  /** Sentences about damage found and repaired when it was opened. */
  notices: z.array(z.string())
})
export type LibraryInfo = z.infer<typeof libraryInfo>

export const problem = z.object({ where: z.string(), what: z.string() })

/** How many records lie in the trash: highlights and notes of its articles are counted with them. */
export const trashCounts = z.object({
  articles: z.int(),
  annotations: z.int(),
  notes: z.int(),
  lists: z.int()
})
export type TrashCounts = z.infer<typeof trashCounts>

/** Something in the trash by itself; articles have a view of their own. */
export const trashedItem = z.object({
  kind: z.enum(['annotations', 'notes', 'lists']),
  id,
  /** The quotation, the note's title or first words, the list's name. */
  title: z.string(),
  trashed: z.string(),
  /** The title of the article it belongs to. */
  article: z.string().optional()
})
export type TrashedItem = z.infer<typeof trashedItem>

export const libraryContract = {
  'library.info': call(z.object({}), libraryInfo),
  /** Reads every file back and names what is wrong and what nothing refers to. */
  'library.verify': call(
    z.object({}),
    z.object({
      ok: z.boolean(),
      articles: z.int(),
      annotations: z.int(),
      notes: z.int(),
      lists: z.int(),
      assets: z.int(),
      problems: z.array(problem)
    })
  ),
  /** Moves the newest changes into the data files, and saved files that nothing refers to out of the way. */
  'library.compact': call(
    z.object({}),
    z.object({
      /** Saved files moved to the trash folder, brought back from it, removed for good after 30 days in it. */
      moved: z.int(),
      returned: z.int(),
      removed: z.int(),
      /** A sentence: why no saved file was touched. */
      spared: z.string().optional()
    })
  ),
  'library.trash': call(z.object({}), trashCounts),
  /** Highlights, notes and lists in the trash, newest first. */
  'library.trashed': call(z.object({}), z.array(trashedItem)),
  /** Puts one of them back; can be undone. */
  'library.untrash': call(trashedItem.pick({ kind: true, id: true }), z.object({})),
  /** Deletes for good what is in the trash, after a backup. Cannot be undone. */
  'library.emptyTrash': call(z.object({}), trashCounts),
  'library.addSample': call(z.object({}), z.object({ articles: z.array(id) })),
  'library.removeSample': call(z.object({}), z.object({ articles: z.int() }))
}
