/** What stands in the place of markup that is not being edited. */
import { WidgetType, type EditorView } from '@codemirror/view'
import { markdownFragment, pictureElement, WIKI } from '../../../ui/markdown-html'
import { fillTex } from '../../../ui/tex'
import { leadsOn, toSource } from './to-source'

/** A sign or words: a bullet, a rule, the name of a picture. */
export class SignWidget extends WidgetType {
  private readonly className: string
  private readonly text: string
  private readonly title: string

  /** `title`: what it says when pointed at. */
  constructor(className: string, text: string, title = '') {
    super()
    this.className = className
    this.text = text
    this.title = title
  }

  override eq(other: SignWidget): boolean {
    return other.className === this.className && other.text === this.text && other.title === this.title
  }

  override toDOM(): HTMLElement {
    const span = document.createElement('span')
    span.className = this.className
    span.textContent = this.text
    if (this.title !== '') span.title = this.title
    return span
  }
}

/** `[ ]` and `[x]`: ticking writes into the text. */
export class TaskWidget extends WidgetType {
  private readonly done: boolean

  constructor(done: boolean) {
    super()
    this.done = done
  }

  override eq(other: TaskWidget): boolean {
    return other.done === this.done
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input')
    box.type = 'checkbox'
    box.className = 'cm-task'
    box.checked = this.done
    box.setAttribute('aria-label', this.done ? 'Done' : 'To do')
    box.addEventListener('change', () => {
      const from = view.posAtDOM(box)
      view.dispatch({ changes: { from, to: from + 3, insert: this.done ? '[ ]' : '[x]' } })
    })
    return box
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** A table as it will be; a click puts the cursor into its source. */
export class TableWidget extends WidgetType {
  private readonly source: string

  constructor(source: string) {
    super()
    this.source = source
  }

  override eq(other: TableWidget): boolean {
    return other.source === this.source
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div')
    box.className = 'cm-table'
    // Sanitised: no HTML of the writer's gets through.
    box.append(document.importNode(withTargets(markdownFragment(this.source, { wiki: true })), true))
    fillTex(box, () => view.requestMeasure())
    return toSource(box, view)
  }

  /** A link in it is followed as one in the text is. */
  override ignoreEvent(event: Event): boolean {
    return !leadsOn(event)
  }
}

/** `[[…]]` become what the editor follows: nothing in it may lead the page away. */
function withTargets(content: DocumentFragment): DocumentFragment {
  for (const link of content.querySelectorAll(`a[href^="${WIKI}"]`)) {
    const place = document.createElement('span')
    place.className = 'cm-link'
    place.dataset['target'] = (link.getAttribute('href') ?? '').slice(WIKI.length)
    place.textContent = link.textContent
    link.replaceWith(place)
  }
  return content
}

/** A picture of the library. */
export class PictureWidget extends WidgetType {
  private readonly name: string
  private readonly words: string

  constructor(name: string, words: string) {
    super()
    this.name = name
    this.words = words
  }

  override eq(other: PictureWidget): boolean {
    return other.name === this.name && other.words === this.words
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('span')
    box.className = 'cm-picture'
    const image = document.importNode(pictureElement(this.name, this.words))
    image.addEventListener('load', () => view.requestMeasure())
    image.addEventListener('error', () => {
      box.className = 'cm-image'
      box.textContent = `Picture: ${this.words || 'without a description'} (its file is not in the library)`
      view.requestMeasure()
    })
    box.append(image)
    return toSource(box, view)
  }
}
