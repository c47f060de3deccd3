/** The width of the window, and whether it is a narrow one. */
import { useSyncExternalStore } from 'react'
import { NARROW } from './panes'

function subscribe(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

export function useWindowWidth(): { width: number; narrow: boolean } {
  const width = useSyncExternalStore(subscribe, () => innerWidth)
  return { width, narrow: width < NARROW }
}
