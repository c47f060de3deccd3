/** The order of a view, remembered for each of them. */
import { sort, type Sort, type View } from '#shared/contract/articles'
import { useSetting } from '../../api/queries'

export interface Order {
  sort: Sort
  reverse: boolean
}

export const SORT_NAMES: Readonly<Record<Sort, string>> = {
  own: 'My order',
  added: 'Date added',
  published: 'Date published',
  title: 'Title',
  author: 'Author'
}

/** The orders a view can have; only a list has one of its own. */
export function sortsOf(view: View): readonly Sort[] {
  return sort.options.filter((s) => s !== 'own' || view.kind === 'list')
}

export function useOrder(view: View, key: string): [Order, (order: Order) => void] {
  const [all, setAll] = useSetting('sorts')
  const saved = Object.hasOwn(all, key) ? all[key] : undefined
  const known = sortsOf(view).find((s) => s === saved?.sort)
  const order: Order = {
    sort: known ?? (view.kind === 'list' ? 'own' : 'added'),
    reverse: known !== undefined && saved?.reverse === true
  }
  return [order, (next) => setAll({ ...all, [key]: next })]
}
