/** Says something to a screen reader without moving focus: undo, find counts, progress of an import. */
import { useSyncExternalStore, type ReactNode } from 'react'
import css from './visually-hidden.module.css'

let message = ''
let turn = 0
const listeners = new Set<() => void>()

/** Spoken politely, once. The same words twice in a row are spoken twice. */
export function announce(text: string): void {
  turn++
  // A trailing no-break space makes the same sentence a new one.
  message = turn % 2 === 0 ? text : `${text}\u00a0`
  for (const l of listeners) l()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The live region; once in the app, and never taken out of the document. */
export function Announcer(): ReactNode {
  const text = useSyncExternalStore(subscribe, () => message)
  return (
    <div className={css['hidden']} role="status" aria-live="polite">
      {text}
    </div>
  )
}
