/** What our components need around the app, once. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { Announcer } from './announce'
import { PopupRoot } from './popup-root'
import { Toasts } from './toasts'
import { TooltipProvider } from './tooltip'

export function UiRoot(props: { children: ReactNode }): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider>
        <PopupRoot>
          {props.children}
          <Toasts />
          <Announcer />
        </PopupRoot>
      </TooltipProvider>
    </CSPProvider>
  )
}
