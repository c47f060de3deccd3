/** Pasted and dropped: quotations that Carrel copied keep their source, pictures come into the library. */
import { EditorView } from '@codemirror/view'
import { pictureMarkdown } from '#shared/markdown/pictures'
import { quotedMarkdown } from '../quoted'
import type { EditorServices } from './services'

function insert(view: EditorView, data: DataTransfer | null, at: number | undefined): boolean {
  const html = data?.getData('text/html') ?? ''
  const quote = html === '' ? undefined : quotedMarkdown(html)
  if (quote === undefined) return false
  const { from, to } = at === undefined ? view.state.selection.main : { from: at, to: at }
  const before = view.state.sliceDoc(Math.max(0, from - 2), from)
  const lead = from === 0 || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const text = `${lead}${quote}\n\n`
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input.paste'
  })
  return true
}

/** Pictures alone: what has words as well (a cell of a spreadsheet, a page) is meant as words. */
function picturesOf(data: DataTransfer | null): File[] {
  if (!data || data.getData('text/plain').trim() !== '') return []
  const files = [...data.files]
  return files.every((f) => f.type.startsWith('image/')) ? files : []
}

/** Puts them where the cursor is when they are kept, each on a line of its own. */
export async function insertPictures(
  view: EditorView,
  files: readonly File[],
  services: EditorServices
): Promise<void> {
  for (const file of files) {
    const name = await services.keepPicture(file)
    if (name === undefined || !view.dom.isConnected) continue
    // What the clipboard calls its pictures describes nothing.
    const words = /^image\.\w+$/.test(file.name) ? '' : file.name.replace(/\.[^.]*$/, '')
    const { from, to } = view.state.selection.main
    const lead = from === view.state.doc.lineAt(from).from ? '' : '\n'
    const text = `${lead}${pictureMarkdown(name, words)}\n`
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.paste'
    })
  }
}

export const pasting = (services: EditorServices) =>
  EditorView.domEventHandlers({
    paste: (event, view) => {
      const pictures = picturesOf(event.clipboardData)
      if (pictures.length > 0) void insertPictures(view, pictures, services)
      else if (!insert(view, event.clipboardData, undefined)) return false
      event.preventDefault()
      return true
    },
    drop: (event, view) => {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined
      const pictures = picturesOf(event.dataTransfer)
      if (pictures.length > 0) {
        if (at !== undefined) view.dispatch({ selection: { anchor: at } })
        void insertPictures(view, pictures, services)
      } else if (!insert(view, event.dataTransfer, at)) return false
      event.preventDefault()
      return true
    }
  })
