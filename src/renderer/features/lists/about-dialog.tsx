/** What a reading list is for, in Markdown, and by when it is to be read. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { useCall } from '../../api/context'
import { useReadingList } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextArea, TextField } from '../../ui/text-field'
import { undoToast } from '../../ui/undo-toast'
import css from './lists.module.css'

interface AboutProps {
  list: string
  onClose(): void
  returnFocus(): HTMLElement | null
}

export function AboutListDialog(props: AboutProps): ReactNode {
  const list = useReadingList(props.list).data
  // The fields begin with what is known, so they wait for it.
  return list?.id === props.list ? (
    <Fields {...props} name={list.name} description={list.description ?? ''} due={list.due ?? ''} />
  ) : null
}

function Fields(props: AboutProps & { name: string; description: string; due: string }): ReactNode {
  const [description, setDescription] = useState(props.description)
  const [due, setDue] = useState(props.due)
  const change = useCall('lists.about')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void change({ id: props.list, description, due: due === '' ? null : due }).then((done) => {
      if (!done) return
      undoToast(`Changed what is said of “${props.name}”`)
      props.onClose()
    })
  }
  return (
    <Dialog open title={`About “${props.name}”`} onClose={props.onClose} returnFocus={props.returnFocus}>
      <form onSubmit={submit} className={css['form']}>
        <TextArea
          label="What this list is for"
          hint="In Markdown. It stands under the list’s name."
          rows={6}
          maxLength={100_000}
          value={description}
          onChange={(e) => setDescription(e.target.value)}
        />
        <TextField
          label="Due"
          type="date"
          hint="By when everything on it is to be read. Leave it empty for no day."
          value={due}
          onChange={(e) => setDue(e.target.value)}
        />
        <FormActions submit="Save" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}

export function FormActions(props: { submit: string; disabled?: boolean; onClose(): void }): ReactNode {
  return (
    <div className={css['actions']}>
      <Button variant="quiet" onClick={props.onClose}>
        Cancel
      </Button>
      <Button variant="primary" type="submit" disabled={props.disabled ?? false}>
        {props.submit}
      </Button>
    </div>
  )
}
