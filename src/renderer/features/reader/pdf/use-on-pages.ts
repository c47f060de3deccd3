/** What happens on the pages themselves: paint, the dark theme, clicks on a highlight, its hidden button. */
import { useEffect, useState } from 'react'
import { useApi } from '../../../api/context'
import type { ReadingCursor } from '../cursor/use-cursor'
import type { Find } from '../find/use-find'
import type { Placed } from '../highlights/placement'
import type { Highlights } from '../highlights/use-highlights'
import type { Book, Entry } from './book'
import { paintPages, placedAt } from './marks'
import type { PdfMoves } from './use-pdf-moves'
import type { Pages, PagesState } from './use-pages'

const NONE: readonly Entry[] = []

export function useContents(book: Book | undefined): readonly Entry[] {
  const { report } = useApi()
  const [contents, setContents] = useState(NONE)
  useEffect(() => {
    book?.contents().then(setContents, report)
  }, [book, report])
  return contents
}

export function usePaintedPages(
  { pages, version, layout }: Pick<PagesState, 'pages' | 'version' | 'layout'>,
  { placed, active }: Highlights,
  { found, index }: Find,
  { at }: ReadingCursor
): void {
  useEffect(() => {
    if (pages) paintPages(pages, { placed, active, found, now: found[index], cursor: at })
  }, [pages, version, layout, placed, active, found, index, at])
}

/** In the dark, pages are inverted and their figures shown as they are. */
export function useDarkPages(pages: Pages | undefined): void {
  useEffect(() => {
    if (!pages) return undefined
    const root = document.documentElement
    const see = (): void => pages.list.setDark(root.dataset['theme'] === 'dark')
    see()
    const observer = new MutationObserver(see)
    observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [pages])
}

/** A click on a passage makes it active; beside one, none. */
export function useClicks(
  pages: Pages | undefined,
  body: HTMLElement | null,
  { placed, activate }: Highlights
): void {
  useEffect(() => {
    if (!body || !pages) return undefined
    const clicked = (event: MouseEvent): void => {
      const on = event.target instanceof Element ? event.target : undefined
      if (event.button !== 0 || on?.closest('button, a') || !(document.getSelection()?.isCollapsed ?? true))
        return
      activate(placedAt(pages, placed, event.clientX, event.clientY)?.annotation.id)
    }
    body.addEventListener('click', clicked)
    return () => body.removeEventListener('click', clicked)
  }, [body, pages, placed, activate])
}

/** From highlight to highlight: the passage comes into sight, then its hidden button takes focus. */
export function goingTo(
  scroller: HTMLElement | null,
  activate: (id: string) => void,
  moves: Pick<PdfMoves, 'revealPlaced'>
): { focusMark(id: string): boolean; goTo(placed: Placed | undefined): void } {
  const focusMark = (id: string): boolean => {
    const button = scroller?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`)
    button?.focus({ preventScroll: true })
    return button !== null && button !== undefined
  }
  const goTo = (placed: Placed | undefined): void => {
    if (!placed) return
    activate(placed.annotation.id)
    moves.revealPlaced(placed)
    // Its page may have to come first.
    setTimeout(() => focusMark(placed.annotation.id), 100)
  }
  return { focusMark, goTo }
}
