/** Opens the article's HTML in the shadow root of an element, once. */
import { useEffect, useState, type RefObject } from 'react'
import type { Article } from '#shared/contract/records'
import { openDocument, type ReadingDoc } from './article/reading-doc'
import { clearPaint } from './highlights/paint'

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
