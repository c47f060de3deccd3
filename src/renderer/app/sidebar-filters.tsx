/** Searches saved by name, with how many articles match now. */
import { ListFilter, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCall } from '../api/context'
import { useSmartLists } from '../api/queries'
import { ExportMenuItems } from '../features/export'
import { useSavedMatches } from '../features/search'
import { MenuItem, MenuSeparator } from '../ui/menu'
import { undoToast } from '../ui/undo-toast'
import { useRoute, type Page } from './routes'
import { openDialog } from './shell-state'
import { SidebarRow } from './sidebar-row'
import css from './sidebar.module.css'

export function SidebarFilters(props: { onGo(page: Page): void }): ReactNode {
  const filters = useSmartLists().data
  if (filters === undefined || filters.length === 0) return null
  return (
    <section aria-labelledby="sidebar-filters">
      <div className={css['heading']}>
        <h2 id="sidebar-filters">Filters</h2>
      </div>
      <ul className={css['group']}>
        {filters.map((filter) => (
          <li key={filter.id}>
            <FilterRow {...filter} onGo={props.onGo} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function FilterRow(props: { id: string; name: string; query: string; onGo(page: Page): void }): ReactNode {
  const { id, name, query } = props
  const count = useSavedMatches(id, query)?.count ?? 0
  const here = useRoute((r) => r.page.kind === 'search' && r.page.query.trim() === query)
  const remove = useCall('smart.remove')
  const rename = (): void => openDialog({ kind: 'rename-filter', id, name })
  return (
    <SidebarRow
      page={{ kind: 'search', query }}
      here={here}
      icon={<ListFilter />}
      name={name}
      count={count}
      onGo={props.onGo}
      onRename={rename}
      menu={
        <>
          <MenuItem icon={<Pencil />} keys="F2" onSelect={rename}>
            Rename…
          </MenuItem>
          {count > 0 && <ExportMenuItems scope={{ kind: 'smart', smart: id }} />}
          <MenuSeparator />
          <MenuItem
            icon={<Trash2 />}
            danger
            onSelect={() =>
              void remove({ id }).then((done) => {
                if (done) undoToast(`Deleted the filter “${name}”`)
              })
            }
          >
            Delete filter
          </MenuItem>
        </>
      }
    />
  )
}
