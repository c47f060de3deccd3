/** What `[[` and `#` complete to. Our core ranks; the order is kept. */
import {
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  type Completion,
  type CompletionContext,
  type CompletionResult
} from '@codemirror/autocomplete'
import { keymap, type EditorView } from '@codemirror/view'
import { Prec, type Extension } from '@codemirror/state'
import type { LinkOffer } from '#shared/contract/notes'
import type { EditorServices } from './services'

function option(offer: LinkOffer, insert: string, order: number): Completion {
  return {
    label: offer.title,
    detail: offer.detail,
    boost: -order,
    apply(view: EditorView, _completion: Completion, from: number, to: number) {
      // What closes the link may stand there already.
      const end = insert.endsWith(']]') && view.state.sliceDoc(to, to + 2) === ']]' ? to + 2 : to
      view.dispatch({
        changes: { from, to: end, insert },
        selection: { anchor: from + insert.length },
        userEvent: 'input.complete'
      })
    }
  }
}

/** Esc closes a list that is shown; one that is only being asked for does not keep Esc from leaving. */
const closeShown = (view: EditorView): boolean =>
  completionStatus(view.state) === 'active' && closeCompletion(view)
const keys = [
  ...completionKeymap.filter((k) => k.key !== 'Escape'),
  { key: 'Escape', run: closeShown, stopPropagation: true }
]

export function linkCompletion(services: EditorServices): Extension {
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const link = context.matchBefore(/\[\[[^[\]|\n]{0,200}$/)
    const tag = link ? null : context.matchBefore(/(?<![\p{L}\p{N}/#&])#[\p{L}\p{N}_/-]{1,100}$/u)
    const found = link ?? tag
    if (!found) return null
    const query = link ? found.text.slice(2) : found.text
    const offers = await services.offers(query)
    if (context.aborted || offers.length === 0) return null
    const options = offers.map((o, i) => option(o, tag ? bare(o) : o.insert, i))
    // Without `validFor`: every letter asks anew.
    return { from: found.from, options, filter: false }
  }
  const completion = autocompletion({
    defaultKeymap: false,
    override: [source],
    icons: false,
    activateOnTypingDelay: 60,
    maxRenderedOptions: 20
  })
  return [completion, Prec.highest(keymap.of(keys))]
}

/** A tag typed as `#` stays one where it can. */
function bare(offer: LinkOffer): string {
  return offer.to.kind === 'tag' && !/\s/.test(offer.to.path) ? `#${offer.to.path}` : offer.insert
}
