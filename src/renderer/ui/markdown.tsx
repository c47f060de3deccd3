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

/** The sign before what a `[[…]]` names, in the links handed to `onLink`. */
export const WIKI = 'carrel:'

const WIKI_LINK = /\[\[([^[\]|\n]{1,2100})(?:\|([^[\]\n]{0,2000}))?\]\]/g

/** Makes links of the `[[…]]` in sanitised HTML, outside of code. The target is a text, never HTML. */
function withWikiLinks(html: string): string {
  if (!html.includes('[[')) return html
  const box = document.createElement('template')
  box.innerHTML = html
  const walker = document.createTreeWalker(box.content, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let n = walker.nextNode(); n; n = walker.nextNode())
    if (n instanceof Text && n.data.includes('[[') && !n.parentElement?.closest('code, pre, a')) found.push(n)
  for (const text of found) {
    const parts: (string | Node)[] = []
    let at = 0
    for (const m of text.data.matchAll(WIKI_LINK)) {
      const link = document.createElement('a')
      link.setAttribute('href', WIKI + (m[1] ?? '').trim())
      link.textContent = (m[2] ?? '').trim() || (m[1] ?? '').trim()
      parts.push(text.data.slice(at, m.index), link)
      at = m.index + m[0].length
    }
    text.replaceWith(...parts, text.data.slice(at))
  }
  return box.innerHTML
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
  const html = useMemo(() => {
    const plain = markdownToHtml(text)
    return wiki === true ? withWikiLinks(plain) : plain
  }, [text, wiki])
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
