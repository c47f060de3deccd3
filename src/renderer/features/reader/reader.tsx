/** The reading pane: what is asked of the core for one article, and what stands there until it answers. */
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useArticle, useBody } from '../../api/queries'
import { Button } from '../../ui/button'
import { Skeleton } from '../../ui/skeleton'
import { CarrelError } from '#shared/contract/errors'
import { commandRegistry } from '../../ui/commands'
import { PdfModeSwitch, type PdfMode } from './pdf/pdf-bar'
import type { ReaderProps } from './props'
import { ReaderPane } from './reader-pane'
import css from './reader.module.css'

// pdf.js and its view come with the first PDF.
const PdfPane = lazy(() => import('./pdf/pdf-pane').then((m) => ({ default: m.PdfPane })))

export function Reader(props: ReaderProps): ReactNode {
  const article = useArticle(props.articleId)
  const newest = article.data?.snapshots.at(-1)?.html
  const hasText = newest !== undefined
  const body = useBody(props.articleId, newest)
  /** PDFs that the person reads as text, for as long as the window is open. */
  const [asText, setAsText] = useState<ReadonlySet<string>>(new Set())
  const error = article.error ?? body.error

  if (error !== null)
    return (
      <ReaderError
        {...props}
        error={error}
        gone={article.error instanceof CarrelError && article.error.code === 'NOT_FOUND'}
        retry={() => void article.refetch().then(() => body.refetch())}
      />
    )
  const opening = (
    <main className={css['reader']} aria-label="Reader" data-pane="reader" aria-busy="true">
      <div className={css['loading']}>
        <Skeleton title lines={9} label="Opening the article" />
      </div>
    </main>
  )
  if (!article.data || (hasText && !body.data)) return opening
  const { snapshot } = body.data ?? {}
  // Before it was written down, the file's name told.
  const isPdf = snapshot?.source !== undefined && (snapshot.pdf ?? /\.pdf$/i.test(snapshot.origin ?? ''))
  const show = (mode: PdfMode): void => {
    const others = [...asText].filter((id) => id !== props.articleId)
    setAsText(new Set(mode === 'text' ? [...others, props.articleId] : others))
  }
  // Another article or another snapshot of it is another document: nothing is carried over.
  const key = `${props.articleId} ${body.data?.snapshot.html ?? ''}`
  if (isPdf && snapshot && body.data && !asText.has(props.articleId))
    return (
      <Suspense fallback={opening}>
        <PdfPane
          key={key}
          {...props}
          article={article.data}
          html={body.data.html}
          snapshot={snapshot.html}
          onMode={show}
        />
      </Suspense>
    )
  return (
    <ReaderPane
      key={key}
      {...props}
      article={article.data}
      html={body.data?.html}
      toPages={
        isPdf ? (
          <div className={css['modes']}>
            <PdfModeSwitch mode="text" onMode={show} />
          </div>
        ) : undefined
      }
    />
  )
}

function ReaderError(
  props: ReaderProps & { error: unknown; /** The article, not its text. */ gone: boolean; retry(): void }
): ReactNode {
  const { gone } = props
  const message = props.error instanceof Error ? props.error.message : String(props.error)
  return (
    <main className={css['reader']} aria-label="Reader" data-pane="reader">
      <div className={css['message']} role="alert">
        <h1>{gone ? 'This article is not here.' : 'We couldn’t read the text of this article.'}</h1>
        <p>
          {gone
            ? 'It may have been removed in another window, or for good from the trash.'
            : 'Its saved text is missing or damaged. Your tags and notes are kept; you can add the text another way.'}
        </p>
        <div className={css['ways']}>
          {gone ? (
            <Button variant="primary" onClick={props.onBack}>
              Back to the list
            </Button>
          ) : (
            <>
              <Button variant="primary" onClick={() => commandRegistry.run('article.give-file')}>
                Choose a file…
              </Button>
              <Button onClick={() => commandRegistry.run('article.give-text')}>Paste text</Button>
              <Button onClick={() => commandRegistry.run('article.saved-original')}>
                Open the saved copy
              </Button>
              <Button onClick={props.retry}>Try again</Button>
            </>
          )}
        </div>
        <details className={css['details']}>
          <summary>Details</summary>
          <p>{message}</p>
        </details>
      </div>
    </main>
  )
}
