/** Opens a PDF and keeps its pages on screen; what changes as one scrolls is told by numbers that grow. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Surface } from '../pane/surface'
import { Book, readBookText, type BookText, type PageLink } from './book'
import type { Layout, ViewOptions } from './layout'
import { PageList } from './page-list'
import { openPdf, type OpenedPdf } from './pdfjs'

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

/** The file as it came in, from the host: bytes, not base64 in pieces; not kept in the browser's cache. */
async function fetchSource(name: string): Promise<Uint8Array> {
  const answer = await fetch(`asset/${name}`, { cache: 'no-store' })
  if (answer.status === 404) throw new Error('The original is missing from the library folder.')
  if (!answer.ok) throw new Error('The original could not be read from the library folder.')
  return new Uint8Array(await answer.arrayBuffer())
}

/** `html`: undefined while it is on its way. The file does not wait for it. */
export function useBook(
  source: string,
  html: string | undefined
): { book: Book | undefined; error: string | undefined } {
  const [opened, setOpened] = useState<OpenedPdf>()
  const [text, setText] = useState<BookText>()
  const [error, setError] = useState<string>()
  useEffect(() => {
    let gone = false
    let close: (() => void) | undefined
    openPdf(fetchSource(source)).then(
      (made) => {
        close = made.close
        if (gone) made.close()
        else setOpened(made)
      },
      (reason: unknown) => {
        if (!gone) setError(reason instanceof Error ? reason.message : String(reason))
      }
    )
    return () => {
      gone = true
      close?.()
    }
  }, [source])
  useEffect(() => {
    if (html !== undefined) setText(readBookText(html))
  }, [html])
  const book = useMemo(() => (opened && text ? new Book(opened, text) : undefined), [opened, text])
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
    // Hundreds of questions to the worker, which has the page to draw that the person is waiting for.
    void pages.list.begun.then(async () => {
      const differs = await pages.book.measure()
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
