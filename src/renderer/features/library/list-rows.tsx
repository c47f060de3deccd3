/** The rows that are in the document now: articles, and the headings of sections. */
import type { VirtualItem } from '@tanstack/react-virtual'
import type { ReactNode } from 'react'
import type { ListEntry } from '#shared/contract/records'
import css from './article-list.module.css'
import { ListRow, type ListRowProps } from './list-row'
import { useSelection } from './selection'
import type { Row } from './virtual-rows'

type Handlers = Pick<
  ListRowProps,
  'measure' | 'dragged' | 'onDrop' | 'onPress' | 'onMenu' | 'onFocus' | 'onEnter'
>

export interface ListRowsProps extends Handlers {
  rows: readonly Row[]
  items: readonly VirtualItem[]
  /** Articles in the whole list. */
  count: number
  entries: ReadonlyMap<string, ListEntry>
  ordered: boolean
  openArticle: string | undefined
  /** The one row that Tab reaches. */
  focusable: string | undefined
}

export function ListRows(props: ListRowsProps): ReactNode {
  const { rows, entries, ordered, openArticle } = props
  const { selected } = useSelection()
  const selecting = selected.size > 0
  const isLit = (row: Row | undefined): boolean =>
    row?.kind === 'article' && (selected.has(row.id) || (row.id === openArticle && !selecting))
  return props.items.map((item) => {
    const row = rows[item.index]
    if (row === undefined) return null
    if (row.kind === 'section')
      return (
        <div
          key={item.key}
          ref={props.measure}
          data-index={item.index}
          aria-hidden
          className={css['section']}
          style={{ transform: `translateY(${item.start}px)` }}
        >
          {row.title}
        </div>
      )
    const entry = entries.get(row.id)
    const above = rows[item.index - 1]
    return (
      <ListRow
        key={item.key}
        id={row.id}
        index={item.index}
        position={row.position}
        count={props.count}
        start={item.start}
        current={row.id === openArticle}
        selected={selected.has(row.id)}
        selecting={selecting}
        afterLit={isLit(above)}
        first={above?.kind !== 'article'}
        focusable={row.id === props.focusable}
        section={ordered ? (entry?.section ?? '') : ''}
        why={entry?.why}
        due={entry?.due}
        ordered={ordered}
        measure={props.measure}
        dragged={props.dragged}
        onDrop={props.onDrop}
        onPress={props.onPress}
        onMenu={props.onMenu}
        onFocus={props.onFocus}
        onEnter={props.onEnter}
      />
    )
  })
}
