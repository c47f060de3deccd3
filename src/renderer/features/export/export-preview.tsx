/** The first entries as they will be, in a frame of their own in which nothing can run. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useRef, type ReactNode } from 'react'
import type { ExportScope, RememberedExport } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { asked } from './run'
import css from './export-dialog.module.css'

const FIRST = 5

export function ExportPreview(props: { scope: ExportScope; choice: RememberedExport }): ReactNode {
  const { scope, choice } = props
  const { call } = useApi()
  const request = { ...asked(scope, choice), format: 'html' as const, limit: FIRST }
  const { data, error } = useQuery({
    queryKey: ['export-preview', request],
    queryFn: () => call['exchange.export'](request),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0
  })
  const page = useMemo(() => (data === undefined ? undefined : apart(data.text)), [data])
  const frame = useRef<HTMLIFrameElement>(null)

  /** Our page's policy, which the frame inherits, forbids style in the text; a sheet made by us is allowed. */
  const dress = (): void => {
    const view = frame.current?.contentWindow as (Window & typeof globalThis) | null | undefined
    if (!view || !page) return
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(`${page.style}\nbody{padding:1rem;font-size:13px}h1{font-size:1.4rem}`)
    view.document.adoptedStyleSheets = [sheet]
  }
  if (error) return <p className={css['failed']}>{error.message}</p>
  return (
    <iframe
      ref={frame}
      className={css['preview']}
      title="Preview of the first entries"
      sandbox="allow-same-origin"
      srcDoc={page?.html ?? ''}
      onLoad={dress}
    />
  )
}

/** The document without its style and policy, and the style. */
function apart(text: string): { html: string; style: string } {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const style = page.querySelector('style')?.textContent ?? ''
  for (const part of page.querySelectorAll('style, meta[http-equiv]')) part.remove()
  // A link would take the frame away from what it shows.
  for (const link of page.querySelectorAll('a[href]')) link.removeAttribute('href')
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, style }
}
