/** Keys to commands: tinykeys under the one registry. */
import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { commandRegistry, isSingleLetter, type Command } from '../ui/commands'

const FIELD =
  'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable=""], [contenteditable=true], .cm-content'
/** What answers Space and Enter by itself. */
const ACTIVATES =
  'button, a[href], summary, [role=button], [role=menuitem], [role=switch], [role=radio], [role=tab]'
const POPUP = '[role=dialog], [role=menu], [role=listbox][data-popup], [data-owns-keys]'

/** Signs may need Shift or AltGr on this keyboard: `?` is matched by what it prints. */
export function forAnyLayout(keys: string): string {
  return keys
    .split(' ')
    .map((press) => (press.length === 1 && !/[a-z0-9]/i.test(press) ? `[Shift]+[Alt]+${press}` : press))
    .join(' ')
}

/** The pane that has the focus, or had it last. */
export function currentPane(): string | undefined {
  const here = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  if (here !== undefined) lastPane = here
  return lastPane
}
let lastPane: string | undefined

/**
 * The command that `keys` mean here: one of the pane in front, else one for everywhere, the latest registered first.
 */
export function commandFor(
  commands: readonly Command[],
  keys: string,
  pane: string | undefined
): Command | undefined {
  const fitting = commands.filter((c) => c.enabled !== false && c.keys?.includes(keys))
  return (
    fitting.find((c) => c.scope !== undefined && c.scope === pane) ??
    fitting.find((c) => c.scope === undefined && c.last !== true) ??
    fitting.find((c) => c.scope === undefined)
  )
}

function press(event: KeyboardEvent, keys: string, singleLetters: boolean): void {
  if (event.defaultPrevented) return
  const target = event.target instanceof Element ? event.target : document.body
  const single = isSingleLetter(keys)
  if (single && !singleLetters) return
  const command = commandFor(commandRegistry.all(), keys, currentPane())
  if (!command) return
  if (target.closest(FIELD) && (single || command.inFields !== true)) return
  if (!keys.includes('$mod') && target.closest(POPUP)) return
  if ((event.key === ' ' || event.key === 'Enter') && target.closest(ACTIVATES)) return
  // Holding a key down repeats moving about, nothing else.
  if (event.repeat && command.hidden !== true) return
  event.preventDefault()
  command.run()
}

/** Listens for the keys of every registered command, and for commands from the host's menu. */
export function useKeys(singleLetters: boolean): void {
  useEffect(() => {
    let stop: () => void = () => undefined
    let bound: string | undefined
    const bind = (): void => {
      const all = new Set(commandRegistry.all().flatMap((c) => c.keys ?? []))
      // Binding anew forgets the first half of `g i`; which command has the keys is looked up when they are pressed.
      const now = [...all].sort().join('\n')
      if (now === bound) return
      bound = now
      stop()
      const map = Object.fromEntries(
        [...all].map((keys) => [
          forAnyLayout(keys),
          (event: KeyboardEvent) => press(event, keys, singleLetters)
        ])
      )
      stop = tinykeys(window, map, { ignore: (event: KeyboardEvent) => event.isComposing })
    }
    bind()
    let queued = false
    const unsubscribe = commandRegistry.subscribe(() => {
      // Several components register in one commit; one rebinding is enough.
      if (queued) return
      queued = true
      queueMicrotask(() => {
        queued = false
        bind()
      })
    })
    return () => {
      unsubscribe()
      stop()
    }
  }, [singleLetters])
  useEffect(() => {
    const remember = (): void => void currentPane()
    document.addEventListener('focusin', remember)
    const pointed = (event: PointerEvent): void => {
      const pane = event.target instanceof Element && event.target.closest<HTMLElement>('[data-pane]')
      if (pane) lastPane = pane.dataset['pane']
    }
    document.addEventListener('pointerdown', pointed, true)
    return () => {
      document.removeEventListener('focusin', remember)
      document.removeEventListener('pointerdown', pointed, true)
    }
  }, [])
}
