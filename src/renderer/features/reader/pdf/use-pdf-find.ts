/** Find in a PDF: over the text of its article, shown on its pages. */
import { useCallback, useMemo, useState } from 'react'
import { announce } from '../../../ui/announce'
import { findAll, fold, type Found } from '../find/fold'
import type { Find } from '../find/use-find'
import type { Pages } from './use-pages'

export interface PdfFind extends Find {
  found: readonly Found[]
}

const NONE: Found[] = []

export function usePdfFind(pages: Pages | undefined, reveal: (start: number, end: number) => void): PdfFind {
  const [open, setOpen] = useState(false)
  const [turn, setTurn] = useState(0)
  const [needle, setText] = useState('')
  const [index, setIndex] = useState(-1)
  const folded = useMemo(() => (open && pages ? fold(pages.book.map.text) : undefined), [open, pages])
  const found = useMemo(() => (folded ? findAll(folded, needle) : NONE), [folded, needle])
  const goTo = useCallback(
    (i: number, all: readonly Found[]) => {
      setIndex(i)
      const place = all[i]
      if (place) reveal(place.start, place.end)
    },
    [reveal]
  )
  const setNeedle = useCallback(
    (next: string) => {
      setText(next)
      const all = folded ? findAll(folded, next) : []
      if (pages && all.length > 0) {
        const from = pages.book.starts.startOf(pages.list.current())
        const first = all.findIndex((f) => f.start >= from)
        goTo(Math.max(0, first), all)
      } else setIndex(-1)
      if (next.trim() !== '') announce(all.length === 0 ? 'Nothing found' : `${all.length} found`)
    },
    [folded, pages, goTo]
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
  return { open, turn, needle, count: found.length, index, show, close, setNeedle, step, found }
}
