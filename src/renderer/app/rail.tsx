/** The library pane at narrow widths: its icons only. */
import { Archive, Folder, HardDrive, Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LibraryInfo } from '#shared/contract/library'
import { useInfoOf, useLists, useTags } from '../api/queries'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/menu'
import { hasTrash, PLACES, TRASH } from './places'
import css from './rail.module.css'
import { samePage, useRoute, type Page } from './routes'
import { useSaved } from './saved'
import { openDialog, openPalette } from './shell-state'

const anyTrash = (info: LibraryInfo): boolean => hasTrash(info.counts)

export function Rail(props: { onGo(page: Page): void }): ReactNode {
  const page = useRoute((r) => r.page)
  const trash = useInfoOf(anyTrash)
  const saved = useSaved()
  const place = (p: (typeof PLACES)[number]): ReactNode => {
    const here = samePage(page, p.page)
    return (
      <IconButton
        key={p.name}
        label={p.name}
        keys={p.key}
        icon={p.icon}
        className={cx(css['place'], here && css['here'])}
        aria-current={here ? 'page' : undefined}
        onClick={() => props.onGo(p.page)}
      />
    )
  }
  return (
    <div className={css['rail']}>
      <IconButton
        label="Add to your library"
        keys="a"
        command="app.add"
        icon={<Plus />}
        onClick={() => openDialog({ kind: 'add' })}
      />
      <IconButton
        label="Search"
        keys="$mod+K"
        command="app.palette"
        icon={<Search />}
        className={css['search']}
        onClick={() => openPalette()}
      />
      {PLACES.map(place)}
      <ListsAndTags page={page} onGo={props.onGo} />
      {trash === true && place(TRASH)}
      <span className={css['space']} />
      <IconButton
        label={saved.words}
        icon={<HardDrive />}
        className={cx(css['place'], saved.warn && css['warn'])}
        onClick={() => openDialog({ kind: 'library' })}
      />
    </div>
  )
}

function ListsAndTags(props: { page: Page; onGo(page: Page): void }): ReactNode {
  const all = useLists().data ?? []
  const lists = all.filter((l) => l.archived !== true)
  const tags = useTags().data ?? []
  const here = props.page.kind === 'list' || props.page.kind === 'tag'
  return (
    <Menu
      side="right"
      trigger={
        <IconButton
          label="Reading lists and tags"
          icon={<Folder />}
          className={cx(css['place'], here && css['here'])}
        />
      }
    >
      {lists.length > 0 && (
        <MenuGroup label="Reading lists">
          {lists.map((list) => (
            <MenuItem key={list.id} onSelect={() => props.onGo({ kind: 'list', list: list.id })}>
              {list.name}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      <MenuItem icon={<Plus />} onSelect={() => openDialog({ kind: 'new-list', articles: [] })}>
        New reading list…
      </MenuItem>
      {lists.length < all.length && (
        <MenuItem icon={<Archive />} onSelect={() => openDialog({ kind: 'archived-lists' })}>
          Archived lists…
        </MenuItem>
      )}
      {tags.length > 0 && (
        <>
          <MenuSeparator />
          <MenuGroup label="Tags">
            {tags.map((tag) => (
              <MenuItem key={tag.path} onSelect={() => props.onGo({ kind: 'tag', path: tag.path })}>
                {tag.path}
              </MenuItem>
            ))}
          </MenuGroup>
        </>
      )}
    </Menu>
  )
}
