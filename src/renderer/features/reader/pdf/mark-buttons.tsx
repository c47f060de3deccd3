/** Highlights for keys and for those who hear the page: a hidden button at each, in its page. */
import { Fragment, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Placed } from '../highlights/placement'
import { rectsOn } from './marks'
import type { Pages } from './use-pages'

export function MarkButtons(props: {
  pages: Pages
  /** Grows when other pages exist. */
  version: number
  placed: readonly Placed[]
  onActivate(id: string): void
}): ReactNode {
  const all = [...props.pages.list.pages.values()].sort((a, b) => a.number - b.number)
  const done = new Set<string>()
  return all.map((page) => {
    const here = props.placed.filter((p) => !done.has(p.annotation.id) && rectsOn(page, p).length > 0)
    for (const p of here) done.add(p.annotation.id)
    return (
      <Fragment key={page.number}>
        {createPortal(
          here.map(({ annotation: a }) => (
            <button
              key={a.id}
              type="button"
              className="pdf-mark-button"
              data-mark={a.id}
              aria-label={`Highlight, ${a.color}${a.note === '' ? '' : ', has note'}`}
              onClick={() => {
                props.onActivate(a.id)
                document
                  .querySelector<HTMLElement>(`[data-card="${CSS.escape(a.id)}"]`)
                  ?.focus({ preventScroll: true })
              }}
            />
          )),
          page.element
        )}
      </Fragment>
    )
  })
}
