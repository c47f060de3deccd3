/** Going somewhere in a PDF: to a range of its text, a highlight, a link's target and back, a page. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApi } from '../../../api/context'
import type { Placed } from '../highlights/placement'
import type { Jump } from '../props'
import { jumpRanges } from '../use-jump'
import type { PageLink, Spot } from './book'
import { spotOf } from './marks'
import type { Pages } from './use-pages'

/** How many ways back are kept. */
const WAYS_BACK = 30

export interface PdfMoves {
  reveal(start: number, end: number): void
  revealPlaced(placed: Placed): void
  /** A link of the file, or an entry of its contents. */
  open(link: Pick<PageLink, 'url' | 'dest'>): void
  toPage(page: number): void
  /** Where the last link was. */
  back: Spot | undefined
  goBack(): void
}

export function usePdfMoves(
  pages: Pages | undefined,
  scroller: HTMLElement | null,
  onExternalLink: (url: string) => void
): PdfMoves {
  const { report } = useApi()
  const [cameFrom, setCameFrom] = useState<readonly Spot[]>([])
  const showSpot = useCallback(
    (spot: Spot) => {
      if (!pages || !scroller) return
      const y = pages.list.topOf(spot)
      const inSight = y > scroller.scrollTop + 8 && y < scroller.scrollTop + scroller.clientHeight * 0.8
      if (!inSight) pages.list.show(spot, scroller.clientHeight * 0.3)
    },
    [pages, scroller]
  )
  const reveal = useCallback(
    (start: number, end: number) => {
      pages?.book.find({ start, end }).then((spot) => showSpot(spot ?? pages.book.guess(start)), report)
    },
    [pages, showSpot, report]
  )
  const revealPlaced = useCallback(
    (placed: Placed) => {
      if (pages && placed.annotation.pages) showSpot(spotOf(pages, placed))
      else reveal(placed.start, placed.end)
    },
    [pages, showSpot, reveal]
  )
  const back = cameFrom.at(-1)
  return {
    reveal,
    revealPlaced,
    open: ({ url, dest }) => {
      if (url !== undefined) return onExternalLink(url)
      pages?.book.spot(dest).then((spot) => {
        if (!spot) return
        const from = pages.list.place()
        setCameFrom((all) => [...all.slice(-WAYS_BACK), from])
        pages.list.show(spot, 24)
      }, report)
    },
    toPage: (page) => pages?.list.show({ page, share: 0 }, 14),
    back,
    goBack: () => {
      if (!back) return
      setCameFrom((all) => all.slice(0, -1))
      pages?.list.show(back)
    }
  }
}

/** Follows a jump once: to a highlight as soon as it has its place, to words as soon as there are pages. */
export function usePdfJump(
  pages: Pages | undefined,
  jump: Jump | undefined,
  placed: readonly Placed[],
  activate: (id: string) => void,
  { reveal, revealPlaced }: PdfMoves
): void {
  const jumped = useRef<number>(undefined)
  useEffect(() => {
    if (!pages || !jump || jumped.current === jump.nonce) return
    if (jump.annotation !== undefined) {
      const target = placed.find((p) => p.annotation.id === jump.annotation)
      if (!target) return
      jumped.current = jump.nonce
      activate(jump.annotation)
      revealPlaced(target)
      return
    }
    jumped.current = jump.nonce
    const first = jumpRanges(pages.book, jump)[0]
    if (first) reveal(first.start, first.end)
  }, [pages, jump, placed, activate, reveal, revealPlaced])
}
