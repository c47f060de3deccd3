/** The name of a reading list: for a new one and for renaming. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import css from './lists.module.css'

export function NameDialog(props: {
  title: string
  label: string
  value: string
  hint?: string | undefined
  /** An empty answer is an answer (no section). */
  mayBeEmpty?: boolean | undefined
  submit: string
  onSubmit(name: string): void
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const [name, setName] = useState(props.value)
  const field = useRef<HTMLInputElement>(null)
  const trimmed = name.trim()
  const usable = props.mayBeEmpty === true || trimmed !== ''
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (usable) props.onSubmit(trimmed)
  }
  return (
    <Dialog
      open
      size="s"
      title={props.title}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={field}
    >
      <form onSubmit={submit} className={css['form']}>
        <TextField
          ref={field}
          label={props.label}
          hint={props.hint}
          maxLength={500}
          value={name}
          onChange={(e) => setName(e.target.value)}
          onFocus={(e) => e.target.select()}
        />
        <div className={css['actions']}>
          <Button variant="quiet" onClick={props.onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={!usable}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
