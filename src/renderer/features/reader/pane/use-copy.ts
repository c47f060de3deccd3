/** What is copied out of an article or a PDF: words, with their citation, a link to a highlight. */
import type { Article } from '#shared/contract/records'
import { authorDate, quoteWithCitation } from '#shared/domain/quote'
import { useApi } from '../../../api/context'
import { linkTo } from '../../../api/links'
import { copyToClipboard } from '../../../ui/clipboard'
import { useToast } from '../../../ui/toasts'
import { PENDING } from '../highlights/pending'

export interface Copying {
  /** The words that are chosen, else those of the active highlight. */
  quoted: string | undefined
  words(): void
  withCitation(): void
  citation(): void
  link(id: string | undefined): void
}

/** `quoted`: the words that are chosen, else those of the active highlight. */
export function useCopying(article: Article, quoted: string | undefined): Copying {
  const toast = useToast()
  const { capabilities } = useApi()
  const copy = (content: { text: string; html?: string | undefined }, said: string): void => {
    if (copyToClipboard(content)) toast({ message: said })
    else toast({ message: 'The clipboard could not be written. Nothing was copied.', kind: 'error' })
  }
  return {
    quoted,
    words: () => copy({ text: quoted ?? '' }, 'Copied'),
    withCitation: () => {
      if (quoted !== undefined) copy(quoteWithCitation(article, quoted), 'Copied with its citation')
    },
    citation: () => copy({ text: `(${authorDate(article)})` }, `Copied “(${authorDate(article)})”`),
    link: (id) => {
      if (id !== undefined && !id.startsWith(PENDING))
        copy({ text: linkTo(capabilities, id) }, 'Copied a link to the highlight')
    }
  }
}
