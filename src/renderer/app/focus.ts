/** Moving the focus between the panes. */

/** What a pane is about, the best first. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  library: ['[aria-current=page]', '[data-place]', 'button'],
  list: ['[role=option][tabindex="0"]'],
  reader: ['[role=region][tabindex="0"]', '[role=combobox]', 'h1 ~ div button']
}

function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((p) => p.offsetParent !== null)
}

/** Focuses what the pane is about; false when it is not on screen (yet). */
export function focusPane(name: string): boolean {
  const pane = panes().find((p) => p.dataset['pane'] === name)
  if (!pane) return false
  for (const selector of FIRST[name] ?? []) {
    const target = pane.querySelector<HTMLElement>(selector)
    if (target) {
      target.focus({ preventScroll: true })
      return true
    }
  }
  return false
}

/** As soon as it is there: an article that was just opened may still be on its way. */
export function focusPaneSoon(name: string): void {
  soon(() => focusPane(name))
}

/** Begins writing the note of the article that was just opened. */
export function focusNoteSoon(): void {
  soon(() => {
    const note = document.querySelector<HTMLElement>('[data-article-note] :is(textarea, button)')
    note?.focus()
    note?.click()
    return note !== null
  })
}

/** Tries each frame until it works, for three seconds, or until the person has gone elsewhere. */
function soon(attempt: () => boolean): void {
  const until = performance.now() + 3000
  const before = document.activeElement
  const again = (): void => {
    const now = document.activeElement
    if (now !== before && now !== document.body) return
    if (!attempt() && performance.now() < until) requestAnimationFrame(again)
  }
  requestAnimationFrame(again)
}

export function cyclePanes(delta: number): void {
  const all = panes()
  const at = all.findIndex((p) => p.contains(document.activeElement))
  const next = all[(at + delta + all.length) % all.length]
  const name = next?.dataset['pane']
  // A pane with nothing in it (an empty list) takes the focus itself.
  if (name !== undefined && !focusPane(name)) next?.querySelector<HTMLElement>('button, a, input')?.focus()
}
