/** The right edge: how much of the article is in sight, and where its highlights are. Drag it to scroll. */
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { topOf } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'
import type { Placed } from './highlights/placement'
import { cx } from '../../ui/cx'
import css from './rail.module.css'

interface Tick {
  id: string
  color: string
  top: number
  height: number
}

export function Rail(props: {
  doc: ReadingDoc
  scroller: HTMLElement
  placed: readonly Placed[]
  /** Changes when the reader looks different. */
  version: string
}): ReactNode {
  const { doc, scroller, placed } = props
  const [view, setView] = useState({ top: 0, height: 1 })
  const [ticks, setTicks] = useState<readonly Tick[]>([])
  const track = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let frame = 0
    const measure = (): void => {
      const whole = Math.max(1, scroller.scrollHeight)
      const top = scroller.scrollTop / whole
      const height = scroller.clientHeight / whole
      setView((old) => (old.top === top && old.height === height ? old : { top, height }))
    }
    const measureAll = (): void => {
      measure()
      const whole = Math.max(1, scroller.scrollHeight)
      setTicks(
        placed.map(({ annotation, start, end }) => {
          const top = topOf(scroller, doc, start)
          return {
            id: annotation.id,
            color: annotation.color,
            top: top / whole,
            height: (topOf(scroller, doc, Math.max(start, end - 1)) - top + 24) / whole
          }
        })
      )
    }
    const later = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measureAll)
    }
    later()
    scroller.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(later)
    const unwatch = doc.parts.onChange(later)
    observer.observe(doc.host)
    observer.observe(scroller)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      unwatch()
      scroller.removeEventListener('scroll', measure)
    }
  }, [doc, scroller, placed, props.version])

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const box = track.current?.getBoundingClientRect()
    if (!box || event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const share = (event.clientY - box.top) / box.height
    scroller.scrollTop = (share - view.height / 2) * scroller.scrollHeight
  }

  return (
    // For the mouse only: keys scroll the article itself, and highlights have buttons of their own.
    <div className={css['rail']} aria-hidden="true" onPointerDown={drag} onPointerMove={drag}>
      <div ref={track} className={css['track']}>
        {view.height < 0.995 && (
          <i className={css['view']} style={{ top: `${view.top * 100}%`, height: `${view.height * 100}%` }} />
        )}
        {ticks.map((t) => (
          <i
            key={t.id}
            className={cx(css['tick'], css[t.color])}
            style={{ top: `${t.top * 100}%`, height: `max(12px, ${t.height * 100}%)` }}
          />
        ))}
      </div>
    </div>
  )
}
