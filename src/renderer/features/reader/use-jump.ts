/** Goes where search, a list of highlights or a link pointed, and lights it. */
import { useEffect, useRef } from 'react'
import { reveal } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'
import { lightUp } from './highlights/paint'
import type { Highlights } from './highlights/use-highlights'
import type { Jump } from './props'

/** Text ranges of a jump: its ranges count in its paragraph (as search answers them). */
export function jumpRanges(doc: Pick<ReadingDoc, 'map'>, jump: Jump): { start: number; end: number }[] {
  const p = jump.paragraph === undefined ? undefined : doc.map.paragraphs[jump.paragraph]
  const base = p?.start ?? 0
  const limit = p?.end ?? doc.map.text.length
  const ranges = (jump.ranges ?? [])
    .map(([start, end]) => ({ start: base + start, end: Math.min(base + end, limit) }))
    .filter((r) => r.start < r.end)
  if (ranges.length > 0) return ranges
  return p ? [{ start: p.start, end: p.end }] : []
}

export function useJump(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  highlights: Highlights,
  jump: Jump | undefined
): void {
  const done = useRef<number>(undefined)
  const stop = useRef<() => void>(undefined)
  const { placed, activate } = highlights
  useEffect(() => {
    if (!doc || !scroller || !jump || done.current === jump.nonce) return
    if (jump.annotation !== undefined) {
      const target = placed.find((p) => p.annotation.id === jump.annotation)
      // Not there yet: it comes with the list of highlights.
      if (!target) return
      done.current = jump.nonce
      activate(jump.annotation)
      reveal(scroller, doc, target.start, target.end)
      return
    }
    done.current = jump.nonce
    const ranges = jumpRanges(doc, jump)
    const first = ranges[0]
    const last = ranges.at(-1)
    if (!first || !last) return
    reveal(scroller, doc, first.start, last.end)
    stop.current?.()
    stop.current = lightUp(ranges.map((r) => doc.map.range(r.start, r.end)))
  }, [doc, scroller, jump, placed, activate])
  useEffect(() => () => stop.current?.(), [])
}
