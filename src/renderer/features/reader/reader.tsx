/** The reading pane: what is asked of the core for one article, and what stands there until it answers. */
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useArticle, useBody } from '../../api/queries'
import { Skeleton } from '../../ui/skeleton'
import { LostArticle, LostText } from './lost'
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
  const retry = (): void => void article.refetch().then(() => body.refetch())

  if (article.error !== null) return <LostArticle {...props} error={article.error} retry={retry} />
  if (article.data && body.error !== null)
    return (
      <ReaderPane
        key={`${props.articleId} lost`}
        {...props}
        article={article.data}
        html={undefined}
        lost={<LostText error={body.error} retry={retry} />}
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
