/** The Markdown editor. Its own chunk: loaded with the first note that is written. */
import { history, defaultKeymap, historyKeymap } from '@codemirror/commands'
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
  markdownLanguage
} from '@codemirror/lang-markdown'
import { completionStatus } from '@codemirror/autocomplete'
import { ChangeSet, EditorState, Prec, Transaction, type Extension } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, keymap, placeholder } from '@codemirror/view'
import { linkCompletion } from './complete'
import { insertPictures, pasting } from './paste'
import { preview } from './preview'
import { askAgain, resolved, resolving } from './resolved'
import type { EditorServices } from './services'
import { adoptStyles } from './sheet'
import { theme } from './theme'

export interface EditorOptions {
  parent: HTMLElement
  text: string
  label: string
  placeholder: string
  services: EditorServices
  onChange(text: string): void
  /** Esc, or Ctrl+Enter. */
  onLeave(): void
}

export interface Editor {
  readonly text: string
  /** The text became another elsewhere (a renaming, another window); what was typed since `base` stays. */
  merge(base: string, text: string): void
  /** Puts a block at the end of the text, or in its place when it is empty. */
  append(block: string): void
  /** Keeps pictures and puts them where the cursor is. */
  insertPictures(files: readonly File[]): Promise<void>
  /** Links may lead elsewhere now. */
  refresh(): void
  focus(): void
  destroy(): void
}

/** The smallest single change from one text to the other. */
function changeBetween(from: string, to: string): ChangeSet {
  let start = 0
  const most = Math.min(from.length, to.length)
  while (start < most && from[start] === to[start]) start++
  let end = 0
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++
  const change = { from: start, to: from.length - end, insert: to.slice(start, to.length - end) }
  return ChangeSet.of(from === to ? [] : [change], from.length)
}

/** Opens the link at `pos`; false: there is none. */
function openAt(view: EditorView, pos: number, services: EditorServices): boolean {
  const { node } = view.domAtPos(pos, 1)
  const element = node instanceof Element ? node : node.parentElement
  const found = element?.closest<HTMLElement>('.cm-link, .cm-tag')
  return found ? openElement(view, found, services) : false
}

function openElement(view: EditorView, element: HTMLElement, services: EditorServices): boolean {
  const { target } = element.dataset
  if (target !== undefined) {
    // Asked anew: what is known may be a moment old.
    services.resolve([target]).then(
      ([to]) => services.open(to ?? null, target),
      () => services.open(view.state.field(resolved).get(target) ?? null, target)
    )
    return true
  }
  const at = view.posAtDOM(element)
  const rest = view.state.sliceDoc(at, Math.min(view.state.doc.length, at + 4000))
  const url = /^[^\]\n]*\]\(\s*<?([^)>\s]+)/.exec(rest)?.[1] ?? /^<?(https?:\/\/[^\s>)]+)/.exec(rest)?.[1]
  if (url === undefined) return false
  services.openUrl(url)
  return true
}

const clicking = (services: EditorServices): Extension =>
  EditorView.domEventHandlers({
    mousedown: (event, view) => {
      const element =
        event.target instanceof Element ? event.target.closest<HTMLElement>('.cm-link, .cm-tag') : null
      if (!element || event.button !== 0 || event.shiftKey) return false
      // Where the cursor is already, the link is being written: then only with Ctrl or Cmd.
      const at = view.posAtDOM(element)
      const { head } = view.state.selection.main
      const inIt = view.hasFocus && head >= at && head <= at + (element.textContent?.length ?? 0)
      if (inIt && !event.ctrlKey && !event.metaKey) return false
      event.preventDefault()
      return openElement(view, element, services)
    }
  })

export function createEditor(options: EditorOptions): Editor {
  adoptStyles()
  const { services } = options
  const leave = (view: EditorView): boolean => {
    if (completionStatus(view.state) === 'active') return false
    options.onLeave()
    return true
  }
  let given: string | undefined
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'data-takes-pictures': '',
          spellcheck: 'true',
          autocapitalize: 'sentences'
        }),
        placeholder(options.placeholder),
        markdownLanguage,
        linkCompletion(services),
        resolved,
        resolving(services),
        preview,
        pasting(services),
        clicking(services),
        theme,
        Prec.high(
          keymap.of([
            { key: 'Enter', run: insertNewlineContinueMarkup },
            { key: 'Backspace', run: deleteMarkupBackward },
            { key: 'Alt-Enter', run: (v) => openAt(v, v.state.selection.main.head, services) },
            { key: 'Mod-b', run: (v) => surround(v, '**') },
            { key: 'Mod-i', run: (v) => surround(v, '*') },
            { key: 'Mod-Enter', run: leave },
            { key: 'Escape', run: leave, stopPropagation: true }
          ])
        ),
        keymap.of([...defaultKeymap.filter((k) => k.key !== 'Mod-Enter'), ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          const now = update.docChanged ? update.state.doc.toString() : undefined
          // What came from the library needs no saving.
          if (now !== undefined && now !== given) options.onChange(now)
        })
      ]
    })
  })
  return {
    get text() {
      return view.state.doc.toString()
    },
    merge(base, text) {
      const now = view.state.doc.toString()
      if (now === text) return
      const local = changeBetween(base, now)
      const changes = changeBetween(base, text).map(local)
      // Not a step of the editor's own undo: it was not done here.
      given = text
      view.dispatch({ changes, annotations: Transaction.addToHistory.of(false) })
      given = undefined
    },
    append(block) {
      const { length } = view.state.doc
      const before = view.state.doc.toString().replace(/\n+$/, '')
      const insert = before === '' ? block : `\n\n${block}`
      const from = before.length
      view.dispatch({ changes: { from, to: length, insert }, selection: { anchor: from + insert.length } })
      view.focus()
    },
    insertPictures: (files) => insertPictures(view, files, services),
    refresh: () => view.dispatch({ effects: askAgain.of(null) }),
    focus: () => view.focus(),
    destroy: () => view.destroy()
  }
}

/** Puts marks around the selection, or takes them off. */
function surround(view: EditorView, sign: string): boolean {
  const { from, to } = view.state.selection.main
  const n = sign.length
  const has = view.state.sliceDoc(from - n, from) === sign && view.state.sliceDoc(to, to + n) === sign
  view.dispatch(
    has
      ? {
          changes: [
            { from: from - n, to: from },
            { from: to, to: to + n }
          ]
        }
      : {
          changes: [
            { from, insert: sign },
            { from: to, insert: sign }
          ],
          selection: { anchor: from + n, head: to + n }
        }
  )
  return true
}
