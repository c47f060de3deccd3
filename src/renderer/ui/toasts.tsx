/** Short messages at the foot of the page, with at most one action. Gone after 10 s, unless hovered or focused. */
import { X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { announce } from './announce'
import { cx } from './cx'
import { IconButton } from './icon-button'
import { Kbd } from './kbd'
import css from './toasts.module.css'

export interface Toast {
  message: string
  action?: { label: string; keys?: string; command?: string; run(): void } | undefined
  /** `error` stays until it is closed, `busy` until it is dismissed. */
  kind?: 'info' | 'error' | 'busy' | undefined
}

interface Shown extends Toast {
  id: number
}

const LIFE_MS = 10_000
const MOST_SHOWN = 3
let shown: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Shown[]): void {
  shown = next
  for (const l of listeners) l()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function showToast(toast: Toast): void {
  announce(
    toast.action?.keys ? `${toast.message}. ${toast.action.label}: ${toast.action.keys}` : toast.message
  )
  change([...shown.slice(1 - MOST_SHOWN), { ...toast, id: ++lastId }])
}

/** Takes away every toast that offers `label` (the undo it offered has been used up). */
export function dismissToasts(label: string): void {
  if (shown.some((t) => t.action?.label === label)) change(shown.filter((t) => t.action?.label !== label))
}

/** Other words in the toasts that offer `label`, for work that goes on; not announced, or nothing else could be heard. */
export function rewordToasts(label: string, message: string): void {
  change(shown.map((t) => (t.action?.label === label ? { ...t, message } : t)))
}

export function useToast(): (toast: Toast) => void {
  return showToast
}

function remove(id: number): void {
  change(shown.filter((t) => t.id !== id))
}

/** The place where they stand; once in the app. */
export function Toasts(): ReactNode {
  const toasts = useSyncExternalStore(subscribe, () => shown)
  const [paused, setPaused] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = area.current
    const pause = (): void => setPaused(true)
    const resume = (): void => setPaused(false)
    element?.addEventListener('mouseenter', pause)
    element?.addEventListener('mouseleave', resume)
    element?.addEventListener('focusin', pause)
    element?.addEventListener('focusout', resume)
    return () => {
      element?.removeEventListener('mouseenter', pause)
      element?.removeEventListener('mouseleave', resume)
      element?.removeEventListener('focusin', pause)
      element?.removeEventListener('focusout', resume)
    }
  }, [])
  // A toast that goes under the pointer tells nobody that the pointer has left it.
  const none = toasts.length === 0
  useEffect(() => {
    if (none) setPaused(false)
  }, [none])
  return (
    <div ref={area} className={css['area']} role="region" aria-label="Messages">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} paused={paused} />
      ))}
    </div>
  )
}

function ToastCard(props: { toast: Shown; paused: boolean }): ReactNode {
  const { toast, paused } = props
  const { id, kind } = toast
  useEffect(() => {
    if (paused || kind === 'error' || kind === 'busy') return undefined
    // Begun anew after a pause: whoever came near gets the whole time again.
    const timer = setTimeout(() => remove(id), LIFE_MS)
    return () => clearTimeout(timer)
  }, [id, kind, paused])
  return (
    <div className={cx(css['toast'], kind === 'error' && css['error'])}>
      <span className={css['message']}>{toast.message}</span>
      {toast.action && (
        <button
          type="button"
          className={css['action']}
          onClick={() => {
            remove(id)
            toast.action?.run()
          }}
        >
          {toast.action.label}
          {toast.action.keys !== undefined && (
            <Kbd keys={toast.action.keys} command={toast.action.command} inverse />
          )}
        </button>
      )}
      {(kind === 'error' || !toast.action) && (
        <IconButton
          label="Dismiss"
          size="s"
          icon={<X />}
          className={css['close']}
          onClick={() => remove(id)}
        />
      )}
    </div>
  )
}
