/** A note of the article itself, beside the line that refers to it. */
import { useEffect, useRef, type ReactNode } from 'react'
import type { Footnote } from '../article/footnotes'
import { useLinkClicks } from '../../../ui/use-link-clicks'
import css from './margin.module.css'

export function FootnoteCard(props: { footnote: Footnote; onLink(url: string): void }): ReactNode {
  const content = useRef<HTMLDivElement>(null)
  const { footnote, onLink } = props
  useLinkClicks(content, onLink)
  useEffect(() => {
    // The nodes come out of the article, sanitised twice already.
    content.current?.replaceChildren(footnote.content.cloneNode(true))
  }, [footnote])
  return (
    <aside className={css['footnote']} dir="auto" aria-label={`Footnote ${footnote.mark}`}>
      <sup className={css['mark']}>{footnote.mark}</sup>
      <div ref={content} dir="auto" />
    </aside>
  )
}
