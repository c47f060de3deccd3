/** Hands out the links in an element's HTML instead of following them: by mouse and by Enter alike. */
import { useEffect, type RefObject } from 'react'

export function useLinkClicks(element: RefObject<HTMLElement | null>, onLink: (url: string) => void): void {
  useEffect(() => {
    const el = element.current
    if (!el) return undefined
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link) return
      event.preventDefault()
      event.stopPropagation()
      const href = link.getAttribute('href')
      if (href !== null && !href.startsWith('#')) onLink(href)
    }
    el.addEventListener('click', follow)
    el.addEventListener('auxclick', follow)
    return () => {
      el.removeEventListener('click', follow)
      el.removeEventListener('auxclick', follow)
    }
  }, [element, onLink])
}
