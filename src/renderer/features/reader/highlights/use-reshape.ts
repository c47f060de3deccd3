/** Merging and splitting highlights: of the selection (or the reading cursor), else of the active one and the next. */
import { useQueryClient } from '@tanstack/react-query'
import { describe } from '#shared/domain/anchor'
import { useApi } from '../../../api/context'
import { keys } from '../../../api/queries'
import { undoToast } from '../../../ui/undo-toast'
import type { Placed } from './placement'
import { PENDING } from './pending'
import type { Highlights, WithText } from './use-highlights'

export interface Reshape {
  canMerge: boolean
  canSplit: boolean
  merge(): void
  /** This one and the one after it. */
  mergeWithNext(id: string): void
  split(): void
}

export function useReshape(
  doc: WithText | undefined,
  articleId: string,
  highlights: Highlights,
  target: { start: number; end: number } | undefined
): Reshape {
  const { call, report } = useApi()
  const client = useQueryClient()
  const placed = highlights.placed.filter((p) => !p.annotation.id.startsWith(PENDING))
  const touched = target ? placed.filter((p) => p.start < target.end && p.end > target.start) : []
  const next = (id: string | undefined): Placed[] => {
    const at = placed.findIndex((p) => p.annotation.id === id)
    return at < 0 ? [] : placed.slice(at, at + 2)
  }
  const toMerge = touched.length > 1 ? touched : target ? [] : next(highlights.active)
  /** The highlight that is cut, and where. */
  const cut = ((): { whole: Placed; at: number[] } | undefined => {
    if (!doc || !target || touched.length !== 1 || !touched[0]) return undefined
    const whole = touched[0]
    const at = [target.start, target.end].filter((o) => o > whole.start && o < whole.end)
    return at.length > 0 ? { whole, at } : undefined
  })()

  const again = (): Promise<void> => client.invalidateQueries({ queryKey: keys.annotations(articleId) })
  const merge = (parts: readonly Placed[]): void => {
    const place =
      doc &&
      describe(doc.map.text, Math.min(...parts.map((p) => p.start)), Math.max(...parts.map((p) => p.end)))
    if (!place || parts.length < 2) return
    call['annotations.merge']({ ids: parts.map((p) => p.annotation.id), place })
      .then(async (merged) => {
        await again()
        highlights.activate(merged.id)
        undoToast(`Merged ${parts.length} highlights`)
      })
      .catch(report)
  }
  return {
    canMerge: toMerge.length > 1,
    canSplit: cut !== undefined,
    merge: () => merge(toMerge),
    mergeWithNext: (id) => merge(next(id)),
    split: () => {
      if (!doc || !cut) return
      const edges = [cut.whole.start, ...cut.at, cut.whole.end]
      const places = edges.slice(1).flatMap((end, i) => describe(doc.map.text, edges[i] ?? end, end) ?? [])
      if (places.length < 2) return
      call['annotations.split']({ id: cut.whole.annotation.id, places })
        .then(async (parts) => {
          await again()
          undoToast(`Split the highlight into ${parts.length}`)
        })
        .catch(report)
    }
  }
}
