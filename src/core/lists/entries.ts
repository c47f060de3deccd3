/**
 * The order of a reading list, as pure functions. Sections are runs: the entries of one section stand together, in
 * the order in which their sections first appear.
 */
import type { ListEntry } from '#shared/contract/records'

export interface NewEntry {
  why?: string | undefined
  section?: string | undefined
  added: string
}

/**
 * Puts articles at the end of their section (of the list, without one). One that is there already keeps its place
 * unless its section changes, and its why-line unless a new one is given.
 */
export function appendEntries(
  entries: readonly ListEntry[],
  articles: readonly string[],
  { why, section, added }: NewEntry
): ListEntry[] {
  const out = [...entries]
  for (const article of new Set(articles)) {
    const at = out.findIndex((e) => e.article === article)
    const old = out[at]
    const entry: ListEntry = {
      ...old,
      article,
      why: why ?? old?.why ?? '',
      section: section ?? old?.section ?? '',
      added: old?.added ?? added
    }
    if (old && old.section === entry.section) {
      out[at] = entry
      continue
    }
    if (old) out.splice(at, 1)
    const last = out.findLastIndex((e) => e.section === entry.section)
    if (last >= 0) out.splice(last + 1, 0, entry)
    // Entries without a section come before all sections, so that none of them seems to belong to one.
    else if (entry.section === '') out.unshift(entry)
    else out.push(entry)
  }
  return out
}

/** Moves articles, in the given order, before another (null: to the end); they join the section they land in. */
export function moveEntries(
  entries: readonly ListEntry[],
  articles: readonly string[],
  before: string | null
): ListEntry[] {
  const wanted = new Set(articles)
  const moving = [...wanted].flatMap((id) => entries.find((e) => e.article === id) ?? [])
  const rest = entries.filter((e) => !wanted.has(e.article))
  // Dropping before one that is itself moving means: before the first after it that is not.
  let target = before
  if (target !== null && wanted.has(target)) {
    const from = entries.findIndex((e) => e.article === target)
    target = entries.slice(from).find((e) => !wanted.has(e.article))?.article ?? null
  }
  const at = target === null ? rest.length : rest.findIndex((e) => e.article === target)
  const place = at < 0 ? rest.length : at
  const section = (target === null ? rest.at(-1) : rest[place])?.section ?? moving[0]?.section ?? ''
  return [...rest.slice(0, place), ...moving.map((e) => ({ ...e, section })), ...rest.slice(place)]
}

/** Sets or (null) takes away the day by which these are to be read. */
export function withDue(
  entries: readonly ListEntry[],
  articles: readonly string[],
  due: string | null
): ListEntry[] {
  const wanted = new Set(articles)
  return entries.map((entry) => {
    if (!wanted.has(entry.article)) return entry
    const { due: _was, ...rest } = entry
    return due === null ? rest : { ...rest, due }
  })
}

/**
 * One list's entries after another's, section by section. What is on both keeps its place, and gains only what it
 * lacked: a why-line, a day.
 */
export function mergeEntries(into: readonly ListEntry[], from: readonly ListEntry[]): ListEntry[] {
  let out = [...into]
  for (const entry of from) {
    const at = out.findIndex((e) => e.article === entry.article)
    const old = out[at]
    if (old) out[at] = { ...entry, ...old, why: old.why === '' ? entry.why : old.why }
    else {
      out = appendEntries(out, [entry.article], entry)
      if (entry.due !== undefined) out = withDue(out, [entry.article], entry.due)
    }
  }
  return out
}
