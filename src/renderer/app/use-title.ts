/** The window's title: the article, else the page. */
import { useEffect } from 'react'
import { useArticle } from '../api/queries'
import type { Page } from './routes'
import { usePageName } from './view-names'

export function useTitle(page: Page, article: string | undefined): void {
  const name = usePageName(page)
  const title = useArticle(article).data?.title
  const shown = article === undefined ? name : (title ?? name)
  useEffect(() => {
    document.title = shown === '' ? 'Carrel' : `${shown} · Carrel`
  }, [shown])
}
