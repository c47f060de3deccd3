/** Where the margin has no room: a dot beside every passage that has a note. */
import { useEffect, useState, type ReactNode } from 'react'
import { clip } from '#shared/domain/phrases'
import { topOf } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import type { Placed } from '../highlights/placement'
import css from './note-dots.module.css'

export function NoteDots(props: {
  doc: ReadingDoc
  scroller: HTMLElement
  placed: readonly Placed[]
  active: string | undefined
  version: string
  onActivate(id: string): void
}): ReactNode {
  const { doc, scroller, placed } = props
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    let frame = 0
    const measure = (): void => {
      const host =
        doc.host.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
      setTops(
        new Map(
          placed
            .filter((p) => p.annotation.note !== '' && doc.parts.isNear(p.start))
            .map((p) => [p.annotation.id, topOf(scroller, doc, p.start) - host])
        )
      )
    }
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measure)
    })
    observer.observe(doc.host)
    const unwatch = doc.parts.onChange(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measure)
    })
    measure()
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      unwatch()
    }
  }, [doc, scroller, placed, props.version])

  return (
    <div className={css['dots']}>
      {placed.map(({ annotation: a }) => {
        const top = tops.get(a.id)
        if (top === undefined) return null
        return (
          <button
            key={a.id}
            type="button"
            className={css['dot']}
            data-color={a.color}
            style={{ top }}
            aria-label={`Note: ${clip(a.note.replace(/\s+/g, ' '), 60)}`}
            aria-expanded={a.id === props.active}
            onClick={() => props.onActivate(a.id)}
          />
        )
      })}
    </div>
  )
}
