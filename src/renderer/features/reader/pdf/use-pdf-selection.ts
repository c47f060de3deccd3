/**
 * What is selected on the pages, as a range of the article's text. While the mouse drags, an invisible block directly
 * after the moving end catches the blank parts of a page; without it the selection jumps to the end of the page.
 */
import { useCallback, useEffect, useState } from 'react'
import type { PageArea } from '#shared/contract/records'
import type { TextSelection } from '../highlights/use-selection'
import type { Pages } from './use-pages'

export interface PageSelection extends TextSelection {
  /** Words that are not in the article's text (a running head): marked as a part of the page. */
  region: string | undefined
  areas: PageArea[]
}

export function usePdfSelection(pages: Pages | undefined): {
  selection: PageSelection | undefined
  clear(): void
} {
  const [selection, setSelection] = useState<PageSelection>()
  useEffect(() => {
    if (!pages) return undefined
    let pressed: HTMLElement | undefined
    const read = (): void => setSelection(selectionOn(pages))
    const down = (event: PointerEvent): void => {
      const layer = event.target instanceof Element ? event.target.closest<HTMLElement>('.textLayer') : null
      pressed = layer ?? undefined
      layer?.classList.add('pdf-selecting')
    }
    const up = (): void => {
      for (const el of document.querySelectorAll('.pdf-selecting')) el.classList.remove('pdf-selecting')
      pressed = undefined
      // The browser settles the selection after the event.
      setTimeout(read, 0)
    }
    const changed = (): void => {
      hold(pages)
      if (pressed) moveEnd()
      else read()
    }
    document.addEventListener('pointerdown', down)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', up)
    document.addEventListener('selectionchange', changed)
    window.addEventListener('scroll', changed, true)
    return () => {
      document.removeEventListener('pointerdown', down)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', up)
      document.removeEventListener('selectionchange', changed)
      window.removeEventListener('scroll', changed, true)
    }
  }, [pages])
  const clear = useCallback(() => {
    document.getSelection()?.removeAllRanges()
    setSelection(undefined)
  }, [])
  return { selection, clear }
}

/** The text layer's child that holds a node. */
function childOf(node: Node | null): HTMLElement | undefined {
  const element = node instanceof HTMLElement ? node : (node?.parentElement ?? undefined)
  return element?.closest<HTMLElement>('.textLayer > *') ?? undefined
}

function hold(pages: Pages): void {
  const chosen = document.getSelection()
  const held = new Set<number>()
  if (chosen && !chosen.isCollapsed)
    for (const node of [chosen.anchorNode, chosen.focusNode]) {
      const page = childOf(node)?.closest<HTMLElement>('.pdf-page')?.dataset['page']
      if (page !== undefined) held.add(Number(page))
    }
  pages.list.held = held
}

function moveEnd(): void {
  const chosen = document.getSelection()
  if (!chosen || chosen.isCollapsed || !chosen.anchorNode || !chosen.focusNode) return
  const focus = childOf(chosen.focusNode)
  const layer = focus?.parentElement
  if (!focus || !layer || focus.className === 'pdf-end') return
  layer.classList.add('pdf-selecting')
  const end = layer.querySelector('.pdf-end')
  const back =
    (chosen.anchorNode.compareDocumentPosition(chosen.focusNode) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  if (!end || end === (back ? focus.previousSibling : focus.nextSibling)) return
  if (back) focus.before(end)
  else focus.after(end)
}

function selectionOn({ list, book }: Pages): PageSelection | undefined {
  const chosen = document.getSelection()
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return undefined
  const range = chosen.getRangeAt(0)
  let start = Infinity
  let end = -1
  let raw = ''
  const areas: PageArea[] = []
  for (const page of [...list.pages.values()].sort((a, b) => a.number - b.number)) {
    if (!page.content || !range.intersectsNode(page.element)) continue
    const from = page.offsetOf(range.startContainer, range.startOffset) ?? 0
    const to = page.offsetOf(range.endContainer, range.endOffset) ?? page.content.page.text.length
    if (to <= from) continue
    raw += page.content.page.text.slice(from, to)
    areas.push({ page: page.number, rects: page.rectsOnPage({ start: from, end: to }) })
    const found = page.content.page.toArticle(from, to)
    if (!found) continue
    start = Math.min(start, found.start)
    end = Math.max(end, found.end)
  }
  const words = raw.replace(/\s+/g, ' ').trim()
  if (words === '') return undefined
  const box = [...range.getClientRects()].find((r) => r.width > 0) ?? range.getBoundingClientRect()
  const rect = { x: box.x, y: box.y, width: box.width, height: box.height }
  if (end > start)
    return { start, end, text: book.map.text.slice(start, end), rect, region: undefined, areas }
  const at = Math.min(book.starts.startOf(areas[0]?.page ?? 1), Math.max(0, book.map.text.length - 1))
  return { start: at, end: at + 1, text: words, rect, region: words.slice(0, 2000), areas }
}
