/** The reading cursor on screen: seen (painted), heard (announced), kept in sight. */
import { useCallback, useEffect, useState } from 'react'
import { announce } from '../../../ui/announce'
import { offsetAtY, reveal } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import { paintCursor } from '../highlights/paint'
import { extendSentence, moveParagraph, moveSentence, type Cursor } from './sentences'

export interface ReadingCursor {
  at: Cursor | undefined
  paragraph(step: 1 | -1): void
  sentence(step: 1 | -1): void
  extend(step: 1 | -1): void
  leave(): void
}

export function useCursor(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  lang: string | undefined
): ReadingCursor {
  const [at, setAt] = useState<Cursor>()

  useEffect(() => {
    if (!doc) return undefined
    paintCursor(at && doc.map.range(at.start, at.end))
    return () => paintCursor(undefined)
  }, [doc, at])

  const go = useCallback(
    (next: Cursor | undefined, spoken: { start: number; end: number } | undefined = next) => {
      if (!doc || !scroller || !next) return
      setAt(next)
      // Reading by keys is being in the article: its keys come before the list's.
      if (!scroller.contains(document.activeElement)) scroller.focus({ preventScroll: true })
      reveal(scroller, doc, next.start, next.end)
      if (spoken) announce(doc.map.text.slice(spoken.start, spoken.end))
    },
    [doc, scroller]
  )

  const paragraph = useCallback(
    (step: 1 | -1) => {
      if (!doc || !scroller) return
      const top = scroller.getBoundingClientRect().top + 8
      go(moveParagraph(doc.map.paragraphs, at, step, at ? 0 : offsetAtY(doc, top)))
    },
    [doc, scroller, at, go]
  )
  const sentence = useCallback(
    (step: 1 | -1) => {
      if (doc && at) go(moveSentence(doc.map.text, doc.map.paragraphs, at, step, lang))
    },
    [doc, at, lang, go]
  )
  const extend = useCallback(
    (step: 1 | -1) => {
      if (!doc || !at) return
      const next = extendSentence(doc.map.text, doc.map.paragraphs, at, step, lang)
      // What is new is spoken, not the whole again.
      const added =
        next.end > at.end
          ? { start: at.end, end: next.end }
          : next.start < at.start
            ? { start: next.start, end: at.start }
            : next
      go(next, added)
    },
    [doc, at, lang, go]
  )
  const leave = useCallback(() => {
    setAt(undefined)
    announce('Reading cursor off')
  }, [])
  return { at, paragraph, sentence, extend, leave }
}
