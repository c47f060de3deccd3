/**
 * Where the person is: the text offset of the first line on screen, so that it survives any size of window and type.
 * Saved a second after scrolling stops, and at once when the page is left. What stood on screen long enough to be read
 * counts as read. When the size changes, the same line stays.
 */
import { useEffect, useRef, useState } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../api/context'
import { offsetAtY, scrollToOffset, TOP_MARGIN } from './article/geometry'
import type { ReadingDoc } from './article/reading-doc'
import { ReadShare } from './progress'

const SAVE_AFTER_MS = 1000
const LINE_AFTER_MS = 150
const LOOK_MS = 1000
/** Nobody has touched anything for so long: nobody is reading. */
const AWAY_MS = 120_000
/** A last line or two below the edge are read as well. */
const NEARLY_ALL = 0.97

export function usePlace(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  article: Article,
  /** A jump decides where to stand: the remembered place is not restored. */
  jumping: boolean,
  /** Changes when the text may have moved. */
  version: string
): { progress: number } {
  const { call, report } = useApi()
  const [progress, setProgress] = useState(article.progress)
  // As it was when it was opened: the place is restored once for a document.
  const opened = useRef({ article, jumping })
  /** The line at the top, as it was when scrolling last stopped. */
  const line = useRef<number>(undefined)

  useEffect(() => {
    if (!doc || !scroller) return undefined
    const { id, place, progress: known } = opened.current.article
    const read = new ReadShare(doc.map.text.length, known)
    let furthest = known
    let saved = -1
    let touched = Date.now()
    let dirty = false
    let saveTimer: ReturnType<typeof setTimeout> | undefined
    let lineTimer: ReturnType<typeof setTimeout> | undefined
    const { text } = doc.map

    const topOffset = (): number =>
      scroller.scrollTop < 8 ? 0 : offsetAtY(doc, scroller.getBoundingClientRect().top + TOP_MARGIN)
    const save = (): void => {
      clearTimeout(saveTimer)
      saveTimer = undefined
      if (!dirty) return
      dirty = false
      const offset = topOffset()
      if (offset === saved && furthest === known) return
      saved = offset
      setProgress(furthest)
      call['articles.place']({ id, place: offset, progress: furthest }).catch(report)
    }
    const look = (): void => {
      if (document.visibilityState === 'hidden' || Date.now() - touched > AWAY_MS) return
      const { top, bottom } = scroller.getBoundingClientRect()
      read.look(offsetAtY(doc, top), offsetAtY(doc, bottom) || text.length, LOOK_MS / 1000)
      const share = read.share >= NEARLY_ALL ? 1 : read.share
      if (share <= furthest) return
      furthest = share
      dirty = true
      // Every few screens, not every second.
      saveTimer ??= setTimeout(save, SAVE_AFTER_MS * 5)
    }
    const touch = (): void => {
      touched = Date.now()
    }
    const moved = (): void => {
      touch()
      dirty = true
      clearTimeout(saveTimer)
      saveTimer = setTimeout(save, SAVE_AFTER_MS)
      clearTimeout(lineTimer)
      lineTimer = setTimeout(() => (line.current = topOffset()), LINE_AFTER_MS)
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
    window.addEventListener('keydown', touch)
    window.addEventListener('pointermove', touch)
    const looking = setInterval(look, LOOK_MS)
    return () => {
      save()
      clearInterval(looking)
      clearTimeout(lineTimer)
      window.removeEventListener('keydown', touch)
      window.removeEventListener('pointermove', touch)
      scroller.removeEventListener('scroll', moved)
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', save)
    }
  }, [doc, scroller, call, report])

  const shown = useRef({ doc, version })
  useEffect(() => {
    const before = shown.current
    shown.current = { doc, version }
    // Only what was on screen before has a line to keep.
    if (!doc || !scroller || before.doc !== doc || before.version === version) return
    if (line.current !== undefined && line.current > 0)
      scrollToOffset(scroller, doc, line.current, TOP_MARGIN)
  }, [doc, scroller, version])

  return { progress }
}
