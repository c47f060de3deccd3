/** How the pages are laid out: zoom, two side by side, turned; and how much room there is for them. */
import { useMemo, useState, type RefObject } from 'react'
import { useWidth } from '../use-scroll'
import { stepZoom, type ViewOptions, type Zoom } from './layout'

/** Narrower than this, notes are a popover. */
const MARGIN_FROM = 700
const MARGIN_WIDTH = 240
const RAIL = 22

export interface PdfView {
  /** undefined until there is room. */
  options: ViewOptions | undefined
  /** Notes stand beside the pages. */
  margin: boolean
  twoUp: boolean
  setZoom(zoom: Zoom): void
  /** `scale`: the one on screen. */
  zoomBy(by: 1 | -1 | 'width' | 'page', scale: number): void
  toggleTwoUp(): void
  turn(): void
}

export function usePdfView(
  pane: RefObject<HTMLElement | null>,
  scroller: HTMLElement | null,
  notesOpen: boolean
): PdfView {
  const [zoom, setZoom] = useState<Zoom>('width')
  const [twoUp, setTwoUp] = useState(false)
  const [rotation, setRotation] = useState<ViewOptions['rotation']>(0)
  const width = useWidth(pane)
  const margin = notesOpen && width >= MARGIN_FROM
  const height = scroller?.clientHeight ?? 0
  const options = useMemo<ViewOptions | undefined>(
    () =>
      width > 0 && height > 0
        ? { zoom, twoUp, rotation, room: { width: width - RAIL - (margin ? MARGIN_WIDTH : 0), height } }
        : undefined,
    [zoom, twoUp, rotation, width, height, margin]
  )
  return {
    options,
    margin,
    twoUp,
    setZoom,
    zoomBy: (by, scale) => setZoom(typeof by === 'string' ? by : stepZoom(scale, by)),
    toggleTwoUp: () => setTwoUp((on) => !on),
    turn: () => setRotation((r) => ((r + 90) % 360) as ViewOptions['rotation'])
  }
}
