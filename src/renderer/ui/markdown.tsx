/** Markdown as it was typed → what it means. No HTML of the writer's gets through; links are handed out. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import createDOMPurify from 'dompurify'
import { useMemo, useRef, type ReactNode } from 'react'
import css from './markdown.module.css'
import { cx } from './cx'
import { useLinkClicks } from './use-link-clicks'

let purify: ReturnType<typeof createDOMPurify> | undefined

/** Safe HTML. */
export function markdownToHtml(text: string): string {
  purify ??= createDOMPurify(window)
  return purify.sanitize(micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }), {
    ALLOWED_TAGS:
      'p br em strong del code pre blockquote ul ol li a h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td sup sub'.split(
        ' '
      ),
    ALLOWED_ATTR: ['href', 'title', 'start', 'align'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i
  })
}

/** The same as nodes, for where no component stands: on paper. */
export function renderMarkdown(text: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = markdownToHtml(text)
  return template.content
}

export function Markdown(props: {
  text: string
  onLink(url: string): void
  className?: string | undefined
}): ReactNode {
  const html = useMemo(() => markdownToHtml(props.text), [props.text])
  const content = useRef<HTMLDivElement>(null)
  useLinkClicks(content, props.onLink)
  return (
    <div
      ref={content}
      className={cx(css['markdown'], props.className)}
      dir="auto"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
