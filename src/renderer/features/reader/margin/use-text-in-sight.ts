/** What of the text stands within a screen of the screen, renewed for every half screen that is scrolled. */
import { useEffect, useState } from 'react'
import { offsetAtY } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'

export interface Sight {
  start: number
  end: number
}

export function useTextInSight(doc: ReadingDoc, scroller: HTMLElement, version: string): Sight {
  const [sight, setSight] = useState<Sight>({ start: 0, end: 0 })
  useEffect(() => {
    let seen = NaN
    let frame = 0
    const look = (): void => {
      seen = scroller.scrollTop
      const { top, bottom, height } = scroller.getBoundingClientRect()
      const [start, end] = [offsetAtY(doc, top - height), offsetAtY(doc, bottom + height)]
      // Below the last line there is nothing, so the last line answers.
      setSight((old) => (old.start === start && old.end === end ? old : { start, end }))
    }
    const soon = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    const scrolled = (): void => {
      if (Math.abs(scroller.scrollTop - seen) > scroller.clientHeight / 2) look()
    }
    look()
    scroller.addEventListener('scroll', scrolled, { passive: true })
    const observer = new ResizeObserver(soon)
    observer.observe(doc.host)
    observer.observe(scroller)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      scroller.removeEventListener('scroll', scrolled)
    }
  }, [doc, scroller, version])
  return sight
}
