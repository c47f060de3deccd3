/** The middle pane: the articles of one view. */
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode
} from 'react'
import type { View } from '#shared/contract/articles'
import { useArticleIds, useReadingList } from '../../api/queries'
import type { RectLike } from '../../ui/anchor'
import { useCommands } from '../../ui/commands'
import { Menu } from '../../ui/menu'
import { Skeleton } from '../../ui/skeleton'
import { useArticleActions } from './article-actions'
import type { ArticleDialogs } from './article-commands'
import css from './article-list.module.css'
import { ArticleMenuItems } from './article-menu'
import { BulkBar } from './bulk-bar'
import { countLine, progressLine } from './format'
import { ListAbout } from './list-about'
import { listCommands } from './list-keys'
import { ListHeader } from './list-header'
import { ListRows } from './list-rows'
import { placeBefore } from './reorder'
import { NOTHING, range, settle, toggle, useSelection } from './selection'
import { useOrder } from './sorts'
import { toRows, useVirtualRows } from './virtual-rows'
import { WhyEditor } from './why-editor'

export interface ArticleListProps {
  view: View
  /** Stable name of the view, for what is remembered of it. */
  viewKey: string
  title: string
  openArticle: string | undefined
  /** Of the files that are kept up to date for it. */
  kept?: ReactNode
  /** Opens a search that looks only in this view. */
  onFilter?: (() => void) | undefined
  /** Items of the header's "more" menu. */
  menu?: ReactNode
  /** Shown when nothing is in the view. */
  empty: ReactNode
  dialogs: ArticleDialogs
  onOpen(id: string): void
  /** Opens it with its note. */
  onNote(id: string): void
  /** Asks for the section of these entries of a reading list. */
  onSection(list: string, ids: readonly string[]): void
  /** Asks by when these entries of a reading list are to be read. */
  onDue(list: string, ids: readonly string[]): void
  /** Told of the ids in order, for "next article". */
  onIds?: ((ids: readonly string[]) => void) | undefined
}

export function ArticleList(props: ArticleListProps): ReactNode {
  const { view, onOpen, onIds, dialogs } = props
  const actions = useArticleActions()
  const [order, setOrder] = useOrder(view, props.viewKey)
  const query = useArticleIds(view, order.sort, order.reverse)
  const ids = useMemo(() => query.data?.ids ?? [], [query.data])
  const listId = view.kind === 'list' ? view.list : undefined
  const list = useReadingList(listId).data
  const entries = useMemo(
    () => new Map((listId === undefined ? [] : (list?.entries ?? [])).map((e) => [e.article, e])),
    [list, listId]
  )
  const ordered = listId !== undefined && order.sort === 'own' && !order.reverse
  const inTrash = view.kind === 'trash'

  const selection = useSelection()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(
    () => toRows(ids, (id) => (ordered ? (entries.get(id)?.section ?? '') : '')),
    [ids, entries, ordered]
  )
  const virtual = useVirtualRows(scroller, rows, selection.cursor)
  const [menu, setMenu] = useState<{ at: RectLike; ids: readonly string[] } | undefined>()
  const [editing, setEditing] = useState<string | undefined>()

  // Another view: nothing of the old one is selected, and the list starts at its top.
  useEffect(() => {
    useSelection.setState(NOTHING)
    setEditing(undefined)
    scroller.current?.scrollTo({ top: 0 })
  }, [props.viewKey])

  const before = useRef<readonly string[]>([])
  useEffect(() => {
    const was = before.current
    before.current = ids
    onIds?.(ids)
    const state = useSelection.getState()
    const next = settle(was, ids, state)
    if (next === state) return
    useSelection.setState(next)
    // The focused row left the document with its article: the row in its place takes the focus.
    if (document.activeElement === document.body && next.cursor !== undefined) virtual.focus(next.cursor)
  }, [ids, onIds, virtual])

  const { openArticle } = props
  // Only when another article is opened, not when the list is measured anew.
  const follow = useEffectEvent((id: string) => {
    const state = useSelection.getState()
    if (state.cursor === id) return
    useSelection.setState({ ...state, cursor: id, anchor: id })
    virtual.scrollTo(id)
  })
  useEffect(() => {
    if (openArticle !== undefined) follow(openArticle)
  }, [openArticle])

  const picked = useCallback((id: string): readonly string[] => {
    const { selected } = useSelection.getState()
    return selected.has(id) ? [...selected] : [id]
  }, [])
  const onPress = useCallback(
    (id: string, event: MouseEvent) => {
      const state = useSelection.getState()
      if (event.ctrlKey || event.metaKey) useSelection.setState(toggle(state, id))
      else if (event.shiftKey) useSelection.setState(range(ids, state, id))
      else if (state.selected.size > 0 && event.nativeEvent.offsetX < 22)
        useSelection.setState(toggle(state, id))
      else {
        useSelection.setState({ cursor: id, anchor: id, selected: new Set() })
        onOpen(id)
      }
    },
    [ids, onOpen]
  )
  const onMenu = useCallback(
    (id: string, event: MouseEvent) => {
      event.preventDefault()
      const row = event.currentTarget.getBoundingClientRect()
      // The keyboard's menu key gives no point: the menu then hangs at the row.
      const byKey = event.clientX === 0 && event.clientY === 0
      const at = byKey
        ? { x: row.x + 24, y: row.y + 20, width: 0, height: 12 }
        : { x: event.clientX, y: event.clientY, width: 0, height: 0 }
      setMenu({ at, ids: picked(id) })
    },
    [picked]
  )
  const onFocus = useCallback((id: string) => {
    const state = useSelection.getState()
    if (state.cursor !== id) useSelection.setState({ ...state, cursor: id })
  }, [])
  const { reorder } = actions
  const onDrop = useCallback(
    (moved: readonly string[], target: string, edge: 'top' | 'bottom') => {
      if (listId === undefined || moved.includes(target)) return
      reorder(listId, moved, placeBefore(ids, moved, target, edge))
    },
    [ids, listId, reorder]
  )
  const moveBy = (delta: number): void => {
    const { cursor } = useSelection.getState()
    if (listId === undefined || cursor === undefined) return
    const moved = ids.filter((id) => picked(cursor).includes(id))
    const edgeId = delta < 0 ? moved[0] : moved.at(-1)
    const target = ids[ids.indexOf(edgeId ?? '') + delta]
    if (target !== undefined)
      reorder(listId, moved, placeBefore(ids, moved, target, delta < 0 ? 'top' : 'bottom'))
  }
  /** The selected entries, or the one with the cursor, in their order. */
  const withPicked = (ask: (list: string, ids: readonly string[]) => void) => (): void => {
    const { cursor } = useSelection.getState()
    if (listId === undefined || cursor === undefined) return
    ask(
      listId,
      ids.filter((id) => picked(cursor).includes(id))
    )
  }
  const editWhy = (): void => setEditing(useSelection.getState().cursor)

  useCommands(
    listCommands({
      ids,
      focus: virtual.focus,
      open: onOpen,
      note: props.onNote,
      move: ordered ? moveBy : undefined,
      editWhy: listId === undefined ? undefined : editWhy,
      section: ordered ? withPicked(props.onSection) : undefined,
      due: listId === undefined ? undefined : withPicked(props.onDue)
    })
  )

  const selecting = selection.selected.size > 0
  const focusable =
    selection.cursor !== undefined && ids.includes(selection.cursor) ? selection.cursor : ids[0]
  const editedItem = virtual.items.find((item) => item.key === editing)

  return (
    <div className={css['pane']}>
      <ListHeader
        view={view}
        title={props.title}
        onFilter={props.onFilter}
        count={
          query.data === undefined
            ? ''
            : listId === undefined
              ? countLine(ids.length, query.data.wordsLeft)
              : progressLine(ids.length, query.data.read ?? 0, query.data.wordsLeft)
        }
        about={
          <>
            {listId !== undefined && list !== undefined && (
              <ListAbout
                list={list}
                done={ids.length > 0 && query.data?.read === ids.length}
                onLink={dialogs.openLink}
              />
            )}
            {props.kept}
          </>
        }
        order={order}
        onOrder={setOrder}
        menu={props.menu}
      />
      <div ref={scroller} className={css['scroller']}>
        {query.data === undefined ? (
          <div className={css['loading']}>
            <Skeleton lines={9} label="Loading articles" />
          </div>
        ) : ids.length === 0 ? (
          props.empty
        ) : (
          <div
            role="listbox"
            aria-label={props.title}
            aria-multiselectable
            className={css['list']}
            style={{ height: virtual.height }}
            tabIndex={-1}
          >
            <ListRows
              rows={rows}
              items={virtual.items}
              measure={virtual.measure}
              count={ids.length}
              entries={entries}
              ordered={ordered}
              openArticle={openArticle}
              focusable={focusable}
              dragged={picked}
              onDrop={onDrop}
              onPress={onPress}
              onMenu={onMenu}
              onFocus={onFocus}
              onEnter={onOpen}
            />
          </div>
        )}
        {editing !== undefined && editedItem && listId !== undefined && (
          <WhyEditor
            id={editing}
            top={editedItem.start + 54}
            value={entries.get(editing)?.why ?? ''}
            onSave={(why) => actions.setWhy(listId, editing, why)}
            onClose={() => {
              setEditing(undefined)
              virtual.focus(editing)
            }}
          />
        )}
      </div>
      {selecting && (
        <BulkBar
          ids={[...selection.selected]}
          inTrash={inTrash}
          actions={actions}
          dialogs={dialogs}
          onClear={() => useSelection.setState({ ...NOTHING, cursor: selection.cursor })}
        />
      )}
      <Menu
        open={menu !== undefined}
        onOpenChange={(open) => !open && setMenu(undefined)}
        anchor={menu?.at ?? null}
        returnFocus={() =>
          scroller.current?.querySelector<HTMLElement>(
            `[data-article="${CSS.escape(selection.cursor ?? '')}"]`
          ) ?? null
        }
      >
        <ArticleMenuItems
          ids={menu?.ids ?? []}
          inTrash={inTrash}
          actions={actions}
          dialogs={dialogs}
          open={onOpen}
          list={
            ordered
              ? {
                  id: listId,
                  move: moveBy,
                  editWhy,
                  section: () => menu && props.onSection(listId, menu.ids),
                  due: () => menu && props.onDue(listId, menu.ids)
                }
              : undefined
          }
        />
      </Menu>
    </div>
  )
}
