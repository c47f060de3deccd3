/** The frame of the part of a page that is being chosen. */
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Area } from './use-area'
import type { Pages } from './use-pages'

export function AreaFrame({ pages, area }: { pages: Pages; area: Area }): ReactNode {
  const page = pages.list.pages.get(area.page)?.element
  const share = (n: number): string => `${n * 100}%`
  const style = {
    left: share(area.left),
    top: share(area.top),
    width: share(area.width),
    height: share(area.height)
  }
  return page && createPortal(<div className="pdf-area" style={style} />, page)
}
