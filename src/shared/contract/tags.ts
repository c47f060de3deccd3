/** Tags: nested paths, their colours and counts. */
import { z } from 'zod'
import { call } from './define'
import { annotation, highlightColor, id, tagPath } from './records'

/** Why a tag is offered: it is used with that tag, in that journal, by that author, or that word is in the title. */
export const tagReason = z.object({
  kind: z.enum(['tag', 'container', 'author', 'word', 'title']),
  name: z.string()
})

export const tagsContract = {
  /** All tags by path; `count` includes the tags nested under it, each article once. */
  'tags.list': call(
    z.object({}),
    z.array(z.object({ path: tagPath, color: highlightColor.optional(), count: z.int() }))
  ),
  /** What a tag's page shows beside its articles and the notes that link to it. */
  'tags.page': call(
    z.object({ path: tagPath, /** How many highlights to answer with. */ most: z.int().min(0).max(1000) }),
    z.object({
      /** Articles with it or a tag nested under it. */
      articles: z.array(id),
      /** On the same articles, the most often first, at most twelve. */
      related: z.array(z.object({ path: tagPath, count: z.int() })),
      /** Highlights with it or a tag nested under it, the newest first. */
      highlights: z.object({ total: z.int(), items: z.array(annotation) })
    })
  ),
  /** What these articles may want, from how the library uses its tags; the likeliest first. See domain/tag-suggest.ts. */
  'tags.suggest': call(
    z.object({ articles: z.array(id).min(1), most: z.int().min(1).max(20) }),
    z.array(z.object({ path: tagPath, why: tagReason }))
  ),
  'tags.apply': call(
    z.object({ articles: z.array(id).min(1), add: z.array(tagPath), remove: z.array(tagPath) }),
    z.object({ changed: z.int() })
  ),
  /** Renames a tag and those nested under it; onto an existing tag, merges the two. */
  'tags.rename': call(z.object({ from: tagPath, to: tagPath }), z.object({ changed: z.int() })),
  'tags.color': call(z.object({ path: tagPath, color: highlightColor.nullable() }), z.object({})),
  /** Takes the tag and those nested under it off everything. */
  'tags.remove': call(z.object({ path: tagPath }), z.object({ changed: z.int() }))
}
