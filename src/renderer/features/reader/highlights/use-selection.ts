/** What is selected in the article, as offsets of its text. */
import { useCallback, useEffect, useState } from 'react'
import type { RectLike } from '../../../ui/anchor'
import type { ReadingDoc } from '../article/reading-doc'

export interface TextSelection {
  start: number
  end: number
  text: string
  /** As high as its first line, as wide as all of it, in the viewport. */
  rect: RectLike
}

/** Chrome's own selection of a shadow root; not in the standard, and all our hosts are Chromium. */
interface SelectableRoot extends ShadowRoot {
  getSelection?(): Selection | null
}

export function rootSelection(doc: ReadingDoc): Selection | null {
  const root: SelectableRoot = doc.root
  return root.getSelection?.() ?? null
}

/**
 * The selection as a range, wholly inside the article; collapsed when nothing is selected. Made from its two ends:
 * older Chromium calls every selection of a shadow root collapsed.
 */
export function rootRange(doc: ReadingDoc): Range | undefined {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = rootSelection(doc) ?? {}
  if (!anchorNode || !focusNode || anchorOffset === undefined || focusOffset === undefined) return undefined
  if (!doc.body.contains(anchorNode) || !doc.body.contains(focusNode)) return undefined
  const range = document.createRange()
  range.setStart(anchorNode, anchorOffset)
  // An end before the start takes the start along: then it was selected backwards.
  range.setEnd(focusNode, focusOffset)
  if (range.collapsed) range.setEnd(anchorNode, anchorOffset)
  return range
}

/** What is selected, without white space at its ends. */
export function selectedRange(doc: ReadingDoc): { start: number; end: number; range: Range } | undefined {
  const range = rootRange(doc)
  if (!range || range.collapsed) return undefined
  let start = doc.map.offsetOf(range.startContainer, range.startOffset)
  let end = doc.map.offsetOf(range.endContainer, range.endOffset)
  while (start < end && /\s/.test(doc.map.text.charAt(start))) start++
  while (end > start && /\s/.test(doc.map.text.charAt(end - 1))) end--
  return start < end ? { start, end, range } : undefined
}

export function useSelection(doc: ReadingDoc | undefined): {
  selection: TextSelection | undefined
  /** Takes the selection away from the page too. */
  clear(): void
} {
  const [selection, setSelection] = useState<TextSelection>()

  useEffect(() => {
    if (!doc) return undefined
    let pressed = false
    const read = (): void => {
      const found = selectedRange(doc)
      if (!found) {
        setSelection(undefined)
        return
      }
      const { start, end, range } = found
      const rects = [...range.getClientRects()].filter((r) => r.width > 0)
      const { x, y: top, width, height: whole } = range.getBoundingClientRect()
      const { y, height } = rects[0] ?? { y: top, height: whole }
      const text = doc.map.text.slice(start, end)
      setSelection((old) =>
        old && old.start === start && old.end === end && old.rect.y === y && old.rect.x === x
          ? old
          : { start, end, text, rect: { x, y, width, height } }
      )
    }
    const down = (): void => {
      pressed = true
    }
    const up = (): void => {
      pressed = false
      // The browser settles the selection after the event.
      setTimeout(read, 0)
    }
    const changed = (): void => {
      if (!pressed) read()
      else if (!selectedRange(doc)) setSelection(undefined)
    }
    doc.host.addEventListener('pointerdown', down)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', up)
    document.addEventListener('selectionchange', changed)
    window.addEventListener('scroll', changed, true)
    window.addEventListener('resize', changed)
    return () => {
      doc.host.removeEventListener('pointerdown', down)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', up)
      document.removeEventListener('selectionchange', changed)
      window.removeEventListener('scroll', changed, true)
      window.removeEventListener('resize', changed)
    }
  }, [doc])

  const clear = useCallback(() => {
    if (doc) rootSelection(doc)?.removeAllRanges()
    setSelection(undefined)
  }, [doc])
  return { selection, clear }
}
