/** Markdown as it was typed → safe nodes. No HTML of the writer's gets through, and nothing is loaded from outside. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import createDOMPurify from 'dompurify'
import { pictureOf } from '#shared/markdown/pictures'
import { setTexAside, splitAtTex, typedTex, type TexSpan } from '#shared/markdown/tex'
import './markdown.css'
import { texPlace } from './tex'

let purify: ReturnType<typeof createDOMPurify> | undefined

const TAGS = (
  'p br em strong del code pre blockquote ul ol li a h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td sup sub ' +
  'section img input'
).split(' ')

const FOOTNOTES = ['data-footnotes', 'data-footnote-ref', 'data-footnote-backref']

export interface MarkdownOptions {
  /** `[[…]]` are links. */
  wiki?: boolean | undefined
}

/** Safe nodes, in a document that loads nothing. Formulas are places that `fillTex` draws. */
export function markdownFragment(text: string, options: MarkdownOptions = {}): DocumentFragment {
  purify ??= createDOMPurify(window)
  const aside = setTexAside(text)
  const html = purify.sanitize(micromark(aside.text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'title', 'start', 'align', 'src', 'alt', 'checked', ...FOOTNOTES],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|images\/)/i,
    ADD_URI_SAFE_ATTR: ['start', 'align'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false
  })
  // The content of a template belongs to no window: its pictures are not fetched.
  const box = document.createElement('template')
  box.innerHTML = html
  pictures(box.content)
  tasks(box.content)
  footnotes(box.content)
  formulas(box.content, aside.formulas)
  if (options.wiki === true) wikiLinks(box.content)
  return box.content
}

/** The same as text, for what is set as `innerHTML`. */
export function markdownToHtml(text: string, options?: MarkdownOptions): string {
  const box = document.createElement('template')
  box.content.append(markdownFragment(text, options))
  return box.innerHTML
}

/** Pictures of the library are shown; of any other only its words. */
function pictures(content: DocumentFragment): void {
  for (const image of content.querySelectorAll('img')) {
    const name = pictureOf(image.getAttribute('src') ?? '')
    const words = image.getAttribute('alt') ?? ''
    image.replaceWith(name === undefined ? pictureWords(words) : pictureElement(name, words))
  }
}

/** For a picture that is not shown: it lies elsewhere, or is gone. */
export function pictureWords(words: string): HTMLElement {
  const place = element('span', `Picture: ${words || 'without a description'}`)
  place.className = 'note-picture-words'
  return place
}

/** A picture of the library. Made in a document without a window, so that nothing is fetched before it is shown. */
export function pictureElement(name: string, words: string): HTMLImageElement {
  const image = document.implementation.createHTMLDocument('').createElement('img')
  image.src = `asset/${name}`
  image.alt = words
  image.className = 'note-picture'
  return image
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

/** Boxes are for reading here, and say so in words. */
function tasks(content: DocumentFragment): void {
  for (const box of content.querySelectorAll('input'))
    box.replaceWith(element('span', box.hasAttribute('checked') ? '☑' : '☐'))
}

/** Raised numbers with their text at the end: no links, since several notes stand on one page. */
function footnotes(content: DocumentFragment): void {
  for (const back of content.querySelectorAll('[data-footnote-backref]')) {
    const before = back.previousSibling
    if (before instanceof Text) before.data = before.data.trimEnd()
    back.remove()
  }
  const section = content.querySelector('section[data-footnotes]')
  section?.querySelector('h2')?.remove()
  if (section) section.className = 'footnotes'
  const notes = section ? [...section.querySelectorAll(':scope > ol > li')] : []
  for (const reference of content.querySelectorAll('[data-footnote-ref]')) {
    const number = reference.textContent
    const said = notes[Number.parseInt(number, 10) - 1]?.textContent.trim()
    const place = element('span', number)
    if (said !== undefined) place.title = said.length > 300 ? `${said.slice(0, 300)}…` : said
    reference.replaceWith(place)
  }
}

function textNodes(content: DocumentFragment, wanted: (text: Text) => boolean): Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let n = walker.nextNode(); n; n = walker.nextNode()) if (n instanceof Text && wanted(n)) found.push(n)
  return found
}

function formulas(content: DocumentFragment, set: readonly TexSpan[]): void {
  if (set.length === 0) return
  for (const text of textNodes(content, () => true)) {
    const parts = splitAtTex(text.data, set)
    if (parts.length === 1 && typeof parts[0] === 'string') continue
    text.replaceWith(
      ...parts.map((p) => (typeof p === 'string' ? p : texPlace(p.tex, p.display, typedTex(p))))
    )
  }
}

/** The sign before what a `[[…]]` names, in the addresses of links. */
export const WIKI = 'carrel:'

const WIKI_LINK = /\[\[([^[\]|\n]{1,2100})(?:\|([^[\]\n]{0,2000}))?\]\]/g

/** Makes links of the `[[…]]`, outside of code. The target is a text, never HTML. */
function wikiLinks(content: DocumentFragment): void {
  const found = textNodes(
    content,
    (n) => n.data.includes('[[') && !n.parentElement?.closest('code, pre, a, [data-tex]')
  )
  for (const text of found) {
    const parts: (string | Node)[] = []
    let at = 0
    for (const m of text.data.matchAll(WIKI_LINK)) {
      const link = element('a', (m[2] ?? '').trim() || (m[1] ?? '').trim())
      link.setAttribute('href', WIKI + (m[1] ?? '').trim())
      parts.push(text.data.slice(at, m.index), link)
      at = m.index + m[0].length
    }
    text.replaceWith(...parts, text.data.slice(at))
  }
}
