/** Tags are paths: parts joined by `/`. Compared without case and with Unicode composed; shown as first typed. */

/** Trims parts, drops empty ones and a leading `#`; undefined when nothing is left. */
export function parseTagPath(input: string): string | undefined {
  const parts = input
    .normalize('NFC')
    .replace(/^#+/, '')
    .replace(/[\u0000-\u001f\u007f,]/g, ' ')
    .split('/')
    .map((p) => p.trim().replace(/\s+/g, ' '))
    .filter((p) => p !== '')
  const path = parts.join('/').slice(0, 200)
  return path === '' ? undefined : path
}

/** The form to compare by. */
export function tagKey(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** Whether `path` is `ancestor` or nested under it. */
export function isUnder(path: string, ancestor: string): boolean {
  const p = tagKey(path)
  const a = tagKey(ancestor)
  return p === a || p.startsWith(`${a}/`)
}

/** `path` with the leading `from` replaced by `to`; `path` must be under `from`. */
export function rebase(path: string, from: string, to: string): string {
  return to + path.slice(from.length)
}

/** Adds and removes without doubling, keeping the order and spelling of what was there. */
export function changeTags(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[]
): string[] {
  const gone = new Set(remove.map(tagKey))
  const kept = tags.filter((t) => !gone.has(tagKey(t)))
  const seen = new Set(kept.map(tagKey))
  for (const t of add)
    if (!seen.has(tagKey(t))) {
      seen.add(tagKey(t))
      kept.push(t)
    }
  return kept
}
