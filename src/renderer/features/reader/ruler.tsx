/** A band that keeps the line being read: it follows the pointer, or stands in the upper third for the keyboard. */
import { useEffect, useRef, type ReactNode } from 'react'
import css from './ruler.module.css'

const REST = 0.33

export function Ruler(props: { scroller: HTMLElement }): ReactNode {
  const { scroller } = props
  const band = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = (y: number): void => band.current?.style.setProperty('transform', `translateY(${y}px)`)
    const rest = (): void => place(scroller.offsetTop + scroller.clientHeight * REST)
    const moved = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch')
        place(event.clientY - scroller.getBoundingClientRect().top + scroller.offsetTop)
    }
    rest()
    scroller.addEventListener('pointermove', moved)
    // Reading on by keys, the eye goes back to where it was.
    scroller.addEventListener('keydown', rest)
    return () => {
      scroller.removeEventListener('pointermove', moved)
      scroller.removeEventListener('keydown', rest)
    }
  }, [scroller])
  return <div ref={band} className={css['ruler']} aria-hidden="true" />
}
