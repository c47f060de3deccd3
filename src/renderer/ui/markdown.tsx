/** Markdown as it was typed → what it means. No HTML of the writer's gets through; links are handed out. */
import { useLayoutEffect, useMemo, useRef, type ReactNode } from 'react'
import css from './markdown.module.css'
import { cx } from './cx'
import { markdownFragment, markdownToHtml } from './markdown-html'
import { fillTex } from './tex'
import { useLinkClicks } from './use-link-clicks'

export { WIKI } from './markdown-html'

/** Nodes for where no component stands: on paper. Formulas are drawn where the page has drawn one before. */
export function renderMarkdown(text: string): DocumentFragment {
  const content = document.importNode(markdownFragment(text), true)
  fillTex(content)
  return content
}

export function Markdown(props: {
  text: string
  /** An address, or with `wiki` also `carrel:` and what a `[[…]]` names. */
  onLink(url: string): void
  /** `[[…]]` are links. */
  wiki?: boolean | undefined
  className?: string | undefined
}): ReactNode {
  const { text, wiki } = props
  const html = useMemo(() => markdownToHtml(text, { wiki }), [text, wiki])
  const content = useRef<HTMLDivElement>(null)
  useLinkClicks(content, props.onLink)
  useLayoutEffect(() => {
    if (content.current) fillTex(content.current)
  }, [html])
  return (
    <div
      ref={content}
      className={cx(css['markdown'], props.className)}
      dir="auto"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
