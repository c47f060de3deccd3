/**
 * What a highlight is to a screen reader and to Tab: a hidden button at its start and a hidden end. They have no
 * text, so the article's text stays what it is.
 */
import type { ReadingDoc } from '../article/reading-doc'
import type { Placed } from './placement'

interface Mark {
  start: HTMLButtonElement
  end: HTMLElement
  from: number
  to: number
}

export class Marks {
  private readonly marks = new Map<string, Mark>()
  private readonly doc: ReadingDoc

  constructor(doc: ReadingDoc, onActivate: (id: string) => void, onFocus: (id: string) => void) {
    this.doc = doc
    doc.root.addEventListener('click', (event) => {
      const id = markOf(event.target)
      if (id !== undefined) onActivate(id)
    })
    doc.root.addEventListener('focusin', (event) => {
      const id = markOf(event.target)
      if (id !== undefined) onFocus(id)
    })
  }

  /** Adds, moves, renames and takes away, so that the marks are those of `placed`. */
  sync(placed: readonly Placed[]): void {
    const wanted = new Set(placed.map((p) => p.annotation.id))
    for (const [id, mark] of this.marks) if (!wanted.has(id)) this.remove(id, mark)
    for (const p of placed) {
      const { id, color, note } = p.annotation
      let mark = this.marks.get(id)
      if (mark && (mark.from !== p.start || mark.to !== p.end)) {
        this.remove(id, mark)
        mark = undefined
      }
      mark ??= this.add(p)
      mark.start.setAttribute('aria-label', `Highlight, ${color}${note === '' ? '' : ', has note'}`)
    }
  }

  focus(id: string): boolean {
    const mark = this.marks.get(id)
    mark?.start.focus({ preventScroll: true })
    return mark !== undefined
  }

  private add({ annotation, start, end }: Placed): Mark {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'hl-start'
    button.dataset['highlight'] = annotation.id
    const close = document.createElement('span')
    close.className = 'hl-end'
    const first = this.doc.map.nodeAt(start)
    first?.before(button)
    const after = this.doc.map.nodeAt(end)
    if (after && after !== first) after.before(close)
    else lastText(this.doc.map.range(start, end))?.after(close)
    const mark = { start: button, end: close, from: start, to: end }
    this.marks.set(annotation.id, mark)
    return mark
  }

  private remove(id: string, mark: Mark): void {
    mark.start.remove()
    mark.end.remove()
    this.marks.delete(id)
  }
}

function markOf(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement ? target.dataset['highlight'] : undefined
}

function lastText(range: Range): Text | undefined {
  return range.endContainer instanceof Text ? range.endContainer : undefined
}
