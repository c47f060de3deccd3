/** What our components need around the app, once. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { Announcer } from './announce'
import { Toasts } from './toasts'
import { TooltipProvider } from './tooltip'

export function UiRoot(props: { children: ReactNode }): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider>
        {props.children}
        <Toasts />
        <Announcer />
      </TooltipProvider>
    </CSPProvider>
  )
}
