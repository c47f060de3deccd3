/** Markdown as it was typed → what it means. No HTML of the writer's gets through; links are handed out. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import createDOMPurify from 'dompurify'
import { useMemo, type ReactNode } from 'react'
import css from './markdown.module.css'
import { cx } from './cx'

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

export function Markdown(props: {
  text: string
  onLink(url: string): void
  className?: string | undefined
}): ReactNode {
  const html = useMemo(() => markdownToHtml(props.text), [props.text])
  return (
    <div
      className={cx(css['markdown'], props.className)}
      dir="auto"
      onClick={(event) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null
        if (!link) return
        event.preventDefault()
        event.stopPropagation()
        const href = link.getAttribute('href')
        if (href !== null) props.onLink(href)
      }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
