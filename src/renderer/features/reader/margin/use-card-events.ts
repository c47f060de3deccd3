/**
 * A card's own keys (they work in a popover too, where the app's are silent) and what wakes it. Listened to by hand:
 * the card is no control, its buttons are.
 */
import { useEffect, useRef, type RefObject } from 'react'
import { highlightColor } from '#shared/contract/records'
import type { NoteCardActions } from './card-actions'

export function useCardEvents(
  card: RefObject<HTMLElement | null>,
  id: string,
  active: boolean,
  actions: NoteCardActions
): void {
  const latest = useRef({ active, actions })
  useEffect(() => {
    latest.current = { active, actions }
  })
  useEffect(() => {
    const el = card.current
    if (!el) return undefined
    const wake = (): void => {
      if (!latest.current.active) latest.current.actions.onActivate(id)
    }
    const focused = (event: FocusEvent): void => {
      if (event.target === el) wake()
    }
    const pressed = (event: KeyboardEvent): void => {
      if (event.target !== el || event.ctrlKey || event.metaKey || event.altKey) return
      const on = latest.current.actions
      const color = highlightColor.options[Number(event.key) - 1]
      if (event.key === 'Enter') on.onEdit(id)
      else if (event.key === 'Delete') on.onDelete(id)
      else if (event.key === 'Escape') on.onLeave(id)
      else if (color) on.onRecolour(id, color)
      else return
      event.preventDefault()
    }
    el.addEventListener('click', wake)
    el.addEventListener('focus', focused)
    el.addEventListener('keydown', pressed)
    return () => {
      el.removeEventListener('click', wake)
      el.removeEventListener('focus', focused)
      el.removeEventListener('keydown', pressed)
    }
  }, [card, id])
}
