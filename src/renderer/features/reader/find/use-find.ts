/** Find in article: its needle, its places, the one that is shown. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { announce } from '../../../ui/announce'
import { offsetAtY, reveal } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import { paintFound } from '../highlights/paint'
import { findAll, fold } from './fold'

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

export function useFind(doc: ReadingDoc | undefined, scroller: HTMLElement | null): Find {
  const [open, setOpen] = useState(false)
  const [turn, setTurn] = useState(0)
  const [needle, setText] = useState('')
  const [index, setIndex] = useState(-1)
  const folded = useMemo(() => (open && doc ? fold(doc.map.text) : undefined), [open, doc])
  const found = useMemo(() => (folded ? findAll(folded, needle) : []), [folded, needle])
  const ranges = useMemo(() => (doc ? found.map((f) => doc.map.range(f.start, f.end)) : []), [doc, found])

  useEffect(() => {
    paintFound(ranges, ranges[index])
    return () => paintFound([], undefined)
  }, [ranges, index])

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
