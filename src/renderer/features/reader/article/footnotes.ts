/** Notes of the article itself: what a short in-page link points to, when it stands further down. */
import { insideTarget } from './links'
import type { ReadingDoc } from './reading-doc'

export interface Footnote {
  /** As it stands in the text: `1`, `*`. */
  mark: string
  /** Where the reference stands in the text. */
  offset: number
  content: DocumentFragment
}

const LONGEST_MARK = 4
const LONGEST_NOTE = 1200
const MOST = 400

export function findFootnotes(doc: ReadingDoc): Footnote[] {
  const out: Footnote[] = []
  const seen = new Set<Element>()
  for (const link of doc.body.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    if (out.length >= MOST) break
    const mark = link.textContent.replace(/[[\]()\s]/g, '')
    if (mark === '' || [...mark].length > LONGEST_MARK || /[↩↑^]/.test(mark)) continue
    const target = insideTarget(doc, link.getAttribute('href') ?? '#')
    const note = target?.closest<HTMLElement>('li, p, dd, aside, div') ?? target
    if (!note || seen.has(note) || note.contains(link)) continue
    // A reference points forward; the way back points the other way.
    if (!(link.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING)) continue
    if (note.textContent.length > LONGEST_NOTE || note.textContent.trim() === '') continue
    seen.add(note)
    out.push({ mark, offset: doc.map.startOf(link), content: contentOf(note) })
  }
  return out
}

/** A copy without ids, ways back and the mark itself, for the margin. */
function contentOf(note: HTMLElement): DocumentFragment {
  const copy = note.cloneNode(true) as HTMLElement
  for (const el of copy.querySelectorAll('[id]')) el.removeAttribute('id')
  for (const link of copy.querySelectorAll('a[href^="#"]')) link.remove()
  for (const button of copy.querySelectorAll('.hl-start, .hl-end, img, table')) button.remove()
  const content = document.createDocumentFragment()
  content.append(...copy.childNodes)
  return content
}
