/** The reading cursor: moved by keys, heard (announced), kept in sight. Whoever shows the text paints it. */
import { useCallback, useState } from 'react'
import { announce } from '../../../ui/announce'
import type { Surface } from '../pane/surface'
import { extendSentence, moveParagraph, moveSentence, type Cursor, type Span } from './sentences'

export interface ReadingCursor {
  at: Cursor | undefined
  paragraph(step: 1 | -1): void
  sentence(step: 1 | -1): void
  extend(step: 1 | -1): void
  leave(): void
}

export function useCursor(
  surface: Surface | undefined,
  scroller: HTMLElement | null,
  lang: string | undefined
): ReadingCursor {
  const [at, setAt] = useState<Cursor>()
  const go = useCallback(
    (next: Cursor | undefined, spoken: Span | undefined = next) => {
      if (!surface || !next) return
      setAt(next)
      // Reading by keys is being in the article: its keys come before the list's.
      if (scroller && !scroller.contains(document.activeElement)) scroller.focus({ preventScroll: true })
      surface.reveal(next.start, next.end)
      if (spoken) announce(surface.text.slice(spoken.start, spoken.end))
    },
    [surface, scroller]
  )
  const paragraph = useCallback(
    (step: 1 | -1) => {
      if (surface) go(moveParagraph(surface.paragraphs, at, step, at ? 0 : surface.top()))
    },
    [surface, at, go]
  )
  const sentence = useCallback(
    (step: 1 | -1) => {
      if (surface && at) go(moveSentence(surface.text, surface.paragraphs, at, step, lang))
    },
    [surface, at, lang, go]
  )
  const extend = useCallback(
    (step: 1 | -1) => {
      if (!surface || !at) return
      const next = extendSentence(surface.text, surface.paragraphs, at, step, lang)
      // What is new is spoken, not the whole again.
      const added =
        next.end > at.end
          ? { start: at.end, end: next.end }
          : next.start < at.start
            ? { start: next.start, end: at.start }
            : next
      go(next, added)
    },
    [surface, at, lang, go]
  )
  const leave = useCallback(() => {
    setAt(undefined)
    announce('Reading cursor off')
  }, [])
  return { at, paragraph, sentence, extend, leave }
}
