/** Where the person is: the page and how far down it; saved a second after scrolling stops, and when it is left. */
import { useEffect, useRef, useState } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../../api/context'
import type { Book, Spot } from './book'
import type { Pages } from './use-pages'

const SAVE_AFTER_MS = 1000
/** A last page that is only opened and left has not been read. */
const END_AFTER_MS = 3000

export function usePdfPlace(
  pages: Pages | undefined,
  scroller: HTMLElement | null,
  article: Article,
  jumping: boolean
): { progress: number } {
  const { call, report } = useApi()
  const [progress, setProgress] = useState(article.progress)
  const opened = useRef({ article, jumping })

  useEffect(() => {
    if (!pages || !scroller) return undefined
    const { book, list } = pages
    const { id, progress: known } = opened.current.article
    let furthest = known
    let saved = ''
    let dirty = false
    let saveTimer: ReturnType<typeof setTimeout> | undefined
    let endTimer: ReturnType<typeof setTimeout> | undefined
    const save = (): void => {
      clearTimeout(saveTimer)
      if (!dirty) return
      dirty = false
      const { page, share } = list.place()
      const at = Math.round((page + Math.min(0.999, share)) * 1000) / 1000
      furthest = Math.max(furthest, Math.min(1, (at - 1) / book.count))
      if (saved === `${at} ${furthest}`) return
      saved = `${at} ${furthest}`
      setProgress(furthest)
      const place = Math.min(book.starts.startOf(page), Math.max(0, book.map.text.length - 1))
      call['articles.place']({ id, place, progress: furthest, page: at }).catch(report)
    }
    const moved = (): void => {
      dirty = true
      clearTimeout(saveTimer)
      saveTimer = setTimeout(save, SAVE_AFTER_MS)
      clearTimeout(endTimer)
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 40)
        endTimer = setTimeout(() => {
          furthest = 1
          dirty = true
          save()
        }, END_AFTER_MS)
    }
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') save()
    }
    const start = opened.current.jumping ? undefined : startAt(opened.current.article, book)
    if (start) list.show(start)
    // Opening is worth remembering too: it is no longer unread.
    moved()
    scroller.addEventListener('scroll', moved, { passive: true })
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', save)
    return () => {
      save()
      clearTimeout(endTimer)
      scroller.removeEventListener('scroll', moved)
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', save)
    }
  }, [pages, scroller, call, report])
  return { progress }
}

/** The page that was left, unless the person has read on in the text since. */
function startAt(article: Article, book: Book): Spot | undefined {
  const { place, page } = article
  const byText = place === undefined || place === 0 ? undefined : book.guess(place)
  if (page === undefined) return byText
  const number = Math.min(book.count, Math.floor(page))
  const near = !byText || Math.abs(byText.page - number) <= 1 || book.starts.startOf(number) === place
  return near ? { page: number, share: page - Math.floor(page) } : byText
}
