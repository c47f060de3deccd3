/** Opens a PDF and keeps its pages on screen; what changes as one scrolls is told by numbers that grow. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CarrelClient } from '#shared/contract/index'
import { useApi } from '../../../api/context'
import type { Surface } from '../pane/surface'
import { Book, type PageLink } from './book'
import type { Layout, ViewOptions } from './layout'
import { PageList } from './page-list'

export interface Pages {
  book: Book
  list: PageList
}
export interface PagesState {
  book: Book | undefined
  pages: Pages | undefined
  error: string | undefined
  /** Grows when other pages exist, or their text has come. */
  version: number
  layout: Layout | undefined
  /** The page that has most of the screen. */
  current: number
}

/** The file, in the pieces in which it crosses the contract. */
async function readSource(call: CarrelClient, id: string, snapshot: string): Promise<Uint8Array> {
  let whole: Uint8Array | undefined
  for (let from = 0; ;) {
    const { data, size } = await call['articles.source']({ id, snapshot, from })
    whole ??= new Uint8Array(size)
    const text = atob(data)
    for (let i = 0; i < text.length; i++) whole[from + i] = text.charCodeAt(i)
    from += text.length
    if (from >= size || text.length === 0) return whole
  }
}

export function useBook(
  id: string,
  snapshot: string,
  html: string
): { book: Book | undefined; error: string | undefined } {
  const { call } = useApi()
  const [book, setBook] = useState<Book>()
  const [error, setError] = useState<string>()
  useEffect(() => {
    let gone = false
    let opened: Book | undefined
    readSource(call, id, snapshot)
      .then((bytes) => Book.open(bytes, html))
      .then(
        (made) => {
          opened = made
          if (gone) made.close()
          else setBook(made)
        },
        (reason: unknown) => {
          if (!gone) setError(reason instanceof Error ? reason.message : String(reason))
        }
      )
    return () => {
      gone = true
      opened?.close()
    }
  }, [call, id, snapshot, html])
  return { book, error }
}

export function usePages(
  book: Book | undefined,
  scroller: HTMLElement | null,
  body: HTMLElement | null,
  view: ViewOptions | undefined,
  onLink: (link: PageLink) => void
): Omit<PagesState, 'error' | 'book'> {
  const [pages, setPages] = useState<Pages>()
  const [version, setVersion] = useState(0)
  const [layout, setLayout] = useState<Layout>()
  const [current, setCurrent] = useState(1)
  const [link] = useState(() => ({ follow: onLink }))
  useEffect(() => {
    link.follow = onLink
  })
  const latest = useRef(view)
  useEffect(() => {
    latest.current = view
  })
  const ready = view !== undefined

  useEffect(() => {
    const start = latest.current
    if (!book || !scroller || !body || !ready || !start || pages) return
    const list = new PageList(book, scroller, body, start, {
      onPages: () => setVersion((v) => v + 1),
      onLayout: setLayout,
      onLink: (l) => link.follow(l)
    })
    setPages({ book, list })
  }, [book, scroller, body, ready, pages, link])
  useEffect(() => {
    if (!pages || !scroller) return undefined
    const moved = (): void => setCurrent(pages.list.current())
    moved()
    scroller.addEventListener('scroll', moved, { passive: true })
    return () => scroller.removeEventListener('scroll', moved)
  }, [pages, scroller, layout])
  useEffect(() => () => pages?.list.close(), [pages])
  useEffect(() => {
    if (pages && view) pages.list.setView(view)
  }, [pages, view])
  useEffect(() => {
    if (!pages) return
    void pages.book.measure().then((differs) => {
      const now = latest.current
      if (differs && now) pages.list.setView(now)
    })
  }, [pages, latest])
  return { pages, version, layout, current }
}

/** The text of the article behind the pages, for find and the reading cursor. */
export function usePagesSurface(
  pages: Pages | undefined,
  reveal: (start: number, end: number) => void
): Surface | undefined {
  return useMemo(() => {
    if (!pages) return undefined
    const { map, starts } = pages.book
    return {
      text: map.text,
      paragraphs: map.paragraphs,
      top: () => starts.startOf(pages.list.current()),
      reveal
    }
  }, [pages, reveal])
}
