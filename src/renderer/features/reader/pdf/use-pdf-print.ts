/** Printing a PDF by the host's own dialog, with its highlights on the pages and its notes after them. */
import { useEffect, useRef, type RefObject } from 'react'
import { useApi } from '../../../api/context'
import { dismissToasts, showToast } from '../../../ui/toasts'
import type { Placed } from '../highlights/placement'
import { marksOf } from './places'
import { clearPaper, fillPaper, numberNotes } from './print-pages'
import type { Pages } from './use-pages'

const CANCEL = 'Cancel printing'

export function usePdfPrint(
  pages: Pages | undefined,
  pane: RefObject<HTMLElement | null>,
  placed: readonly Placed[]
): () => void {
  const { report } = useApi()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [pages])
  return () => {
    if (!pages || !pane.current || running.current) return
    const controller = new AbortController()
    running.current = controller
    print(pages, pane.current, placed, controller)
      .catch(report)
      .finally(() => {
        dismissToasts(CANCEL)
        running.current = undefined
      })
  }
}

async function print(
  pages: Pages,
  pane: HTMLElement,
  placed: readonly Placed[],
  controller: AbortController
): Promise<void> {
  const { book } = pages
  const { signal } = controller
  const paper = document.createElement('div')
  paper.className = 'pdf-paper'
  paper.setAttribute('aria-hidden', 'true')
  // One that was left by a dialog that never told it had closed.
  for (const old of pane.querySelectorAll<HTMLElement>('.pdf-paper')) clearPaper(old)
  const step = Math.max(5, Math.ceil(book.count / 10))
  const tell = (done: number): void => {
    if (done % step !== 0 || done === book.count) return
    dismissToasts(CANCEL)
    showToast({
      message: `Preparing page ${done + 1} of ${book.count} for printing…`,
      kind: 'busy',
      action: { label: CANCEL, run: () => controller.abort() }
    })
  }
  tell(0)
  const size = book.sizes[0] ?? { width: 595, height: 842 }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`@page { size: ${size.width}pt ${size.height}pt; margin: 0 }`)
  const clear = (): void => {
    removeEventListener('afterprint', clear)
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet)
    clearPaper(paper)
  }
  try {
    await fillPaper(paper, book, numberNotes(await marksOf(pages, placed)), { onPage: tell, signal })
  } catch (error) {
    clear()
    throw error
  }
  dismissToasts(CANCEL)
  if (signal.aborted) {
    clear()
    showToast({ message: 'Printing was cancelled.' })
    return
  }
  pane.append(paper)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  addEventListener('afterprint', clear)
  window.print()
}
