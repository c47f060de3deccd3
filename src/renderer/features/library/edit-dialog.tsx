/** Correcting what a citation needs. */
import { Globe } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { useCall } from '../../api/context'
import { useArticle } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Skeleton } from '../../ui/skeleton'
import { TextArea, TextField } from '../../ui/text-field'
import { undoToast } from '../../ui/undo-toast'
import css from './edit-dialog.module.css'
import { TYPE_NAMES } from '#shared/domain/item-types'
import { TEXT_FIELDS } from '#shared/domain/text-fields'
import { changedFields, dateProblem, originOf, toForm, type Form } from './fields'

export function EditDialog(props: {
  article: string
  onClose(): void
  onLookUp(article: string): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const article = useArticle(props.article).data
  const title = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog
      open
      size="l"
      title="Edit details"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={title}
    >
      {article === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <EditForm
          key={article.id}
          article={article}
          titleRef={title}
          onClose={props.onClose}
          onLookUp={props.onLookUp}
        />
      )}
    </Dialog>
  )
}

function EditForm(props: {
  article: Article
  titleRef: React.RefObject<HTMLTextAreaElement | null>
  onClose(): void
  onLookUp(article: string): void
}): ReactNode {
  const { article } = props
  const [form, setForm] = useState<Form>(() => toForm(article))
  const [wrong, setWrong] = useState<string | undefined>()
  const edit = useCall('articles.edit')
  // The form may come after the dialog; not at once, or the dialog, which has not looked yet, gives the focus back.
  useEffect(() => {
    const frame = requestAnimationFrame(() => props.titleRef.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [props.titleRef])
  const set = (field: keyof Form) => (e: { target: { value: string } }) =>
    setForm((now) => ({ ...now, [field]: e.target.value }))

  /** Saves what was changed, then goes on. */
  const save = (then: () => void): void => {
    const problem = form.issued === toForm(article).issued ? undefined : dateProblem(form.issued)
    setWrong(problem)
    if (problem !== undefined) return
    const fields = changedFields(article, form)
    if (Object.keys(fields).length === 0) return then()
    void edit({ id: article.id, fields }).then((saved) => {
      if (!saved) return
      undoToast(`Changed the details of “${saved.title}”`)
      then()
    })
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    save(props.onClose)
  }

  return (
    <form onSubmit={submit} className={css['form']}>
      <div className={css['wide']}>
        <TextArea
          ref={props.titleRef}
          label="Title"
          hint={originOf(article, 'title')}
          rows={2}
          required
          value={form.title}
          onChange={set('title')}
        />
      </div>
      <TextArea
        label="Authors"
        hint={['One a line: Family, Given', originOf(article, 'authors')].filter(Boolean).join('. ')}
        rows={3}
        value={form.authors}
        onChange={set('authors')}
      />
      <div className={css['column']}>
        <label className={css['select']}>
          Kind
          <select value={form.type} onChange={set('type')}>
            {Object.entries(TYPE_NAMES).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label="Date"
          hint={originOf(article, 'issued')}
          placeholder="1903-03"
          error={wrong}
          value={form.issued}
          onChange={set('issued')}
        />
      </div>
      {TEXT_FIELDS.map(([field, label]) => (
        <TextField
          key={field}
          label={label}
          hint={form[field] === '' ? undefined : originOf(article, field)}
          value={form[field]}
          onChange={set(field)}
        />
      ))}
      <div className={css['wide']}>
        <TextArea
          label="Abstract"
          hint={form.abstract === '' ? undefined : originOf(article, 'abstract')}
          rows={3}
          value={form.abstract}
          onChange={set('abstract')}
        />
      </div>
      <div className={css['actions']}>
        <Button
          variant="quiet"
          icon={<Globe />}
          className={css['first']}
          onClick={() => save(() => props.onLookUp(article.id))}
        >
          Look up online…
        </Button>
        <Button variant="quiet" onClick={props.onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  )
}
