/** Where dropped rows go. */

/**
 * The id before which `moved` must be put to stand at `edge` of `target`; null: at the end. Rows that move themselves are
 * skipped, they cannot be a landmark.
 */
export function placeBefore(
  ids: readonly string[],
  moved: readonly string[],
  target: string,
  edge: 'top' | 'bottom'
): string | null {
  let at = ids.indexOf(target) + (edge === 'bottom' ? 1 : 0)
  while (at < ids.length && moved.includes(ids[at] ?? '')) at++
  return ids[at] ?? null
}
