/** What "Export…" means where the person is: what is there, not the whole library. */
import { useApi } from '../api/context'
import { useSmartLists } from '../api/queries'
import { chooseExport } from '../features/export'
import type { Page } from './routes'
import { usePageName } from './view-names'

/** `shown`: the ids of the list on screen. */
export function useExportPage(page: Page, shown: () => readonly string[]): () => void {
  const { call, report } = useApi()
  const name = usePageName(page)
  const filters = useSmartLists().data
  return () => {
    const ids = shown()
    if (page.kind === 'list') chooseExport({ kind: 'list', list: page.list })
    else if (page.kind === 'tag') chooseExport({ kind: 'tag', tag: page.path })
    else if (page.kind === 'search' && page.query.trim() !== '') {
      const query = page.query.trim()
      const saved = filters?.find((f) => f.query === query)
      if (saved) chooseExport({ kind: 'smart', smart: saved.id })
      else
        call['search.matches']({ query, caller: 'export', ids: true })
          .then(({ ids: found = [] }) =>
            chooseExport(
              found.length === 0
                ? { kind: 'all' }
                : { kind: 'articles', ids: found, title: query.slice(0, 500) }
            )
          )
          .catch(report)
    } else if ((page.kind === 'state' || page.kind === 'starred') && ids.length > 0)
      chooseExport({ kind: 'articles', ids: [...ids], title: name })
    else chooseExport({ kind: 'all' })
  }
}
