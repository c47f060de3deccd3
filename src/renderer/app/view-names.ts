/** What the pages are called. */
import { useLists } from '../api/queries'
import { PLACES } from './places'
import { samePage, type Page } from './routes'

export function usePageName(page: Page): string {
  const lists = useLists().data
  if (page.kind === 'list') return lists?.find((l) => l.id === page.list)?.name ?? ''
  if (page.kind === 'tag') return `#${page.path}`
  if (page.kind === 'starred') return 'Starred'
  if (page.kind === 'all') return 'All articles'
  if (page.kind === 'trash') return 'Trash'
  if (page.kind === 'search') return 'Search'
  return PLACES.find((p) => samePage(p.page, page))?.name ?? ''
}
