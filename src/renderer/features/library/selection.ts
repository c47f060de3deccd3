/** The cursor of the article list and what is selected in it. */
import { create } from 'zustand'

export interface Selection {
  /** The row the keys act on. */
  readonly cursor: string | undefined
  /** Where a range began. */
  readonly anchor: string | undefined
  readonly selected: ReadonlySet<string>
}

export const NOTHING: Selection = { cursor: undefined, anchor: undefined, selected: new Set() }

export const useSelection = create<Selection>(() => NOTHING)

/** Selects exactly these, wherever the cursor is. */
export function selectOnly(selected: ReadonlySet<string>): void {
  useSelection.setState({ selected })
}

/** Moves the cursor by `delta` rows (±Infinity: to an end); `extend` selects from the anchor to it. */
export function step(ids: readonly string[], s: Selection, delta: number, extend: boolean): Selection {
  if (ids.length === 0) return s
  const at = s.cursor === undefined ? -1 : ids.indexOf(s.cursor)
  const next = at < 0 ? (delta > 0 ? 0 : ids.length - 1) : Math.min(Math.max(at + delta, 0), ids.length - 1)
  const cursor = ids[next]
  if (!extend) return { ...s, cursor, anchor: cursor }
  return range(ids, { ...s, anchor: s.anchor ?? s.cursor ?? cursor }, cursor)
}

/** Selects everything between the anchor and `id`. */
export function range(ids: readonly string[], s: Selection, id: string | undefined): Selection {
  if (id === undefined) return s
  const from = ids.indexOf(s.anchor ?? id)
  const to = ids.indexOf(id)
  if (from < 0 || to < 0) return { cursor: id, anchor: id, selected: new Set([id]) }
  const [low, high] = from < to ? [from, to] : [to, from]
  return { cursor: id, anchor: s.anchor ?? id, selected: new Set(ids.slice(low, high + 1)) }
}

/** Selects or deselects one. */
export function toggle(s: Selection, id: string | undefined): Selection {
  if (id === undefined) return s
  const selected = new Set(s.selected)
  if (!selected.delete(id)) selected.add(id)
  return { cursor: id, anchor: id, selected }
}

/**
 * After the list changed: what is gone is no longer selected, and a cursor that is gone moves to the row that took its
 * place (`was`: the ids before).
 */
export function settle(was: readonly string[], ids: readonly string[], s: Selection): Selection {
  const here = new Set(ids)
  const selected = new Set([...s.selected].filter((id) => here.has(id)))
  const kept = selected.size === s.selected.size
  if (s.cursor === undefined || here.has(s.cursor)) return kept ? s : { ...s, selected }
  const at = was.indexOf(s.cursor)
  const cursor = at < 0 ? undefined : (ids[at] ?? ids.at(-1))
  return { cursor, anchor: cursor, selected }
}

/**
 * The articles an action is meant for: what is selected, else the row with the cursor while the list has the focus,
 * else the open article, else the row with the cursor.
 */
export function targetsOf(
  s: Selection,
  pane: string | undefined,
  openArticle: string | undefined
): readonly string[] {
  if (s.selected.size > 0) return [...s.selected]
  const one = pane === 'list' ? (s.cursor ?? openArticle) : (openArticle ?? s.cursor)
  return one === undefined ? [] : [one]
}
