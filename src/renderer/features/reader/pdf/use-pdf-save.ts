/** Saving the PDF with its highlights, for other readers and for paper. */
import { useState } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../../api/context'
import { download } from '../../../ui/download'
import { useToast } from '../../../ui/toasts'
import type { Placed } from '../highlights/placement'
import { annotatedPdf } from './save-pdf'
import type { Pages } from './use-pages'

export function usePdfSave(
  pages: Pages | undefined,
  article: Article,
  placed: readonly Placed[]
): () => void {
  const toast = useToast()
  const { report } = useApi()
  // One at a time: two would mix their highlights in the open file.
  const [running] = useState(() => ({ now: false }))
  return () => {
    if (!pages || running.now) return
    running.now = true
    annotatedPdf(pages, placed)
      .then(({ bytes, left }) => {
        const words = article.title.replace(/[^\p{L}\p{N} _.-]+/gu, ' ').trim()
        const name = `${words.slice(0, 80) || 'document'}.pdf`
        download(name, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }))
        const saved = placed.length - left
        const notes = placed.some((p) => p.annotation.note !== '') ? ' Notes are not in it.' : ''
        const without = left === 0 ? '' : ` ${left} more ${left === 1 ? 'has' : 'have'} no place on a page.`
        toast({
          message: `Saved ${name} with ${saved} ${saved === 1 ? 'highlight' : 'highlights'}.${without}${notes}`
        })
      }, report)
      .finally(() => {
        running.now = false
      })
  }
}
