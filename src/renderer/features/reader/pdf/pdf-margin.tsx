/** The notes beside the pages of a PDF: those near the screen, each at its passage. */
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { Placed } from '../highlights/placement'
import type { NoteCardActions } from '../margin/card-actions'
import { layoutCards } from '../margin/layout'
import css from '../margin/margin.module.css'
import { NoteCard } from '../margin/note-card'
import { spotOf } from './marks'
import type { Pages } from './use-pages'

/** Cards this many pages from the screen are drawn. */
const NEAR = 2

export function PdfMargin(props: {
  pages: Pages
  version: number
  current: number
  scale: number
  placed: readonly Placed[]
  active: string | undefined
  editing: string | undefined
  actions: NoteCardActions
  head: ReactNode
}): ReactNode {
  const { pages, placed, active, editing, current } = props
  const column = useRef<HTMLDivElement>(null)
  const cards = placed
    .filter(({ annotation: a }) => a.note !== '' || a.id === active || a.id === editing)
    .map((p) => ({ placed: p, spot: spotOf(pages, p) }))
    .filter(({ placed: p, spot }) => p.annotation.id === editing || Math.abs(spot.page - current) <= NEAR)
    .map((c) => ({ ...c, want: pages.list.topOf(c.spot) }))
    .sort((a, b) => a.want - b.want)

  useLayoutEffect(() => {
    const el = column.current
    if (!el) return undefined
    const arrange = (): void => {
      const nodes = [...el.children].filter((c): c is HTMLElement => c instanceof HTMLElement)
      const boxes = nodes.map((node, i) => ({
        want: i === 0 ? 0 : (cards[i - 1]?.want ?? 0),
        height: node.offsetHeight
      }))
      const tops = layoutCards(boxes, 1 + cards.findIndex((c) => c.placed.annotation.id === active) || -1)
      nodes.forEach((node, i) => {
        node.style.transform = `translateY(${tops[i] ?? 0}px)`
      })
    }
    arrange()
    const observer = new ResizeObserver(arrange)
    for (const child of el.children) observer.observe(child)
    return () => observer.disconnect()
  })

  return (
    <div ref={column} className={css['margin']} role="complementary" aria-label="Notes">
      <div className={css['item']}>{props.head}</div>
      {cards.map(({ placed: { annotation } }) => (
        <div key={annotation.id} className={css['item']}>
          <NoteCard
            annotation={annotation}
            active={annotation.id === active}
            editing={annotation.id === editing}
            actions={props.actions}
          />
        </div>
      ))}
    </div>
  )
}
