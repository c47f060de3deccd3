/** Menus: opened by a trigger, or placed by hand at an element or a point (context menus). */
import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { type Anchor, toAnchor } from './anchor'
import { cx } from './cx'
import { Kbd } from './kbd'
import css from './menu.module.css'
import { usePopupContainer } from './popup-root'

type Positioner = ComponentProps<typeof Base.Positioner>

export interface MenuProps {
  /** A button. Without it, `open`, `onOpenChange` and `anchor` say when and where. */
  trigger?: ReactElement<Record<string, unknown>> | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  anchor?: Anchor | undefined
  side?: Positioner['side']
  align?: Positioner['align']
  /** What is focused after closing, when there is no trigger. */
  returnFocus?: (() => HTMLElement | null) | undefined
  children: ReactNode
}

export function Menu(props: MenuProps): ReactNode {
  const controlled = props.open === undefined ? {} : { open: props.open }
  const container = usePopupContainer()
  return (
    <Base.Root {...controlled} onOpenChange={(open) => props.onOpenChange?.(open)}>
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal {...container}>
        <Base.Positioner
          className={css['positioner']}
          sideOffset={4}
          collisionPadding={8}
          side={props.side ?? 'bottom'}
          align={props.align ?? 'start'}
          {...(props.anchor === undefined ? {} : { anchor: toAnchor(props.anchor) })}
        >
          <Base.Popup
            className={css['popup']}
            {...(props.returnFocus ? { finalFocus: () => props.returnFocus?.() ?? true } : {})}
          >
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface MenuItemProps {
  icon?: ReactNode
  keys?: string | undefined
  /** The command that `keys` are of as drawn: what is shown are its keys in force. */
  command?: string | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  onSelect(): void
  children: ReactNode
}

export function MenuItem(props: MenuItemProps): ReactNode {
  return (
    <Base.Item
      className={cx(css['item'], props.danger && css['danger'])}
      disabled={props.disabled ?? false}
      onClick={() => props.onSelect()}
    >
      <span className={css['icon']}>{props.icon}</span>
      <span className={css['label']}>{props.children}</span>
      {props.keys !== undefined && <Kbd keys={props.keys} command={props.command} />}
    </Base.Item>
  )
}

export function MenuCheckboxItem(props: {
  checked: boolean
  onChange(checked: boolean): void
  children: ReactNode
}): ReactNode {
  return (
    <Base.CheckboxItem
      className={css['item']}
      checked={props.checked}
      onCheckedChange={(checked) => props.onChange(checked)}
      closeOnClick
    >
      <span className={css['icon']}>
        <Base.CheckboxItemIndicator render={<Check />} />
      </span>
      <span className={css['label']}>{props.children}</span>
    </Base.CheckboxItem>
  )
}

/** One of several; the chosen one is ticked. */
export function MenuRadioGroup<T extends string>(props: {
  label?: string | undefined
  value: T
  options: readonly { value: T; label: string; icon?: ReactNode }[]
  onChange(value: T): void
}): ReactNode {
  return (
    <Base.RadioGroup value={props.value} onValueChange={(value: T) => props.onChange(value)}>
      {props.label !== undefined && <Base.GroupLabel className={css['group']}>{props.label}</Base.GroupLabel>}
      {props.options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={css['item']} closeOnClick>
          <span className={css['icon']}>
            <Base.RadioItemIndicator render={<Check />} />
          </span>
          <span className={css['label']}>{option.label}</span>
          {option.icon}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export function MenuGroup(props: { label: string; children: ReactNode }): ReactNode {
  return (
    <Base.Group>
      <Base.GroupLabel className={css['group']}>{props.label}</Base.GroupLabel>
      {props.children}
    </Base.Group>
  )
}

export function SubMenu(props: { icon?: ReactNode; label: string; children: ReactNode }): ReactNode {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={css['item']}>
        <span className={css['icon']}>{props.icon}</span>
        <span className={css['label']}>{props.label}</span>
        <ChevronRight className={css['chevron']} />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className={css['positioner']} sideOffset={-2} collisionPadding={8}>
          <Base.Popup className={css['popup']}>{props.children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

export function MenuSeparator(): ReactNode {
  return <Base.Separator className={css['separator']} />
}
