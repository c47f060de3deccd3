/** Find in article: its needle, its places, the one that is shown. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../../../ui/announce'
import { offsetAtY, reveal } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import { paintFound } from '../highlights/paint'
import { between, findAll, fold, type Folded, type Found } from './fold'

export interface Find {
  open: boolean
  /** Grows with every opening, so that the field takes focus again. */
  turn: number
  needle: string
  count: number
  /** From 0; -1 when there is none. */
  index: number
  show(needle?: string): void
  close(): void
  setNeedle(needle: string): void
  step(by: 1 | -1): void
}

const NONE: Found[] = []

export function useFind(doc: ReadingDoc | undefined, scroller: HTMLElement | null): Find {
  const [open, setOpen] = useState(false)
  const [turn, setTurn] = useState(0)
  const [needle, setText] = useState('')
  const [index, setIndex] = useState(-1)
  const folded = useMemo(() => (open && doc ? fold(doc.map.text) : undefined), [open, doc])
  const kept = useRef<{ needle: string; folded: Folded | undefined; all: Found[] }>(undefined)
  const found = useMemo(() => {
    const done = kept.current
    // Looked for already, to know where to go.
    if (done?.needle === needle && done.folded === folded) return done.all
    return folded ? findAll(folded, needle) : NONE
  }, [folded, needle])

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

  const goTo = useCallback(
    (i: number, all: readonly { start: number; end: number }[]) => {
      setIndex(i)
      const place = all[i]
      if (place && doc && scroller) reveal(scroller, doc, place.start, place.end)
    },
    [doc, scroller]
  )

  const setNeedle = useCallback(
    (next: string) => {
      setText(next)
      const all = folded ? findAll(folded, next) : []
      kept.current = { needle: next, folded, all }
      if (doc && scroller && all.length > 0) {
        const from = offsetAtY(doc, scroller.getBoundingClientRect().top)
        goTo(
          Math.max(
            0,
            all.findIndex((f) => f.start >= from)
          ),
          all
        )
      } else setIndex(-1)
      if (next.trim() !== '') announce(all.length === 0 ? 'Nothing found' : `${all.length} found`)
    },
    [folded, doc, scroller, goTo]
  )

  const show = useCallback((with_?: string) => {
    setOpen(true)
    setTurn((t) => t + 1)
    if (with_ !== undefined) {
      setText(with_)
      setIndex(0)
    }
  }, [])
  const close = useCallback(() => {
    setOpen(false)
    setIndex(-1)
  }, [])
  const step = useCallback(
    (by: 1 | -1) => {
      if (found.length === 0) return
      const next = (index + by + found.length) % found.length
      goTo(next, found)
      announce(`${next + 1} of ${found.length}`)
    },
    [found, index, goTo]
  )
  return { open, turn, needle, count: found.length, index, show, close, setNeedle, step }
}
