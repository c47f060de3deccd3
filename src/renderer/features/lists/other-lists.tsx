/** The dialogs that show other lists: which one to merge into, and those that are put away. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { plural } from '#shared/domain/phrases'
import { useLists } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { FormActions } from './about-dialog'
import { useListActions } from './list-actions'
import css from './lists.module.css'

interface OtherProps {
  /** Shows a list. */
  onOpen(id: string): void
  onClose(): void
  returnFocus(): HTMLElement | null
}

export function MergeListDialog(props: OtherProps & { list: string; name: string }): ReactNode {
  const others = (useLists().data ?? []).filter((l) => l.id !== props.list)
  const actions = useListActions()
  const [chosen, setChosen] = useState('')
  const into = others.find((l) => l.id === chosen) ?? others[0]
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (into === undefined) return
    actions.merge({ id: props.list, name: props.name }, into, (id) => {
      props.onClose()
      props.onOpen(id)
    })
  }
  return (
    <Dialog
      open
      size="s"
      title={`Merge “${props.name}” into another list`}
      description="What is on it goes to the other list, with its sections, why-lines and due dates. This list goes to the trash."
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    >
      {into === undefined ? (
        <p>There is no other reading list.</p>
      ) : (
        <form onSubmit={submit} className={css['form']}>
          <label className={css['field']}>
            Into
            <select className={css['input']} value={into.id} onChange={(e) => setChosen(e.target.value)}>
              {others.map((l) => (
                <option key={l.id} value={l.id}>
                  {l.archived === true ? `${l.name} (archived)` : l.name}
                </option>
              ))}
            </select>
          </label>
          <FormActions submit="Merge" onClose={props.onClose} />
        </form>
      )}
    </Dialog>
  )
}

export function ArchivedListsDialog(props: OtherProps): ReactNode {
  const lists = (useLists().data ?? []).filter((l) => l.archived === true)
  const actions = useListActions()
  return (
    <Dialog open title="Archived lists" onClose={props.onClose} returnFocus={props.returnFocus}>
      {lists.length === 0 ? (
        <p>No list is archived.</p>
      ) : (
        <ul className={css['archived']}>
          {lists.map((list) => (
            <li key={list.id}>
              <span className={css['name']} dir="auto">
                {list.name} <span className={css['count']}>{plural(list.count, 'article')}</span>
              </span>
              <Button
                variant="quiet"
                aria-label={`Open ${list.name}`}
                onClick={() => {
                  props.onClose()
                  props.onOpen(list.id)
                }}
              >
                Open
              </Button>
              <Button
                variant="quiet"
                aria-label={`Take out ${list.name}`}
                onClick={() => actions.archive(list, false)}
              >
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
