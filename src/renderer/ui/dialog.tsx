/** A modal dialog, for the few things that need one. Esc and a press outside close it; focus goes back by itself. */
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
import { cx } from './cx'
import css from './dialog.module.css'
import iconButton from './icon-button.module.css'
import { OwnPopups } from './popup-root'

export interface DialogProps {
  open: boolean
  onClose(): void
  title: string
  /** Under the title. */
  description?: ReactNode
  /** Buttons, the primary one last. */
  actions?: ReactNode
  size?: 's' | 'm' | 'l' | undefined
  /** Only to be read: the content takes the focus, so that the arrow keys scroll it. */
  readOnly?: boolean | undefined
  initialFocus?: RefObject<HTMLElement | null> | undefined
  returnFocus?: (() => HTMLElement | null) | undefined
  children?: ReactNode
}

export function Dialog(props: DialogProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  return (
    <OwnPopups>
      <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
        <Base.Portal>
          <Base.Backdrop className={css['backdrop']} />
          <Base.Viewport className={css['viewport']}>
            <Base.Popup
              className={cx(css['popup'], css[props.size ?? 'm'])}
              ref={popup}
              initialFocus={props.initialFocus ?? (props.readOnly ? body : popup)}
              {...(props.returnFocus ? { finalFocus: () => props.returnFocus?.() ?? true } : {})}
            >
              <header className={css['head']}>
                <Base.Title className={css['title']}>{props.title}</Base.Title>
                {/* Without a tooltip, which would take the first Esc for itself. */}
                <Base.Close aria-label="Close" className={cx(iconButton['button'], iconButton['m'])}>
                  <X />
                </Base.Close>
              </header>
              {props.description !== undefined && (
                <Base.Description className={css['description']}>{props.description}</Base.Description>
              )}
              <div ref={body} className={css['body']} {...(props.readOnly ? { tabIndex: 0 } : {})}>
                {props.children}
              </div>
              {props.actions !== undefined && <footer className={css['actions']}>{props.actions}</footer>}
            </Base.Popup>
          </Base.Viewport>
        </Base.Portal>
      </Base.Root>
    </OwnPopups>
  )
}
