/** A name and its key, shown on hover and on keyboard focus. The trigger carries its own accessible name. */
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './kbd'
import { usePopupContainer } from './popup-root'
import css from './tooltip.module.css'

interface TooltipProps {
  label: string
  keys?: string | undefined
  /** The command that `keys` are of as drawn: what is shown are its keys in force. */
  command?: string | undefined
  /** A single button. */
  children: NonNullable<ComponentProps<typeof Base.Trigger>['render']>
  /** Passed on to the button, so that menus and popovers can use it as their trigger. */
  trigger?: ComponentProps<typeof Base.Trigger> | undefined
}

export function Tooltip(props: TooltipProps): ReactNode {
  const container = usePopupContainer()
  return (
    <Base.Root>
      <Base.Trigger {...props.trigger} render={props.children} />
      <Base.Portal {...container}>
        <Base.Positioner sideOffset={6} className={css['positioner']}>
          <Base.Popup className={css['popup']}>
            {props.label}
            {props.keys !== undefined && <Kbd keys={props.keys} command={props.command} inverse />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Once around the app: after the first tooltip the next ones come at once. */
export function TooltipProvider(props: { children: ReactNode }): ReactNode {
  return (
    <Base.Provider delay={500} closeDelay={0} timeout={400}>
      {props.children}
    </Base.Provider>
  )
}
