/** The article's text for find and the reading cursor, and their paint in it. */
import { useEffect, useMemo } from 'react'
import type { Cursor } from '../cursor/sentences'
import { between } from '../find/fold'
import type { Find } from '../find/use-find'
import { paintCursor, paintFound } from '../highlights/paint'
import type { Surface } from '../pane/surface'
import { offsetAtY, reveal } from './geometry'
import type { ReadingDoc } from './reading-doc'

/** So far below the edge the first line in sight begins. */
const EDGE = 8

export function useSurface(doc: ReadingDoc | undefined, scroller: HTMLElement | null): Surface | undefined {
  return useMemo(
    () =>
      doc && scroller
        ? {
            text: doc.map.text,
            paragraphs: doc.map.paragraphs,
            top: () => offsetAtY(doc, scroller.getBoundingClientRect().top + EDGE),
            reveal: (start, end) => reveal(scroller, doc, start, end)
          }
        : undefined,
    [doc, scroller]
  )
}

export function usePaintedFind(doc: ReadingDoc | undefined, { found, index }: Find): void {
  useEffect(() => {
    if (!doc || found.length === 0) return undefined
    const now = found[index]
    // Only what is near the screen is painted: one letter stands in a long article a hundred thousand times.
    const paint = (): void => {
      const near = doc.parts.near().flatMap((n) => between(found, n.start, n.end))
      paintFound(
        near.map((f) => doc.map.range(f.start, f.end)),
        now && doc.map.range(now.start, now.end)
      )
    }
    paint()
    const unwatch = doc.parts.onChange(paint)
    return () => {
      unwatch()
      paintFound([], undefined)
    }
  }, [doc, found, index])
}

export function usePaintedCursor(doc: ReadingDoc | undefined, at: Cursor | undefined): void {
  useEffect(() => {
    if (!doc) return undefined
    paintCursor(at && doc.map.range(at.start, at.end))
    return () => paintCursor(undefined)
  }, [doc, at])
}
