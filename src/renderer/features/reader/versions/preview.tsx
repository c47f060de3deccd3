/** A reading text in a frame of its own on the page: the reader's own rendering, only to be looked at. */
import { useEffect, useRef, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { openDocument } from '../article/reading-doc'
import css from './versions.module.css'

const SCROLLS = 0

export function Preview(props: { html: string; article: Article; label: string }): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const { html } = props
  const { title, lang } = props.article
  useEffect(() => {
    if (!host.current) return
    const { root } = openDocument(host.current, html, { title, lang })
    // Its links lead nowhere from here: this is to be looked at, not read.
    for (const link of root.querySelectorAll('a[href]')) link.removeAttribute('href')
    for (const stop of root.querySelectorAll('[tabindex]')) stop.removeAttribute('tabindex')
  }, [html, title, lang])
  return (
    <div className={css['preview']} tabIndex={SCROLLS} role="region" aria-label={props.label}>
      <div ref={host} lang={lang} />
    </div>
  )
}
