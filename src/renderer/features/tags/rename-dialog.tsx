/** Renaming a tag: another name merges the two, another path moves it. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { isUnder, parseTagPath, tagKey } from '#shared/domain/tag-path'
import { useCall } from '../../api/context'
import { useTags } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import { undoToast } from '../../ui/undo-toast'
import css from './rename-dialog.module.css'

/** What a rename would do, in words; undefined when it would do nothing. */
export function renameEffect(
  from: string,
  to: string | undefined,
  existing: readonly string[]
): string | undefined {
  if (to === undefined || to === from) return undefined
  const known = existing.find((p) => tagKey(p) === tagKey(to))
  if (known !== undefined && tagKey(known) !== tagKey(from)) return `Merges #${from} into #${known}.`
  const nested = existing.filter((p) => tagKey(p) !== tagKey(from) && isUnder(p, from)).length
  if (nested === 0) return undefined
  return `${nested} nested ${nested === 1 ? 'tag moves' : 'tags move'} along.`
}

export function RenameTagDialog(props: {
  path: string
  onClose(): void
  onRenamed(from: string, to: string): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { path } = props
  const [text, setText] = useState(path)
  const field = useRef<HTMLInputElement>(null)
  const rename = useCall('tags.rename')
  const existing = (useTags().data ?? []).map((t) => t.path)
  const to = parseTagPath(text)
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (to === undefined) return
    if (to === path) return props.onClose()
    void rename({ from: path, to }).then((done) => {
      if (!done) return
      undoToast(`Renamed #${path} to #${to}`)
      props.onRenamed(path, to)
      props.onClose()
    })
  }
  return (
    <Dialog
      open
      size="s"
      title={`Rename #${path}`}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={field}
    >
      <form onSubmit={submit} className={css['form']}>
        <TextField
          ref={field}
          label="New name"
          value={text}
          hint={renameEffect(path, to, existing) ?? 'Use / to nest it under another tag.'}
          onChange={(e) => setText(e.target.value)}
          onFocus={(e) => e.target.select()}
        />
        <div className={css['actions']}>
          <Button variant="quiet" onClick={props.onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={to === undefined}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
