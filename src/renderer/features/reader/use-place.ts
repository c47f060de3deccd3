/**
 * Where the person is: the text offset of the first line on screen, so that it survives any size of window and type.
 * Saved a second after scrolling stops, and at once when the page is left. What has passed the top edge counts as
 * read; at the end, all of it, once the last screen was looked at for a while.
 */
import { useEffect, useRef, useState } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../api/context'
import { offsetAtY, scrollToOffset, TOP_MARGIN } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'

const SAVE_AFTER_MS = 1000
/** A last screen that is only opened and left has not been read. */
const END_AFTER_MS = 3000

export function usePlace(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  article: Article,
  /** A jump decides where to stand: the remembered place is not restored. */
  jumping: boolean
): { progress: number } {
  const { call, report } = useApi()
  const [progress, setProgress] = useState(article.progress)
  // As it was when it was opened: the place is restored once for a document.
  const opened = useRef({ article, jumping })

  useEffect(() => {
    if (!doc || !scroller) return undefined
    const { id, place, progress: known } = opened.current.article
    let furthest = known
    let saved = -1
    let dirty = false
    let saveTimer: ReturnType<typeof setTimeout> | undefined
    let endTimer: ReturnType<typeof setTimeout> | undefined
    const { text } = doc.map

    const topOffset = (): number =>
      scroller.scrollTop < 8 ? 0 : offsetAtY(doc, scroller.getBoundingClientRect().top + TOP_MARGIN)
    const save = (): void => {
      clearTimeout(saveTimer)
      if (!dirty) return
      dirty = false
      const offset = topOffset()
      if (text.length > 0) furthest = Math.max(furthest, Math.min(1, offset / text.length))
      if (offset === saved && furthest === known) return
      saved = offset
      setProgress(furthest)
      call['articles.place']({ id, place: offset, progress: furthest }).catch(report)
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

    if (!opened.current.jumping && place !== undefined && place > 0 && place < text.length)
      scrollToOffset(scroller, doc, place, TOP_MARGIN)
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
  }, [doc, scroller, call, report])

  return { progress }
}
