/** What is asked about entries of a list: the section they stand in, and by when they are to be read. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { plural } from '#shared/domain/phrases'
import { useCall } from '../../api/context'
import { useReadingList } from '../../api/queries'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import { undoToast } from '../../ui/undo-toast'
import { FormActions } from './about-dialog'
import css from './lists.module.css'
import { NameDialog } from './name-dialog'

interface EntryProps {
  list: string
  articles: readonly string[]
  onClose(): void
  returnFocus(): HTMLElement | null
}

/** Entries of one section stand together under its name. */
export function SectionDialog(props: EntryProps): ReactNode {
  const { articles } = props
  const set = useCall('lists.section')
  return (
    <NameDialog
      title="Section"
      label="Name of the section"
      hint="Articles of one section stand together. Leave it empty to take them out of theirs."
      value=""
      mayBeEmpty
      submit="Set"
      onSubmit={(section) =>
        void set({ id: props.list, articles: [...articles], section }).then((done) => {
          if (!done) return
          const what = plural(articles.length, 'article')
          undoToast(section === '' ? `Took ${what} out of the section` : `Put ${what} into “${section}”`)
          props.onClose()
        })
      }
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    />
  )
}

export function DueDialog(props: EntryProps): ReactNode {
  const { articles } = props
  const entries = useReadingList(props.list).data?.entries
  const first = entries?.find((e) => e.article === articles[0])?.due ?? ''
  // undefined: not touched, so it shows what is known.
  const [typed, setTyped] = useState<string | undefined>()
  const due = typed ?? first
  const field = useRef<HTMLInputElement>(null)
  const set = useCall('lists.due')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void set({ id: props.list, articles: [...articles], due: due === '' ? null : due }).then((done) => {
      if (!done) return
      const what = plural(articles.length, 'article')
      undoToast(due === '' ? `Took the due date of ${what} away` : `Set the due date of ${what}`)
      props.onClose()
    })
  }
  return (
    <Dialog
      open
      size="s"
      title={articles.length === 1 ? 'Due date' : `Due date of ${articles.length} articles`}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={field}
    >
      <form onSubmit={submit} className={css['form']}>
        <TextField
          ref={field}
          label="To be read by"
          type="date"
          hint="Leave it empty for no day."
          value={due}
          onChange={(e) => setTyped(e.target.value)}
        />
        <FormActions submit="Set" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}
