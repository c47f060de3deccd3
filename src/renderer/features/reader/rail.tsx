/** The right edge: how much of the article is in sight, and where its highlights are. Drag it to scroll. */
import { memo, useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { firstRect } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'
import type { Placed } from './highlights/placement'
import css from './rail.module.css'

const SETTLED_MS = 150
/** More of them than a screen has lines: those of one colour that would touch become one. */
const MANY = 400
const TOUCHING = 0.004

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
      const origin = scroller.scrollTop - scroller.getBoundingClientRect().top
      const far = doc.parts.estimator()
      const yOf = (offset: number): number => far(offset) ?? firstRect(doc, offset).top
      setTicks(
        joinTicks(
          placed.map(({ annotation, start, end }) => {
            const top = yOf(start)
            return {
              id: annotation.id,
              color: annotation.color,
              top: (top + origin) / whole,
              height: (yOf(Math.max(start, end - 1)) - top + 24) / whole
            }
          })
        )
      )
    }
    // While the article is being scrolled it can wait: nothing on the rail moves by more than a hair.
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (): void => {
      clearTimeout(timer)
      timer = setTimeout(measureAll, SETTLED_MS)
    }
    frame = requestAnimationFrame(measureAll)
    scroller.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(later)
    const unwatch = doc.parts.onChange(later)
    observer.observe(doc.host)
    observer.observe(scroller)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
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
        <Ticks ticks={ticks} />
      </div>
    </div>
  )
}

const Ticks = memo(function Ticks(props: { ticks: readonly Tick[] }): ReactNode {
  return props.ticks.map((t) => (
    <i
      key={t.id}
      className={css['tick']}
      data-color={t.color}
      style={{ top: `${t.top * 100}%`, height: `max(12px, ${t.height * 100}%)` }}
    />
  ))
})

function joinTicks(ticks: readonly Tick[]): readonly Tick[] {
  if (ticks.length <= MANY) return ticks
  const out: Tick[] = []
  const last = new Map<string, Tick>()
  for (const tick of ticks) {
    const before = last.get(tick.color)
    if (before && tick.top <= before.top + before.height + TOUCHING)
      before.height = Math.max(before.height, tick.top + tick.height - before.top)
    else {
      const kept = { ...tick }
      last.set(tick.color, kept)
      out.push(kept)
    }
  }
  return out
}
