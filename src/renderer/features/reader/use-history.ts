/**
 * Steps inside one article are steps of the window's history too: before a jump (a footnote, the contents, a heading)
 * the line one was at is kept, and Back returns to it.
 */
import { useCallback, useEffect } from 'react'
import { offsetAtY, scrollToOffset, TOP_MARGIN } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'

interface Step {
  place: number
  article: string
}

function stepOf(state: unknown): Step | undefined {
  if (typeof state !== 'object' || state === null) return undefined
  const { place, article } = state as Partial<Step>
  return typeof place === 'number' && typeof article === 'string' ? { place, article } : undefined
}

/** Call the answer before a jump, with where it leads. */
export function useSteps(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  article: string
): (to: number) => void {
  useEffect(() => {
    if (!doc || !scroller) return undefined
    const went = (event: PopStateEvent): void => {
      const step = stepOf(event.state)
      if (step?.article === article) scrollToOffset(scroller, doc, step.place, TOP_MARGIN)
    }
    addEventListener('popstate', went)
    return () => removeEventListener('popstate', went)
  }, [doc, scroller, article])
  return useCallback(
    (to) => {
      if (!doc || !scroller) return
      const from = offsetAtY(doc, scroller.getBoundingClientRect().top + TOP_MARGIN)
      history.replaceState({ place: from, article } satisfies Step, '', location.href)
      history.pushState({ place: to, article } satisfies Step, '', location.href)
    },
    [doc, scroller, article]
  )
}
