/** Saving the PDF with its highlights and notes, for other readers. */
import { useState } from 'react'
import type { Article } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../../api/context'
import { download } from '../../../ui/download'
import { useToast } from '../../../ui/toasts'
import type { Placed } from '../highlights/placement'
import { marksOf } from './places'
import { withAnnotations } from './save-pdf'
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
    const save = async (): Promise<void> => {
      const marks = await marksOf(pages, placed)
      const bytes = await withAnnotations(pages.book.pdf, marks)
      const words = article.title.replace(/[^\p{L}\p{N} _.-]+/gu, ' ').trim()
      const name = `${words.slice(0, 80) || 'document'}.pdf`
      download(name, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }))
      const saved = marks.filter((m) => m.areas.length > 0)
      const notes = saved.filter((m) => m.annotation.note !== '').length
      const left = marks.length - saved.length
      const without = left === 0 ? '' : ` ${left} more ${left === 1 ? 'has' : 'have'} no place on a page.`
      toast({
        message: `Saved ${name} with ${plural(saved.length, 'highlight')} and ${plural(notes, 'note')}.${without}`
      })
    }
    save()
      .catch(report)
      .finally(() => {
        running.now = false
      })
  }
}
