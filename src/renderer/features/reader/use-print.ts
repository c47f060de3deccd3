/** Printing the open article, and saving it as a PDF where the host can. */
import { useEffect, useRef } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../api/context'
import { download } from '../../ui/download'
import { showToast } from '../../ui/toasts'
import type { ReadingDoc } from './article/reading-doc'
import type { Placed } from './highlights/placement'
import { layOutForPrint } from './print'

export interface Printing {
  print(): void
  /** undefined: this host makes no PDF by itself; its print dialog may. */
  toPdf: (() => void) | undefined
}

/** `repaint`: paints the screen again, once the paper has gone. */
export function usePrint(
  doc: ReadingDoc | undefined,
  article: Article,
  placed: readonly Placed[],
  repaint: () => void
): Printing {
  const { call, capabilities, report } = useApi()
  const latest = useRef({ placed, repaint })
  useEffect(() => {
    latest.current = { placed, repaint }
  })
  useEffect(() => {
    if (!doc) return undefined
    let undo: (() => void) | undefined
    const before = (): void => {
      undo ??= layOutForPrint(doc, latest.current.placed)
    }
    const after = (): void => {
      undo?.()
      undo = undefined
      latest.current.repaint()
    }
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
      undo?.()
    }
  }, [doc])

  const toPdf = (): void => {
    call['host.printToPdf']({})
      .then(({ bytes }) => {
        const name = `${
          article.title
            .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
            .trim()
            .slice(0, 80) || 'Article'
        }.pdf`
        const content = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))
        download(name, new Blob([content], { type: 'application/pdf' }))
        showToast({ message: `Saved as ${name}` })
      })
      .catch(report)
  }
  return { print: () => window.print(), toPdf: capabilities.canPrintToPdf ? toPdf : undefined }
}
