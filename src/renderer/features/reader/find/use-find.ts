/** Find in the open text: its needle, its places, the one that is shown. */
import { useCallback, useMemo, useRef, useState } from 'react'
import { announce } from '../../../ui/announce'
import type { Surface } from '../pane/surface'
import { findAll, fold, type Folded, type Found } from './fold'

export interface Find {
  open: boolean
  /** Grows with every opening, so that the field takes focus again. */
  turn: number
  needle: string
  found: readonly Found[]
  count: number
  /** From 0; -1 when there is none. */
  index: number
  show(needle?: string): void
  close(): void
  setNeedle(needle: string): void
  step(by: 1 | -1): void
}

const NONE: Found[] = []

/** `surface`: undefined while there is no text to look through. */
export function useFind(surface: Surface | undefined): Find {
  const [open, setOpen] = useState(false)
  const [turn, setTurn] = useState(0)
  const [needle, setText] = useState('')
  const [index, setIndex] = useState(-1)
  const text = open ? surface?.text : undefined
  const folded = useMemo(() => (text === undefined ? undefined : fold(text)), [text])
  const kept = useRef<{ needle: string; folded: Folded | undefined; all: Found[] }>(undefined)
  const found = useMemo(() => {
    const done = kept.current
    // Looked for already, to know where to go.
    if (done?.needle === needle && done.folded === folded) return done.all
    return folded ? findAll(folded, needle) : NONE
  }, [folded, needle])

  const goTo = useCallback(
    (i: number, all: readonly Found[]) => {
      setIndex(i)
      const place = all[i]
      if (place) surface?.reveal(place.start, place.end)
    },
    [surface]
  )
  const setNeedle = useCallback(
    (next: string) => {
      setText(next)
      const all = folded ? findAll(folded, next) : []
      kept.current = { needle: next, folded, all }
      if (surface && all.length > 0) {
        const from = surface.top()
        const first = all.findIndex((f) => f.start >= from)
        goTo(Math.max(0, first), all)
      } else setIndex(-1)
      if (next.trim() !== '') announce(all.length === 0 ? 'Nothing found' : `${all.length} found`)
    },
    [folded, surface, goTo]
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
  return { open, turn, needle, found, count: found.length, index, show, close, setNeedle, step }
}
