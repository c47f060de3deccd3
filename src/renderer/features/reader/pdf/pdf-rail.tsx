/** The right edge beside a PDF: how much of it is in sight, its highlights, what find has found. Drag it to scroll. */
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { cx } from '../../../ui/cx'
import type { Found } from '../find/fold'
import type { Placed } from '../highlights/placement'
import css from '../rail.module.css'
import { spotOf } from './marks'
import type { Pages } from './use-pages'

/** More ticks than a screen has lines say nothing more. */
const MOST_FOUND = 300

export function PdfRail(props: {
  pages: Pages
  scroller: HTMLElement
  placed: readonly Placed[]
  found: readonly Found[]
  /** Changes with the zoom. */
  scale: number
}): ReactNode {
  const { pages, scroller, placed, found } = props
  const [view, setView] = useState({ top: 0, height: 1 })
  const track = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const measure = (): void => {
      const whole = Math.max(1, scroller.scrollHeight)
      const [top, height] = [scroller.scrollTop / whole, scroller.clientHeight / whole]
      setView((old) => (old.top === top && old.height === height ? old : { top, height }))
    }
    measure()
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => scroller.removeEventListener('scroll', measure)
  }, [scroller, props.scale])
  const whole = Math.max(1, pages.list.layout.height)
  const step = Math.max(1, Math.ceil(found.length / MOST_FOUND))
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const box = track.current?.getBoundingClientRect()
    if (!box || event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    scroller.scrollTop = ((event.clientY - box.top) / box.height - view.height / 2) * scroller.scrollHeight
  }
  return (
    // For the mouse only: keys scroll the pages themselves, and highlights have buttons of their own.
    <div className={css['rail']} aria-hidden="true" onPointerDown={drag} onPointerMove={drag}>
      <div ref={track} className={css['track']}>
        {view.height < 0.995 && (
          <i className={css['view']} style={{ top: `${view.top * 100}%`, height: `${view.height * 100}%` }} />
        )}
        {placed.map((p) => (
          <i
            key={p.annotation.id}
            className={cx(css['tick'], css[p.annotation.color])}
            style={{ top: `${(pages.list.topOf(spotOf(pages, p)) / whole) * 100}%`, height: 12 }}
          />
        ))}
        {found
          .filter((_, i) => i % step === 0)
          .map((f) => (
            <i
              key={`find-${f.start}`}
              className={cx(css['tick'], 'pdf-tick')}
              style={{ top: `${(pages.list.topOf(pages.book.guess(f.start)) / whole) * 100}%`, height: 3 }}
            />
          ))}
      </div>
    </div>
  )
}
