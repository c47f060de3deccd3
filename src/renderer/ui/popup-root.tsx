/**
 * Where menus and hints are put in the document: in a landmark of their own, which is one only while something is in it.
 * Inside a dialog or a popover they stay with it.
 */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

const Root = createContext<HTMLElement | null>(null)

export function PopupRoot(props: { children: ReactNode }): ReactNode {
  const [root, setRoot] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (!root) return undefined
    const mark = (): void => {
      if (root.childElementCount > 0) {
        root.setAttribute('role', 'region')
        root.setAttribute('aria-label', 'Menus and hints')
      } else {
        root.removeAttribute('role')
        root.removeAttribute('aria-label')
      }
    }
    const observer = new MutationObserver(mark)
    observer.observe(root, { childList: true })
    return () => observer.disconnect()
  }, [root])
  return (
    <Root value={root}>
      {props.children}
      <div ref={setRoot} />
    </Root>
  )
}

/** Around the content of dialogs and popovers. */
export function OwnPopups(props: { children: ReactNode }): ReactNode {
  return <Root value={null}>{props.children}</Root>
}

/** Props for a Base UI portal. */
export function usePopupContainer(): { container?: HTMLElement } {
  const root = useContext(Root)
  return root ? { container: root } : {}
}
