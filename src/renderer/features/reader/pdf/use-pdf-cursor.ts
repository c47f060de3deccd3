/** The reading cursor over the text of a PDF: seen on its pages, heard, kept in sight. */
import { useCallback, useState } from 'react'
import { announce } from '../../../ui/announce'
import { extendSentence, moveParagraph, moveSentence, type Cursor } from '../cursor/sentences'
import type { ReadingCursor } from '../cursor/use-cursor'
import type { Pages } from './use-pages'

export function usePdfCursor(
  pages: Pages | undefined,
  scroller: HTMLElement | null,
  lang: string | undefined,
  reveal: (start: number, end: number) => void
): ReadingCursor {
  const [at, setAt] = useState<Cursor>()
  const go = useCallback(
    (next: Cursor | undefined, spoken: { start: number; end: number } | undefined = next) => {
      if (!pages || !next) return
      setAt(next)
      // Reading by keys is being in the document: its keys come before the list's.
      if (scroller && !scroller.contains(document.activeElement)) scroller.focus({ preventScroll: true })
      reveal(next.start, next.end)
      if (spoken) announce(pages.book.map.text.slice(spoken.start, spoken.end))
    },
    [pages, scroller, reveal]
  )
  const paragraph = useCallback(
    (step: 1 | -1) => {
      if (!pages) return
      const from = at ? 0 : pages.book.starts.startOf(pages.list.current())
      go(moveParagraph(pages.book.map.paragraphs, at, step, from))
    },
    [pages, at, go]
  )
  const sentence = useCallback(
    (step: 1 | -1) => {
      if (pages && at) go(moveSentence(pages.book.map.text, pages.book.map.paragraphs, at, step, lang))
    },
    [pages, at, lang, go]
  )
  const extend = useCallback(
    (step: 1 | -1) => {
      if (!pages || !at) return
      const next = extendSentence(pages.book.map.text, pages.book.map.paragraphs, at, step, lang)
      // What is new is spoken, not the whole again.
      const added =
        next.end > at.end
          ? { start: at.end, end: next.end }
          : next.start < at.start
            ? { start: next.start, end: at.start }
            : next
      go(next, added)
    },
    [pages, at, lang, go]
  )
  const leave = useCallback(() => {
    setAt(undefined)
    announce('Reading cursor off')
  }, [])
  return { at, paragraph, sentence, extend, leave }
}
