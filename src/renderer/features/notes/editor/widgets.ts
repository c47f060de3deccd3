/** What stands in the place of markup that is not being edited. */
import { WidgetType, type EditorView } from '@codemirror/view'
import { markdownToHtml } from '../../../ui/markdown'

/** A sign or words: a bullet, a rule, the name of a picture. */
export class SignWidget extends WidgetType {
  private readonly className: string
  private readonly text: string

  constructor(className: string, text: string) {
    super()
    this.className = className
    this.text = text
  }

  override eq(other: SignWidget): boolean {
    return other.className === this.className && other.text === this.text
  }

  override toDOM(): HTMLElement {
    const span = document.createElement('span')
    span.className = this.className
    span.textContent = this.text
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
    box.innerHTML = markdownToHtml(this.source)
    box.addEventListener('mousedown', (event) => {
      event.preventDefault()
      view.dispatch({ selection: { anchor: view.posAtDOM(box) } })
      view.focus()
    })
    return box
  }
}
