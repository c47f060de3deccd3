/** Above the article list: its name, what it holds, its order, and more. */
import { ArrowDownWideNarrow, Ellipsis, ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import type { View } from '#shared/contract/articles'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuCheckboxItem, MenuRadioGroup, MenuSeparator } from '../../ui/menu'
import css from './list-header.module.css'
import { SORT_NAMES, sortsOf, type Order } from './sorts'

export function ListHeader(props: {
  view: View
  title: string
  /** `9 articles · 3 h 10 min left`. */
  count: string
  order: Order
  onOrder(order: Order): void
  /** Opens a search that looks only here; there is none of the trash. */
  onFilter?: (() => void) | undefined
  /** Items of the "more" menu. */
  menu?: ReactNode
  /** Of a reading list: what it is for, and by when. */
  about?: ReactNode
}): ReactNode {
  const { order } = props
  return (
    <header className={css['header']}>
      <div className={css['top']}>
        <h1 className={css['title']} title={props.title}>
          {props.title}
        </h1>
        {props.onFilter && (
          <IconButton label="Search in this list" icon={<ListFilter />} onClick={props.onFilter} />
        )}
        {props.menu !== undefined && (
          <Menu align="end" trigger={<IconButton label={`More for ${props.title}`} icon={<Ellipsis />} />}>
            {props.menu}
          </Menu>
        )}
      </div>
      <div className={css['sub']}>
        <span className={css['count']}>{props.count}</span>
        <Menu
          align="end"
          trigger={
            <button type="button" className={css['sort']} aria-label={`Order: ${SORT_NAMES[order.sort]}`}>
              <ArrowDownWideNarrow />
              {SORT_NAMES[order.sort]}
            </button>
          }
        >
          <MenuRadioGroup
            label="Order by"
            value={order.sort}
            options={sortsOf(props.view).map((value) => ({ value, label: SORT_NAMES[value] }))}
            onChange={(sort) => props.onOrder({ sort, reverse: false })}
          />
          <MenuSeparator />
          <MenuCheckboxItem
            checked={order.reverse}
            onChange={(reverse) => props.onOrder({ ...order, reverse })}
          >
            Reversed
          </MenuCheckboxItem>
        </Menu>
      </div>
      {props.about}
    </header>
  )
}
