/** The links of a page, as buttons over it. */
import type { PageLink } from './book'
import { putAt } from './page-geometry'
import type { Viewport } from './pdfjs'

/** `view`: of its page, at any scale. */
export function linkElement(link: PageLink, view: Viewport, onLink: (link: PageLink) => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'pdf-link'
  const name = link.url ?? 'Go to the place in this document'
  button.title = name
  button.setAttribute('aria-label', link.url === undefined ? name : `Open ${name}`)
  putAt(button, link.rect, view)
  button.addEventListener('click', () => onLink(link))
  return button
}
