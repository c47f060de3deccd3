/** Tags: nested paths, their colours and counts. */
import { z } from 'zod'
import { call } from './define'
import { highlightColor, id, tagPath } from './records'

export const tagsContract = {
  /** All tags by path; `count` includes the tags nested under it, each article once. */
  'tags.list': call(
    z.object({}),
    z.array(z.object({ path: tagPath, color: highlightColor.optional(), count: z.int() }))
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
