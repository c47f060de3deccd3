/** What the keys 1–4 and n (and the toolbar) do: to the selection, to what is under the cursor, to the active one. */
import { useRef } from 'react'
import type { HighlightColor } from '#shared/contract/records'
import { PENDING } from './pending'
import type { Highlights } from './use-highlights'

export interface Marking {
  color(color: HighlightColor): void
  note(): void
  hasTarget: boolean
}

export function useMarking(
  highlights: Highlights,
  target: { start: number; end: number } | undefined,
  clearSelection: () => void
): Marking {
  const { placed, active, activate, edit, create, recolour } = highlights
  const making = useRef<Promise<string | undefined>>(undefined)
  const isMaking = placed.some((p) => p.annotation.id.startsWith(PENDING))

  const make = (color: HighlightColor): Promise<string | undefined> => {
    if (!target) return Promise.resolve(undefined)
    const made = create(target.start, target.end, color)
    making.current = made
    clearSelection()
    return made
  }
  /** The highlight that is meant, when there is one: of exactly these words, or just being saved, or active. */
  const meant = (): Promise<string | undefined> | undefined => {
    const same = target && placed.find((p) => p.start === target.start && p.end === target.end)
    if (isMaking && (!target || same)) return making.current
    if (same) {
      clearSelection()
      activate(same.annotation.id)
      return Promise.resolve(same.annotation.id)
    }
    return target || active === undefined ? undefined : Promise.resolve(active)
  }

  return {
    hasTarget: target !== undefined || active !== undefined || isMaking,
    color: (color) => {
      const existing = meant()
      if (existing) void existing.then((id) => id !== undefined && recolour(id, color))
      else void make(color)
    },
    note: () => void (meant() ?? make('amber')).then((id) => id !== undefined && edit(id))
  }
}
