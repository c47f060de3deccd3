/**
 * The rows of a long list: only those near the viewport are in the document, and the one with the cursor always is.
 * react-virtual knows nothing of semantics or focus; this is the one place that adds both.
 */
import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef, type RefObject } from 'react'

export type Row = { kind: 'section'; title: string } | { kind: 'article'; id: string; position: number }

/** Articles in order, with a heading before each run of one section. */
export function toRows(ids: readonly string[], sectionOf: (id: string) => string): Row[] {
  const rows: Row[] = []
  let section = ''
  ids.forEach((id, position) => {
    const own = sectionOf(id)
    if (own !== section && own !== '') rows.push({ kind: 'section', title: own })
    section = own
    rows.push({ kind: 'article', id, position })
  })
  return rows
}

export interface VirtualRows {
  readonly items: readonly VirtualItem[]
  readonly height: number
  measure(element: Element | null): void
  /** Brings the row into view and focuses it. */
  focus(id: string): void
  scrollTo(id: string): void
}

const ROW_HEIGHT = 86
const SECTION_HEIGHT = 40

export function useVirtualRows(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  cursor: string | undefined
): VirtualRows {
  const indexOf = useMemo(() => {
    const map = new Map<string, number>()
    rows.forEach((row, i) => row.kind === 'article' && map.set(row.id, i))
    return map
  }, [rows])
  const kept = cursor === undefined ? undefined : indexOf.get(cursor)

  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (kept === undefined || shown.includes(kept)) return shown
      return [...shown, kept].sort((a, b) => a - b)
    },
    [kept]
  )
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => (rows[i]?.kind === 'section' ? SECTION_HEIGHT : ROW_HEIGHT),
    getItemKey: (i) => {
      const row = rows[i]
      return row?.kind === 'article' ? row.id : `section ${i}`
    },
    overscan: 6,
    rangeExtractor
  })

  const latest = useRef(indexOf)
  latest.current = indexOf
  const scrollTo = useCallback(
    (id: string) => {
      const index = latest.current.get(id)
      if (index !== undefined) virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [virtualizer]
  )
  const focus = useCallback(
    (id: string) => {
      scrollTo(id)
      // The row may come into the document only with the next frame or two.
      let tries = 0
      const attempt = (): void => {
        const element = scroller.current?.querySelector<HTMLElement>(`[data-article="${CSS.escape(id)}"]`)
        if (element) element.focus({ preventScroll: true })
        else if (tries++ < 8) requestAnimationFrame(attempt)
      }
      attempt()
    },
    [scrollTo, scroller]
  )
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    focus,
    scrollTo
  }
}
