/**
 * The notes margin: cards beside their passages. Heights and passages are read together, then transforms are written;
 * one ResizeObserver asks for it again.
 */
import { useLayoutEffect, useMemo, useRef, type ReactNode } from 'react'
import type { Footnote } from '../article/footnotes'
import { topOf } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import type { Placed } from '../highlights/placement'
import { FootnoteCard } from './footnote-card'
import { layoutCards } from './layout'
import css from './margin.module.css'
import type { NoteCardActions } from './card-actions'
import { NoteCard } from './note-card'
import { useTextInSight } from './use-text-in-sight'

type Item =
  | { kind: 'head'; key: string }
  | { kind: 'note'; key: string; placed: Placed }
  | { kind: 'footnote'; key: string; footnote: Footnote }

/** Small type beside large type: by so many pixels higher, their first lines stand together. */
const RISE = 4

export interface MarginProps {
  doc: ReadingDoc
  scroller: HTMLElement
  placed: readonly Placed[]
  footnotes: readonly Footnote[]
  active: string | undefined
  editing: string | undefined
  actions: NoteCardActions
  /** What stands at the top: the article's own note, highlights without a place. */
  head: ReactNode
  /** Changes when the reader looks different, so that everything is measured again. */
  version: string
}

export function Margin(props: MarginProps): ReactNode {
  const { doc, scroller, placed, footnotes, active, editing } = props
  const column = useRef<HTMLDivElement>(null)

  // Only the cards around the screen are drawn: thousands of them cost more than the article.
  const sight = useTextInSight(doc, scroller, props.version)

  const items = useMemo<Item[]>(() => {
    const near = (offset: number): boolean => offset >= sight.start && offset <= sight.end
    const notes = placed
      .filter(({ annotation: a, start }) =>
        a.note === '' ? a.id === active || a.id === editing : near(start) || a.id === editing
      )
      .map((p): [number, Item] => [p.start, { kind: 'note', key: p.annotation.id, placed: p }])
    const foot = footnotes
      .filter((f) => near(f.offset))
      .map((f, i): [number, Item] => [
        f.offset,
        { kind: 'footnote', key: `footnote-${f.mark}-${f.offset}-${i}`, footnote: f }
      ])
    const sorted = [...notes, ...foot].sort(([a], [b]) => a - b).map(([, item]) => item)
    return [{ kind: 'head', key: 'head' }, ...sorted]
  }, [placed, footnotes, active, editing, sight])

  useLayoutEffect(() => {
    const el = column.current
    if (!el) return undefined
    let frame = 0
    const arrange = (): void => {
      const nodes = [...el.children].filter((c): c is HTMLElement => c instanceof HTMLElement)
      const origin =
        el.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
      const boxes = items.map((item, i) => ({
        want:
          item.kind === 'head'
            ? 0
            : topOf(scroller, doc, item.kind === 'note' ? item.placed.start : item.footnote.offset) -
              origin -
              RISE,
        height: nodes[i]?.offsetHeight ?? 0
      }))
      // An empty head takes no room.
      const tops = layoutCards(
        boxes,
        items.findIndex((i) => i.key === active)
      )
      nodes.forEach((node, i) => {
        const to = `translateY(${tops[i] ?? 0}px)`
        if (node.style.transform !== to) node.style.transform = to
      })
    }
    arrange()
    const later = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(arrange)
    }
    const observer = new ResizeObserver(later)
    observer.observe(doc.host)
    for (const child of el.children) observer.observe(child)
    void document.fonts.ready.then(later)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
    }
  }, [items, active, doc, scroller, props.version])

  return (
    <div ref={column} className={css['margin']} role="complementary" aria-label="Notes">
      {items.map((item) => (
        <div key={item.key} className={css['item']}>
          {item.kind === 'head' && props.head}
          {item.kind === 'note' && (
            <NoteCard
              annotation={item.placed.annotation}
              active={item.key === active}
              editing={item.key === editing}
              actions={props.actions}
            />
          )}
          {item.kind === 'footnote' && (
            <FootnoteCard footnote={item.footnote} onLink={props.actions.onLink} />
          )}
        </div>
      ))}
    </div>
  )
}
