/** What "Export…" means where the person is: what is there, not the whole library. */
import { useApi } from '../api/context'
import { useSmartLists } from '../api/queries'
import { chooseExport } from '../features/export'
import { useToast } from '../ui/toasts'
import type { Page } from './routes'
import { usePageName } from './view-names'

/** `shown`: the ids of the list on screen. */
export function useExportPage(page: Page, shown: () => readonly string[]): () => void {
  const { call, report } = useApi()
  const toast = useToast()
  const name = usePageName(page)
  const filters = useSmartLists().data
  const articles = (ids: readonly string[], title: string): void => {
    if (ids.length === 0) toast({ message: 'There is nothing here to export.' })
    else chooseExport({ kind: 'articles', ids: [...ids], title: title.slice(0, 500) })
  }
  return () => {
    if (page.kind === 'list') chooseExport({ kind: 'list', list: page.list })
    else if (page.kind === 'tag') chooseExport({ kind: 'tag', tag: page.path })
    else if (page.kind === 'search' && page.query.trim() !== '') {
      const query = page.query.trim()
      const saved = filters?.find((f) => f.query === query)
      if (saved) chooseExport({ kind: 'smart', smart: saved.id })
      else
        call['search.matches']({ query, caller: 'export', ids: true })
          .then(({ ids = [] }) => articles(ids, query))
          .catch(report)
    } else if (page.kind === 'state' || page.kind === 'starred') articles(shown(), name)
    else chooseExport({ kind: 'all' })
  }
}
