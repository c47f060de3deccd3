/** Tags in saved searches follow when a tag is renamed, moved or merged. */
import { parseQuery, quoteValue } from './query'
import { isUnder, parseTagPath, rebase } from './tag-path'

/** The query with `from`, and what is nested under it, called `to` in its `tag:` parts; everything else as typed. */
export function renameTagInQuery(query: string, from: string, to: string, now: string): string {
  let out = query
  // From the end, so that the places before stay true.
  for (const part of parseQuery(query, now).parts.reverse()) {
    if (part.field !== 'tag') continue
    const colon = part.text.search(/[:：]/)
    const typed = part.text.slice(colon + 1)
    const values = /^["“”„«»＂]/.test(typed) ? [part.value ?? ''] : typed.split(',')
    const renamed = values.map((value) => {
      const path = parseTagPath(value)
      return path !== undefined && isUnder(path, from) ? quoteValue(rebase(path, from, to)) : undefined
    })
    if (renamed.every((value) => value === undefined)) continue
    const text = renamed.map((value, i) => value ?? values[i] ?? '').join(',')
    out = out.slice(0, part.from) + part.text.slice(0, colon + 1) + text + out.slice(part.to)
  }
  return out
}
