/** A row's place, role, focus and dragging. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { memo, useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { cx } from '../../ui/cx'
import { VisuallyHidden } from '../../ui/visually-hidden'
import { ArticleRow } from './article-row'
import css from './article-list.module.css'
import { dragData, draggedArticles } from './drag'

type Edge = 'top' | 'bottom'

export interface ListRowProps {
  id: string
  index: number
  position: number
  count: number
  start: number
  current: boolean
  selected: boolean
  selecting: boolean
  afterLit: boolean
  first: boolean
  focusable: boolean
  section: string
  why: string | undefined
  due: string | undefined
  /** Rows can be dropped between rows. */
  ordered: boolean
  measure(element: Element | null): void
  /** The ids that move when this row is dragged. */
  dragged(id: string): readonly string[]
  onDrop(ids: readonly string[], target: string, edge: Edge): void
  onPress(id: string, event: MouseEvent): void
  onMenu(id: string, event: MouseEvent): void
  onFocus(id: string): void
  onEnter(id: string): void
}

export const ListRow = memo(function ListRow(props: ListRowProps): ReactNode {
  const { id, ordered, dragged, onDrop, measure } = props
  const element = useRef<HTMLDivElement>(null)
  const [dragging, setDragging] = useState(false)
  const [edge, setEdge] = useState<Edge | undefined>()

  useEffect(() => {
    const row = element.current
    if (!row) return undefined
    measure(row)
    const stopDrag = draggable({
      element: row,
      getInitialData: () => dragData(dragged(id)),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false)
    })
    if (!ordered) return stopDrag
    const stopDrop = dropTargetForElements({
      element: row,
      canDrop: ({ source }) => draggedArticles(source.data) !== undefined,
      getData: ({ input }) => attachClosestEdge({}, { element: row, input, allowedEdges: ['top', 'bottom'] }),
      onDrag: ({ self }) => setEdge(asEdge(extractClosestEdge(self.data))),
      onDragLeave: () => setEdge(undefined),
      onDrop: ({ self, source }) => {
        setEdge(undefined)
        const at = asEdge(extractClosestEdge(self.data))
        const ids = draggedArticles(source.data)
        if (at && ids) onDrop(ids, id, at)
      }
    })
    return () => {
      stopDrag()
      stopDrop()
    }
  }, [id, ordered, dragged, onDrop, measure])

  const lit = props.selected || (props.current && !props.selecting)
  return (
    <div
      ref={element}
      role="option"
      aria-selected={props.selected}
      aria-current={props.current ? 'true' : undefined}
      aria-setsize={props.count}
      aria-posinset={props.position + 1}
      tabIndex={props.focusable ? 0 : -1}
      data-index={props.index}
      data-article={id}
      className={cx(
        css['row'],
        lit && css['lit'],
        props.afterLit && css['afterLit'],
        props.first && css['first'],
        dragging && css['dragging']
      )}
      style={{ transform: `translateY(${props.start}px)` }}
      onClick={(e) => props.onPress(id, e)}
      onContextMenu={(e) => props.onMenu(id, e)}
      onFocus={() => props.onFocus(id)}
      onKeyDown={(e) => {
        if (e.key !== 'Enter') return
        e.preventDefault()
        props.onEnter(id)
      }}
    >
      <ArticleRow
        id={id}
        current={props.current}
        selected={props.selected}
        selecting={props.selecting}
        why={props.why}
        due={props.due}
      />
      {props.section !== '' && <VisuallyHidden>Section {props.section}.</VisuallyHidden>}
      {edge && <span className={css['edge']} data-edge={edge} />}
    </div>
  )
})

function asEdge(edge: string | null): Edge | undefined {
  return edge === 'top' || edge === 'bottom' ? edge : undefined
}
