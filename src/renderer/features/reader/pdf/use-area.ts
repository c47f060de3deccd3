/** A rectangle of a page to highlight (a figure, a scan): dragged with Alt, or moved and sized by keys. */
import { useCallback, useEffect, useState } from 'react'
import type { PageArea } from '#shared/contract/records'
import { announce } from '../../../ui/announce'
import type { Pages } from './use-pages'

/** In shares of the page. */
export interface Area {
  page: number
  left: number
  top: number
  width: number
  height: number
}

const STEP = 0.02
const LEAST = 0.02

export interface AreaMode {
  area: Area | undefined
  begin(): void
  move(x: number, y: number): void
  size(x: number, y: number): void
  leave(): void
}

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n))

export function useArea(pages: Pages | undefined, scroller: HTMLElement | null): AreaMode {
  const [area, setArea] = useState<Area>()
  useEffect(() => {
    if (!pages || !scroller) return undefined
    let from: { page: number; x: number; y: number; box: DOMRect } | undefined
    const down = (event: PointerEvent): void => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('.pdf-page') : null
      if (!event.altKey || event.button !== 0 || !element) return
      event.preventDefault()
      scroller.setPointerCapture(event.pointerId)
      from = {
        page: Number(element.dataset['page']),
        x: event.clientX,
        y: event.clientY,
        box: element.getBoundingClientRect()
      }
    }
    const move = (event: PointerEvent): void => {
      if (!from) return
      const { box, x, y, page } = from
      const share = (at: number, start: number, length: number): number => clamp((at - start) / length, 0, 1)
      const [x1, x2] = [share(x, box.left, box.width), share(event.clientX, box.left, box.width)]
      const [y1, y2] = [share(y, box.top, box.height), share(event.clientY, box.top, box.height)]
      setArea({
        page,
        left: Math.min(x1, x2),
        top: Math.min(y1, y2),
        width: Math.abs(x2 - x1),
        height: Math.abs(y2 - y1)
      })
    }
    const up = (): void => {
      from = undefined
      setArea((a) => (a && (a.width < 0.005 || a.height < 0.005) ? undefined : a))
    }
    scroller.addEventListener('pointerdown', down)
    scroller.addEventListener('pointermove', move)
    scroller.addEventListener('pointerup', up)
    return () => {
      scroller.removeEventListener('pointerdown', down)
      scroller.removeEventListener('pointermove', move)
      scroller.removeEventListener('pointerup', up)
    }
  }, [pages, scroller])

  const begin = useCallback(() => {
    if (!pages) return
    const page = pages.list.current()
    setArea({ page, left: 0.2, top: 0.3, width: 0.6, height: 0.25 })
    announce(`A part of page ${page}. Arrows move it, Shift and arrows size it, 1 to 4 highlight it.`)
  }, [pages])
  const move = useCallback((x: number, y: number) => {
    setArea(
      (a) =>
        a && {
          ...a,
          left: clamp(a.left + x * STEP, 0, 1 - a.width),
          top: clamp(a.top + y * STEP, 0, 1 - a.height)
        }
    )
  }, [])
  const size = useCallback((x: number, y: number) => {
    setArea(
      (a) =>
        a && {
          ...a,
          width: clamp(a.width + x * STEP, LEAST, 1 - a.left),
          height: clamp(a.height + y * STEP, LEAST, 1 - a.top)
        }
    )
  }, [])
  const leave = useCallback(() => setArea(undefined), [])
  return { area, begin, move, size, leave }
}

/** As it is stored. */
export function areaOnPage({ list }: Pages, area: Area): PageArea | undefined {
  const page = list.pages.get(area.page)
  const box = page?.element.getBoundingClientRect()
  const rect =
    box &&
    page?.toPdf({
      left: box.left + area.left * box.width,
      top: box.top + area.top * box.height,
      right: box.left + (area.left + area.width) * box.width,
      bottom: box.top + (area.top + area.height) * box.height
    })
  return rect && { page: area.page, rects: [rect] }
}
