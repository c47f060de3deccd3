/** What a dragged row carries, for the list itself and for the library pane. */
const KEY = Symbol('articles')

export interface DraggedArticles {
  ids: readonly string[]
}

export function dragData(ids: readonly string[]): Record<string | symbol, unknown> {
  return { [KEY]: { ids } satisfies DraggedArticles }
}

/** The ids of dragged articles; undefined when something else is dragged. */
export function draggedArticles(data: Record<string | symbol, unknown>): readonly string[] | undefined {
  return (data[KEY] as DraggedArticles | undefined)?.ids
}
