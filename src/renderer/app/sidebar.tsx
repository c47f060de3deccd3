/** The library pane, as drawn: places, reading lists, tags, and where it all lies. */
import { Archive, Folder, HardDrive, Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApi } from '../api/context'
import { useInfo, useLists } from '../api/queries'
import { useArticleActions } from '../features/library'
import { ExportMenuItems } from '../features/export'
import { ListMenuItems } from '../features/lists'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'
import { Kbd } from '../ui/kbd'
import { undoToast } from '../ui/undo-toast'
import { hasTrash, PLACES, TRASH } from './places'
import { samePage, useRoute, type Page } from './routes'
import { useSaved } from './saved'
import { openDialog, openPalette } from './shell-state'
import { SidebarFilters } from './sidebar-filters'
import { SidebarRow } from './sidebar-row'
import { SidebarTags } from './sidebar-tags'
import css from './sidebar.module.css'
import { listDoors } from './use-list-commands'

export function Sidebar(props: { onGo(page: Page): void }): ReactNode {
  const { onGo } = props
  const info = useInfo().data
  const saved = useSaved()
  const actions = useArticleActions()
  return (
    <div className={css['sidebar']}>
      <div className={css['head']}>
        <span className={css['wordmark']}>Carrel</span>
        <IconButton
          label="Add to your library"
          keys="a"
          icon={<Plus />}
          onClick={() => openDialog({ kind: 'add' })}
        />
      </div>
      <button type="button" className={css['search']} onClick={() => openPalette()}>
        <Search aria-hidden />
        <span>Search</span>
        <Kbd keys="$mod+K" joined />
      </button>
      <div className={css['scroll']} data-places>
        <ul className={css['group']}>
          {PLACES.map((place) => {
            const { state } = place
            return (
              <li key={place.name}>
                <SidebarRow
                  page={place.page}
                  icon={place.icon}
                  name={place.name}
                  count={info && place.count(info.counts)}
                  onDrop={state === undefined ? undefined : (ids) => actions.moveTo(ids, state)}
                  onGo={onGo}
                />
              </li>
            )
          })}
        </ul>
        <Lists hasArticles={info !== undefined && info.articles > 0} onGo={onGo} />
        <SidebarFilters onGo={onGo} />
        <SidebarTags onGo={onGo} />
        {info && hasTrash(info.counts) && (
          <ul className={css['group']} style={{ marginTop: 15 }}>
            <li>
              <SidebarRow
                page={TRASH.page}
                icon={TRASH.icon}
                name={TRASH.name}
                count={info.counts.trash}
                onDrop={(ids) => actions.trash(ids)}
                onGo={onGo}
              />
            </li>
          </ul>
        )}
      </div>
      <button type="button" className={css['foot']} onClick={() => openDialog({ kind: 'library' })}>
        <HardDrive aria-hidden />
        <span className={cx(saved.warn && css['warn'])}>{saved.words}</span>
      </button>
    </div>
  )
}

function Lists(props: { hasArticles: boolean; onGo(page: Page): void }): ReactNode {
  const { call, report } = useApi()
  const all = useLists().data
  const lists = all?.filter((l) => l.archived !== true)
  const archived = (all?.length ?? 0) - (lists?.length ?? 0)
  const page = useRoute((r) => r.page)
  const add = (id: string, name: string, articles: readonly string[]): void => {
    call['lists.add']({ id, articles: [...articles] }).then(
      () =>
        undoToast(
          `Added ${articles.length === 1 ? 'the article' : `${articles.length} articles`} to “${name}”`
        ),
      report
    )
  }
  // An empty library has nothing to put on a list yet.
  if (lists === undefined || (lists.length === 0 && archived === 0 && !props.hasArticles)) return null
  return (
    <section aria-labelledby="sidebar-lists">
      <div className={css['heading']}>
        <h2 id="sidebar-lists">Reading lists</h2>
        <IconButton
          label="New reading list"
          size="s"
          icon={<Plus />}
          {...(lists.length === 0 ? { 'data-always': true } : {})}
          onClick={() => openDialog({ kind: 'new-list', articles: [] })}
        />
      </div>
      <ul className={css['group']}>
        {lists.map(({ id, name, count }) => {
          const doors = listDoors({ id, name })
          const here: Page = { kind: 'list', list: id }
          return (
            <li key={id}>
              <SidebarRow
                page={here}
                icon={<Folder />}
                name={name}
                count={count}
                onGo={props.onGo}
                onRename={doors.rename}
                onDrop={(ids) => add(id, name, ids)}
                menu={
                  <ListMenuItems
                    list={{ id, name }}
                    handOn={<ExportMenuItems scope={{ kind: 'list', list: id }} />}
                    doors={doors}
                    onOpen={(list) => props.onGo({ kind: 'list', list })}
                    onDeleted={() => samePage(page, here) && props.onGo({ kind: 'state', state: 'inbox' })}
                  />
                }
              />
            </li>
          )
        })}
        {archived > 0 && (
          <li>
            <button
              type="button"
              className={css['door']}
              onClick={() => openDialog({ kind: 'archived-lists' })}
            >
              <span className={css['icon']}>
                <Archive />
              </span>
              <span className={css['name']}>Archived lists</span>
              <span className={css['count']}>{archived}</span>
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}
