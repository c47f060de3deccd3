/** Stored highlights → places in the text as it is now, and those that found none. Pure. */
import type { Annotation } from '#shared/contract/records'
import { anchor, prepareText } from '#shared/domain/anchor'

export interface Placed {
  annotation: Annotation
  start: number
  end: number
}
export interface Placement {
  /** In text order. */
  placed: readonly Placed[]
  unplaced: readonly Annotation[]
}

/** `regions`: parts of PDF pages are placed by their position; else they are left out, as they are no text. */
export function placeAll(text: string, annotations: readonly Annotation[], regions = false): Placement {
  const where = prepareText(text)
  const placed: Placed[] = []
  const unplaced: Annotation[] = []
  for (const annotation of annotations) {
    if (annotation.region === true) {
      const start = Math.min(annotation.position.start, text.length)
      if (regions) placed.push({ annotation, start, end: Math.min(annotation.position.end, text.length) })
      continue
    }
    const found = anchor(where, annotation)
    if (found.placed) placed.push({ annotation, start: found.start, end: found.end })
    else unplaced.push(annotation)
  }
  placed.sort((a, b) => a.start - b.start || a.end - b.end)
  return { placed, unplaced }
}

/** The shortest highlight that holds `offset`: of nested ones, the one that was aimed at. */
export function highlightAt(placed: readonly Placed[], offset: number): Placed | undefined {
  let best: Placed | undefined
  for (const p of placed) {
    if (p.start > offset) break
    if (offset <= p.end && (!best || p.end - p.start <= best.end - best.start)) best = p
  }
  return best
}

/** The next (or previous) highlight from an offset on; around the end to the other side. */
export function neighbour(
  placed: readonly Placed[],
  from: { id: string | undefined; offset: number },
  step: 1 | -1
): Placed | undefined {
  if (placed.length === 0) return undefined
  const at = placed.findIndex((p) => p.annotation.id === from.id)
  if (at >= 0) return placed[(at + step + placed.length) % placed.length]
  if (step === 1) return placed.find((p) => p.start >= from.offset) ?? placed[0]
  return placed.findLast((p) => p.start < from.offset) ?? placed.at(-1)
}
