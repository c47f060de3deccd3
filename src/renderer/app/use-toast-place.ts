/** Toasts stand in the middle of the page pane, wherever that is. */
import { useEffect } from 'react'

/** `layout`: another one means that the pane is another element. */
export function useToastPlace(layout: string): void {
  useEffect(() => {
    const page = document.querySelector('[data-page]')
    const place = (): void => {
      const at = page?.getBoundingClientRect()
      const shift = at ? at.left + at.width / 2 - innerWidth / 2 : 0
      document.documentElement.style.setProperty('--toast-shift', `${Math.round(shift)}px`)
    }
    place()
    if (!page) return undefined
    const observer = new ResizeObserver(place)
    observer.observe(page)
    return () => observer.disconnect()
  }, [layout])
}
