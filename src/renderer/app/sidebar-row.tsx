/** One place of the library pane: a link, its count, its menu, and a target for dragged articles. */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Ellipsis } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { draggedArticles } from '../features/library'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import { formatRoute, samePage, useRoute, type Page } from './routes'
import css from './sidebar.module.css'

export interface SidebarRowProps {
  page: Page
  /** Whether this is the place on screen, where the page alone does not tell. */
  here?: boolean | undefined
  icon: ReactNode
  name: string
  count?: number | undefined
  depth?: number | undefined
  menu?: ReactNode
  /** Before the icon: the arrow of a tag with nested ones. */
  lead?: ReactNode
  onDrop?: ((articles: readonly string[]) => void) | undefined
  onRename?: (() => void) | undefined
  onGo(page: Page): void
}

export function SidebarRow(props: SidebarRowProps): ReactNode {
  const { page, name, count, onDrop } = props
  const samePlace = useRoute((r) => samePage(r.page, page))
  const here = props.here ?? samePlace
  const [menuOpen, setMenuOpen] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  const over = useDropTarget(row, onDrop)
  return (
    <div
      ref={row}
      className={cx(
        css['row'],
        here && css['here'],
        over && css['over'],
        props.menu !== undefined && css['more']
      )}
      style={props.depth ? { paddingLeft: props.depth * 16 } : undefined}
      onContextMenu={(e) => {
        if (props.menu === undefined) return
        e.preventDefault()
        setMenuOpen(true)
      }}
    >
      {props.lead}
      <a
        className={css['link']}
        href={`#${formatRoute({ page, article: undefined, jump: undefined })}`}
        aria-current={here ? 'page' : undefined}
        data-place
        draggable={false}
        onClick={(e) => {
          if (e.ctrlKey || e.metaKey || e.shiftKey) return
          e.preventDefault()
          props.onGo(page)
        }}
        onKeyDown={(e) => {
          if (e.key === 'F2' && props.onRename) {
            e.preventDefault()
            props.onRename()
          } else walk(e)
        }}
      >
        <span className={css['icon']}>{props.icon}</span>
        <span className={css['name']}>{name}</span>
        {count !== undefined && count > 0 && (
          <span className={css['count']}>{count.toLocaleString('en')}</span>
        )}
      </a>
      {props.menu !== undefined && (
        <Menu
          open={menuOpen}
          onOpenChange={setMenuOpen}
          trigger={
            <IconButton
              label={`More for ${name}`}
              size="s"
              icon={<Ellipsis />}
              className={css['moreButton']}
            />
          }
        >
          {props.menu}
        </Menu>
      )}
    </div>
  )
}

/** Arrow keys walk the places; Tab still reaches everything. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const root = event.currentTarget.closest('[data-places]')
  const places = [...(root?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
  const to = places[places.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!to) return
  event.preventDefault()
  to.focus()
}

function useDropTarget(
  row: React.RefObject<HTMLElement | null>,
  onDrop: ((articles: readonly string[]) => void) | undefined
): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onDrop)
  useEffect(() => {
    latest.current = onDrop
  })
  const takes = onDrop !== undefined
  useEffect(() => {
    if (!row.current || !takes) return undefined
    return dropTargetForElements({
      element: row.current,
      canDrop: ({ source }) => draggedArticles(source.data) !== undefined,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        const ids = draggedArticles(source.data)
        if (ids) latest.current?.(ids)
      }
    })
  }, [row, takes])
  return over
}
