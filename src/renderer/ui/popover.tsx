/** A small pane beside an element or a rectangle. Not modal: Esc or a press outside closes it. */
import { Popover as Base } from '@base-ui/react/popover'
import type { ComponentProps, ReactElement, ReactNode, RefObject } from 'react'
import { type Anchor, toAnchor } from './anchor'
import { cx } from './cx'
import css from './popover.module.css'
import { OwnPopups } from './popup-root'

type Positioner = ComponentProps<typeof Base.Positioner>

export interface PopoverProps {
  /** The accessible name. */
  label: string
  /** A button. Without it, `open`, `onOpenChange` and `anchor` say when and where. */
  trigger?: ReactElement<Record<string, unknown>> | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  anchor?: Anchor | undefined
  side?: Positioner['side']
  align?: Positioner['align']
  sideOffset?: number | undefined
  /** false: focus stays where it is (a toolbar at a selection). */
  takeFocus?: boolean | undefined
  /** What is focused on opening. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  /** What is focused after closing, when there is no trigger. */
  returnFocus?: (() => HTMLElement | null) | undefined
  /** It stays inside this element, where there is room. */
  within?: Element | null | undefined
  /** Without padding, for content that brings its own. */
  bare?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

export function Popover(props: PopoverProps): ReactNode {
  const controlled = props.open === undefined ? {} : { open: props.open }
  const initialFocus = props.takeFocus === false ? false : props.initialFocus
  return (
    <Base.Root {...controlled} onOpenChange={(open) => props.onOpenChange?.(open)}>
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Positioner
          className={css['positioner']}
          sideOffset={props.sideOffset ?? 6}
          collisionPadding={8}
          {...(props.within ? { collisionBoundary: props.within } : {})}
          side={props.side ?? 'bottom'}
          align={props.align ?? 'center'}
          {...(props.anchor === undefined ? {} : { anchor: toAnchor(props.anchor) })}
        >
          <Base.Popup
            aria-label={props.label}
            className={cx(css['popup'], !props.bare && css['padded'], props.className)}
            {...(initialFocus === undefined ? {} : { initialFocus })}
            {...(props.takeFocus === false
              ? { finalFocus: false }
              : props.returnFocus
                ? { finalFocus: () => props.returnFocus?.() ?? true }
                : {})}
          >
            <OwnPopups>{props.children}</OwnPopups>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
