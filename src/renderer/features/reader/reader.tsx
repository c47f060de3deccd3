/** The reading pane: what is asked of the core for one article, and what stands there until it answers. */
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { Snapshot } from '#shared/contract/records'
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
  const newest = article.data?.snapshots.at(-1)
  const body = useBody(props.articleId, newest?.html)
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
  if (!article.data) return opening
  const source = newest && pdfOf(newest)
  const show = (mode: PdfMode): void => {
    const others = [...asText].filter((id) => id !== props.articleId)
    setAsText(new Set(mode === 'text' ? [...others, props.articleId] : others))
  }
  // Another article or another snapshot of it is another document: nothing is carried over.
  const key = `${props.articleId} ${newest?.html ?? ''}`
  if (source !== undefined && !asText.has(props.articleId))
    return (
      <Suspense fallback={opening}>
        <PdfPane
          key={key}
          {...props}
          article={article.data}
          html={body.data?.html}
          source={source}
          onMode={show}
        />
      </Suspense>
    )
  if (newest && !body.data) return opening
  return (
    <ReaderPane
      key={key}
      {...props}
      article={article.data}
      html={body.data?.html}
      toPages={
        source !== undefined ? (
          <div className={css['modes']}>
            <PdfModeSwitch mode="text" onMode={show} />
          </div>
        ) : undefined
      }
    />
  )
}

/** The file of a snapshot that has pages. */
function pdfOf({ source, pdf, origin }: Snapshot): string | undefined {
  // Before it was written down, the file's name told.
  return (pdf ?? /\.pdf$/i.test(origin ?? '')) ? source : undefined
}
