/** A note of the article itself, beside the line that refers to it. */
import { useEffect, useRef, type ReactNode } from 'react'
import type { Footnote } from '../article/footnotes'
import css from './margin.module.css'

export function FootnoteCard(props: { footnote: Footnote; onLink(url: string): void }): ReactNode {
  const content = useRef<HTMLDivElement>(null)
  const { footnote, onLink } = props
  useEffect(() => {
    // The nodes come out of the article, sanitised twice already.
    content.current?.replaceChildren(footnote.content.cloneNode(true))
  }, [footnote])
  return (
    <aside className={css['footnote']} aria-label={`Footnote ${footnote.mark}`}>
      <sup className={css['mark']}>{footnote.mark}</sup>
      <div
        ref={content}
        dir="auto"
        onClick={(event) => {
          const link = event.target instanceof Element ? event.target.closest('a') : null
          if (!link) return
          event.preventDefault()
          const href = link.getAttribute('href')
          if (href !== null && !href.startsWith('#')) onLink(href)
        }}
      />
    </aside>
  )
}
