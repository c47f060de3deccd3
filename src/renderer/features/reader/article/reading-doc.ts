/** An article on screen: its shadow root, its text, and where things stand in the scroller. */
import { articleSheet } from './article-sheet'
import { directionOf } from './direction'
import { cutIntoParts } from './parts'
import { PartsInSight } from './parts-in-sight'
import { sanitiseArticle } from './sanitise'
import { frameTables } from './tables'
import { TextMap } from './text-map'
import { markWhiteFigures } from './white-figures'

export interface Heading {
  level: number
  title: string
  offset: number
  element: HTMLElement
}

export interface ReadingDoc {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  readonly body: HTMLElement
  readonly map: TextMap
  readonly parts: PartsInSight
  readonly headings: readonly Heading[]
  readonly direction: 'ltr' | 'rtl'
}

/** Fills the host's shadow root. `title`: a first heading that only repeats it is not shown twice. */
export function openDocument(
  host: HTMLElement,
  html: string,
  article: { title: string; lang: string | undefined }
): ReadingDoc {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [articleSheet()]
  const body = document.createElement('div')
  body.className = 'body'
  body.append(sanitiseArticle(html))
  if (article.lang !== undefined && /^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/i.test(article.lang))
    body.lang = article.lang
  const direction = directionOf(body.textContent, article.lang)
  body.dir = direction
  hideRepeatedTitle(body, article.title)
  frameTables(body)
  nameCode(body)
  labelBareLinks(body)
  cutIntoParts(body)
  markOpening(body)
  const map = new TextMap(body)
  root.replaceChildren(body)
  markWhiteFigures(body)
  const headings = [...body.querySelectorAll<HTMLElement>('h1,h2,h3,h4,h5,h6')]
    .filter((h) => !h.hidden && h.textContent.trim() !== '')
    .map((element) => ({
      level: Number(element.localName.slice(1)),
      title: element.textContent.replace(/\s+/g, ' ').trim(),
      offset: map.startOf(element),
      element
    }))
  const parts = new PartsInSight(body, map.text.length, (element) => map.startOf(element))
  return { host, root, body, map, parts, headings, direction }
}

function hideRepeatedTitle(body: HTMLElement, title: string): void {
  const first = body.querySelector<HTMLElement>('h1')
  if (!first) return
  const plain = (s: string): string =>
    s
      .normalize('NFKC')
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim()
      .toLowerCase()
  const before = document.createRange()
  before.setStart(body, 0)
  before.setEndBefore(first)
  if (plain(first.textContent) === plain(title) && before.toString().trim().length < 200) first.hidden = true
}

/** A heading that opens the text stands under the title without the space it has between sections. */
function markOpening(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof HTMLElement && node.hidden ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  )
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Element)) {
      if (node.nodeValue?.trim() !== '') return
    } else if (/^h[1-6]$/.test(node.localName)) {
      node.classList.add('opening')
      return
    } else if (/^(img|math|hr)$/.test(node.localName)) return
  }
}

/** Code scrolls by itself too, and can be scrolled by keyboard. */
function nameCode(body: HTMLElement): void {
  for (const pre of body.querySelectorAll('pre')) {
    pre.tabIndex = 0
    pre.setAttribute('role', 'region')
    pre.setAttribute('aria-label', 'Code')
  }
}

/** A link without words (around a picture without description) still says where it leads. */
function labelBareLinks(body: HTMLElement): void {
  for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const named = link.textContent.trim() !== '' || link.querySelector('img[alt]:not([alt=""])')
    if (!named && !link.hasAttribute('aria-label')) link.setAttribute('aria-label', link.href.slice(0, 200))
  }
}
