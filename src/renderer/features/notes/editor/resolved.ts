/** Which `[[…]]` lead somewhere: asked for as they are written, and again when the library changed. */
import { StateEffect, StateField } from '@codemirror/state'
import { ViewPlugin, type EditorView, type PluginValue, type ViewUpdate } from '@codemirror/view'
import type { Linkable } from '#shared/contract/notes'
import { findLinks } from '#shared/domain/note-links'
import type { EditorServices } from './services'

const ASK_AFTER_MS = 200

const learned = StateEffect.define<ReadonlyMap<string, Linkable | null>>()
/** The library changed: what was known may not hold any more. */
export const askAgain = StateEffect.define<null>()

export const resolved = StateField.define<ReadonlyMap<string, Linkable | null>>({
  create: () => new Map(),
  update(value, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(learned)) return new Map([...value, ...effect.value])
    return value
  }
})

/** Whether a transaction changes what is known. */
export function learns(update: ViewUpdate): boolean {
  return update.startState.field(resolved) !== update.state.field(resolved)
}

export function resolving(services: EditorServices) {
  return ViewPlugin.fromClass(
    class implements PluginValue {
      private timer: ReturnType<typeof setTimeout> | undefined
      private gone = false
      private readonly view: EditorView

      constructor(view: EditorView) {
        this.view = view
        this.later(0, false)
      }

      update(update: ViewUpdate): void {
        const again = update.transactions.some((t) => t.effects.some((e) => e.is(askAgain)))
        if (update.docChanged || again) this.later(ASK_AFTER_MS, again)
      }

      destroy(): void {
        this.gone = true
        clearTimeout(this.timer)
      }

      private later(ms: number, all: boolean): void {
        clearTimeout(this.timer)
        this.timer = setTimeout(() => void this.ask(all), ms)
      }

      private async ask(all: boolean): Promise<void> {
        const known = this.view.state.field(resolved)
        const links = findLinks(this.view.state.doc.toString()).map((l) => l.target)
        const targets = [...new Set(links)].filter((t) => all || known.get(t) == null).slice(0, 2000)
        if (targets.length === 0) return
        try {
          const found = await services.resolve(targets)
          const changed = targets.some((t, i) => !known.has(t) || known.get(t)?.kind !== found[i]?.kind)
          if (this.gone || (!changed && !all)) return
          this.view.dispatch({ effects: learned.of(new Map(targets.map((t, i) => [t, found[i] ?? null]))) })
        } catch {
          // Only the dashes under links that lead nowhere are missing; clicking asks again.
        }
      }
    }
  )
}
