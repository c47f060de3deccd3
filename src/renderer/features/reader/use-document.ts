/** Opens the article's HTML in the shadow root of an element, once. */
import { useEffect, useState, type RefObject } from 'react'
import type { Article } from '#shared/contract/records'
import { openDocument, type ReadingDoc } from './article/reading-doc'
import { copyWithoutHyphens, hyphenateDocument, hyphenatorFor } from './article/hyphenate'
import { clearPaint } from './highlights/paint'
import { rootRange } from './highlights/use-selection'

export function useDocument(
  host: RefObject<HTMLElement | null>,
  html: string | undefined,
  article: Article,
  scroller: HTMLElement | null
): ReadingDoc | undefined {
  const [doc, setDoc] = useState<ReadingDoc>()
  const { title, lang } = article
  useEffect(() => (doc && scroller ? doc.parts.watch(scroller) : undefined), [doc, scroller])
  useEffect(() => {
    if (!host.current || html === undefined) return undefined
    setDoc(openDocument(host.current, html, { title, lang }))
    return clearPaint
  }, [host, html, title, lang])
  return doc
}

/** Breaks words at the ends of lines by the rules of the text's language. They stay where they are when switched off. */
export function useHyphens(doc: ReadingDoc | undefined, lang: string | undefined, wanted: boolean): void {
  useEffect(() => {
    if (!doc || !wanted) return undefined
    let stop: (() => void) | undefined
    let gone = false
    // No patterns, or they cannot be loaded: the lines are ragged, and nothing else is lost.
    void hyphenatorFor(lang)?.then(
      (hyphenate) => {
        if (!gone) stop = hyphenateDocument(doc, hyphenate)
      },
      (error: unknown) => console.warn('no hyphenation', error)
    )
    const uncopy = copyWithoutHyphens(doc, () => rootRange(doc))
    return () => {
      gone = true
      stop?.()
      uncopy()
    }
  }, [doc, lang, wanted])
}
