/** Links of an article: in-page ones scroll, all others are handed out. The page itself never goes anywhere. */
import type { ReadingDoc } from './reading-doc'

export interface LinkHandlers {
  onExternal(url: string): void
  /** The selection is dragged out: fills it, or answers false when nothing is selected. */
  onDragSelection(data: DataTransfer): boolean
  /** An element of the article to show; `from` is the link that was followed. */
  onInside(target: HTMLElement, from: HTMLElement): void
}

export function listenToLinks(doc: ReadingDoc, handlers: LinkHandlers): () => void {
  const follow = (event: Event): void => {
    const link = event.composedPath().find((n): n is HTMLAnchorElement => n instanceof HTMLAnchorElement)
    if (!link) return
    const href = link.getAttribute('href')
    event.preventDefault()
    if (href === null) return
    if (href.startsWith('#')) {
      const target = insideTarget(doc, href)
      if (target) handlers.onInside(target, link)
    } else handlers.onExternal(href)
  }
  // A picture or link dropped on the window would navigate it.
  const keep = (event: Event): void => {
    const onThing = event
      .composedPath()
      .some((n) => n instanceof HTMLAnchorElement || n instanceof HTMLImageElement)
    if (
      !onThing &&
      event instanceof DragEvent &&
      event.dataTransfer &&
      handlers.onDragSelection(event.dataTransfer)
    )
      return
    event.preventDefault()
  }
  doc.root.addEventListener('click', follow)
  doc.root.addEventListener('auxclick', follow)
  doc.root.addEventListener('dragstart', keep)
  return () => {
    doc.root.removeEventListener('click', follow)
    doc.root.removeEventListener('auxclick', follow)
    doc.root.removeEventListener('dragstart', keep)
  }
}

/** `#s-note1` → the element. Never by selector: the id is the page's own. */
export function insideTarget(doc: ReadingDoc, href: string): HTMLElement | undefined {
  let id = href.slice(1)
  try {
    id = decodeURIComponent(id)
  } catch {
    // Not percent-encoded after all: it is taken as it stands.
  }
  return doc.root.getElementById(id) ?? doc.root.getElementById(href.slice(1)) ?? undefined
}
