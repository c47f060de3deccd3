/** Completing tag names. */
import Fuse from 'fuse.js'
import { parseTagPath, tagKey } from '#shared/domain/tag-path'

export interface Completion {
  path: string
  /** Not there yet: choosing it makes it. */
  isNew: boolean
}

/** The tags that `text` may mean, best first, and what it would make when it is none of them. */
export function completions(text: string, existing: readonly string[], most = 8): Completion[] {
  const path = parseTagPath(text)
  if (path === undefined) return existing.slice(0, most).map((p) => ({ path: p, isNew: false }))
  const key = tagKey(path)
  const starts = existing.filter((p) => tagKey(p).startsWith(key) || tagKey(p).includes(`/${key}`))
  const fuse = new Fuse([...existing], { threshold: 0.35, ignoreLocation: true, ignoreDiacritics: true })
  const near = fuse.search(path, { limit: most }).map((r) => r.item)
  const found = [...new Set([...starts, ...near])].slice(0, most).map((p) => ({ path: p, isNew: false }))
  const exact = existing.some((p) => tagKey(p) === key)
  return exact ? found : [...found, { path, isNew: true }]
}
