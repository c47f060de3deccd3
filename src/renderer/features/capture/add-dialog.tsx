/** Adding articles: drop or pick files, paste, or give an address; then progress and receipts. */
import { useEffect, useEffectEvent, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import css from './add-dialog.module.css'
import { DropZone, FilePicker } from './drop-zone'
import { plan, type Gathered } from './gather'
import {
  cancelJob,
  resetJob,
  retryImages,
  runJob,
  settleResult,
  summaryLine,
  useJob,
  type Words
} from './job'
import { NOTHING_PASTED, PasteField, wordsOf } from './paste-field'
import { Receipts } from './receipts'

export function AddDialog(props: {
  /** Dropped or pasted before the dialog was there: it begins at once. */
  start?: { files?: Gathered[] | undefined; words?: Words[] | undefined } | undefined
  onOpen(id: string): void
  onMerge(articles: string[]): void
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { call, report } = useApi()
  const job = useJob()
  const address = useRef<HTMLInputElement>(null)
  const begin = (files: readonly Gathered[], words: readonly Words[]): void => {
    runJob(call, plan(files), words).catch(report)
  }
  const { start } = props
  const begun = useRef<typeof start>(undefined)
  const beginOnce = useEffectEvent(() => {
    if (start === undefined || begun.current === start) return
    begun.current = start
    begin(start.files ?? [], start.words ?? [])
  })
  useEffect(() => beginOnce(), [start])
  const doneButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (job.state === 'done') doneButton.current?.focus()
  }, [job.state])
  const close = (): void => {
    resetJob()
    props.onClose()
  }
  return (
    <Dialog
      open
      title={job.state === 'idle' ? 'Add to your library' : job.state === 'running' ? 'Adding…' : 'Added'}
      onClose={close}
      returnFocus={props.returnFocus}
      initialFocus={address}
    >
      {job.state === 'idle' && <Ways addressRef={address} onBegin={begin} />}
      {job.state === 'running' && <Progress />}
      {job.state === 'done' && (
        <>
          <p className={css['summary']}>{summaryLine(job)}.</p>
          <Receipts
            results={job.results}
            left={job.left}
            onDuplicate={(index, what) => void settleResult(call, index, what).catch(report)}
            onRetry={(index) => void retryImages(call, index).catch(report)}
            onMerge={props.onMerge}
            onOpen={(id) => {
              close()
              props.onOpen(id)
            }}
          />
          <div className={css['actions']}>
            <Button variant="quiet" onClick={resetJob}>
              Add more
            </Button>
            <Button ref={doneButton} variant="primary" onClick={close}>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function Progress(): ReactNode {
  const { done, total, input } = useJob()
  return (
    <div className={css['progress']}>
      <div
        role="progressbar"
        aria-label="Adding"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className={css['track']}
      >
        <span style={{ width: `${total === 0 ? 0 : Math.round((done / total) * 100)}%` }} />
      </div>
      <div className={css['now']}>
        <span className={css['input']}>{input}</span>
        <span>
          {done} of {total}
        </span>
      </div>
      <div className={css['actions']}>
        <Button onClick={cancelJob}>Cancel</Button>
      </div>
    </div>
  )
}

function Ways(props: {
  addressRef: React.RefObject<HTMLInputElement | null>
  onBegin(files: readonly Gathered[], words: readonly Words[]): void
}): ReactNode {
  const { onBegin } = props
  const [url, setUrl] = useState('')
  const [pasted, setPasted] = useState(NOTHING_PASTED)
  const folder = useRef<HTMLInputElement>(null)
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    const words: Words[] = []
    if (url.trim() !== '') words.push({ kind: 'url', url: withScheme(url.trim()) })
    if (pasted.text.trim() !== '') words.push(wordsOf(pasted))
    if (words.length > 0) onBegin([], words)
  }
  return (
    <form onSubmit={submit} className={css['ways']}>
      <TextField
        ref={props.addressRef}
        label="Web address"
        hint="Fetched once, with its images. Nothing else is ever loaded from the web."
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(e) => setUrl(e.target.value)}
      />
      <DropZone big onFiles={(files) => onBegin(files, [])}>
        Drop saved pages (.html with or without their folder, .mhtml), PDF, EPUB, Word, LibreOffice, .md or
        .txt files, or pictures here, or choose them
      </DropZone>
      <Button onClick={() => folder.current?.click()}>Choose a folder…</Button>
      <FilePicker inputRef={folder} label="Folder to add" directory onFiles={(files) => onBegin(files, [])} />
      <PasteField rows={4} value={pasted} onChange={setPasted} />
      <div className={css['actions']}>
        <Button variant="primary" type="submit" disabled={url.trim() === '' && pasted.text.trim() === ''}>
          Add
        </Button>
      </div>
    </form>
  )
}

/** People type `example.org/page`. */
export function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
}
