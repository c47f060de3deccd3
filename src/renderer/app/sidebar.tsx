/** The library pane, as drawn: places, reading lists, tags, and where it all lies. */
import { Archive, Folder, HardDrive, Plus, Search } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { Counts, LibraryInfo } from '#shared/contract/library'
import { useApi } from '../api/context'
import { useInfoOf, useLists } from '../api/queries'
import { useArticleActions } from '../features/library'
import { HandOnMenuItems } from '../features/export'
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

/** Not drawn again for what it does not show: a query as it is typed, for instance. */
export const Sidebar = memo(function Sidebar(props: { onGo(page: Page): void }): ReactNode {
  const { onGo } = props
  return (
    <div className={css['sidebar']}>
      <div className={css['head']}>
        <span className={css['wordmark']}>Carrel</span>
        <IconButton
          label="Add to your library"
          keys="a"
          command="app.add"
          icon={<Plus />}
          onClick={() => openDialog({ kind: 'add' })}
        />
      </div>
      <button type="button" className={css['search']} onClick={() => openPalette()}>
        <Search aria-hidden />
        <span>Search</span>
        <Kbd keys="$mod+K" command="app.palette" joined />
      </button>
      <div className={css['scroll']} data-places>
        <Places onGo={onGo} />
        <Lists onGo={onGo} />
        <SidebarFilters onGo={onGo} />
        <SidebarTags onGo={onGo} />
        <Trash onGo={onGo} />
      </div>
      <button type="button" className={css['foot']} onClick={() => openDialog({ kind: 'library' })}>
        <HardDrive aria-hidden />
        <Where />
      </button>
    </div>
  )
})

/** The only part that is drawn with every article that comes. */
function Places(props: { onGo(page: Page): void }): ReactNode {
  const counts = useInfoOf(countsOf)
  const actions = useArticleActions()
  return (
    <ul className={css['group']}>
      {PLACES.map((place) => {
        const { state } = place
        return (
          <li key={place.name}>
            <SidebarRow
              page={place.page}
              icon={place.icon}
              name={place.name}
              count={counts && place.count(counts)}
              onDrop={state === undefined ? undefined : (ids) => actions.moveTo(ids, state)}
              onGo={props.onGo}
            />
          </li>
        )
      })}
    </ul>
  )
}
const countsOf = (info: LibraryInfo): Counts => info.counts

function Trash(props: { onGo(page: Page): void }): ReactNode {
  const count = useInfoOf(trashOf)
  const actions = useArticleActions()
  if (count === undefined || count === null) return null
  return (
    <ul className={css['group']} style={{ marginTop: 15 }}>
      <li>
        <SidebarRow
          page={TRASH.page}
          icon={TRASH.icon}
          name={TRASH.name}
          count={count}
          onDrop={(ids) => actions.trash(ids)}
          onGo={props.onGo}
        />
      </li>
    </ul>
  )
}
/** null: nothing at all is in the trash. */
const trashOf = ({ counts }: LibraryInfo): number | null => (hasTrash(counts) ? counts.trash : null)

/** The quiet sign: whether what was done is on the disk. */
function Where(): ReactNode {
  const saved = useSaved()
  return <span className={cx(saved.warn && css['warn'])}>{saved.words}</span>
}

const hasArticles = (info: LibraryInfo): boolean => info.articles > 0

function Lists(props: { onGo(page: Page): void }): ReactNode {
  const { call, report } = useApi()
  const anyArticles = useInfoOf(hasArticles)
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
  if (lists === undefined || (lists.length === 0 && archived === 0 && anyArticles !== true)) return null
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
                    handOn={<HandOnMenuItems list={id} />}
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
