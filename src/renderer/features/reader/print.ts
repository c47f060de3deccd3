/**
 * On paper: the article alone, in light colours, every highlight painted, every note in the margin beside its paragraph.
 * The notes stand in the article's own flow only while it is printed, so that they break across pages with it.
 */
import { renderMarkdown } from '../../ui/markdown'
import type { ReadingDoc } from './article/reading-doc'
import { paintHighlights } from './highlights/paint'
import type { Placed } from './highlights/placement'

/** Prepares the page for paper; the returned function takes everything back. */
export function layOutForPrint(doc: ReadingDoc, placed: readonly Placed[]): () => void {
  const root = document.documentElement
  const theme = root.dataset['theme']
  root.dataset['theme'] = 'light'
  const added: Element[] = []
  for (const { annotation, start } of placed) {
    if (annotation.note.trim() === '') continue
    const block = doc.map.paragraphs[doc.map.paragraphAt(start)]?.block
    if (!(block instanceof HTMLElement)) continue
    const aside = document.createElement('aside')
    aside.className = `print-note print-${annotation.color}`
    aside.dir = 'auto'
    aside.append(renderMarkdown(annotation.note))
    // Before what a table or a list would take apart.
    const before = block.closest<HTMLElement>('.table-frame, li') ?? block
    if (before.matches('li')) before.prepend(aside)
    else before.before(aside)
    added.push(aside)
  }
  doc.host.classList.add('printing')
  doc.body.classList.toggle('has-print-notes', added.length > 0)
  paintHighlights(doc, placed, undefined)
  return () => {
    for (const aside of added) aside.remove()
    doc.host.classList.remove('printing')
    doc.body.classList.remove('has-print-notes')
    if (theme === undefined) delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }
}
