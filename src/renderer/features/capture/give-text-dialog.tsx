/** For an article whose text could not be read, or that never had one: its text from a file, or pasted. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { CaptureItem } from '#shared/contract/capture'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { undoToast } from '../../ui/undo-toast'
import css from './add-dialog.module.css'
import { DropZone } from './drop-zone'
import { plan } from './gather'
import { sendFile } from './job'
import { NOTHING_PASTED, PasteField, wordsOf } from './paste-field'

export function GiveTextDialog(props: {
  article: string
  /** Which way has the focus. */
  from: 'file' | 'paste'
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { call, report } = useApi()
  const [pasted, setPasted] = useState(NOTHING_PASTED)
  const [busy, setBusy] = useState(false)
  /** Why it was refused; what was pasted stays. */
  const [refused, setRefused] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const zone = useRef<HTMLButtonElement>(null)

  const give = async (item: Promise<CaptureItem> | CaptureItem): Promise<void> => {
    setBusy(true)
    setRefused('')
    try {
      const { result, left } = await call['capture.again']({ id: props.article, item: await item })
      if (result.status === 'failed') {
        setRefused(result.message ?? 'No text could be found in it.')
        return
      }
      const lost = left.length === 0 ? '' : ` ${plural(left.length, 'highlight')} not placed.`
      undoToast(`“${result.title ?? ''}” has a text of ${plural(result.words ?? 0, 'word')}.${lost}`)
      props.onClose()
    } catch (error) {
      report(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void give(wordsOf(pasted))
  }
  return (
    <Dialog
      open
      title="Give this article its text"
      description="Its title, tags, lists and notes stay as they are. What it had stays under Versions."
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={props.from === 'file' ? zone : field}
    >
      <form onSubmit={submit} className={css['ways']}>
        <DropZone
          big
          buttonRef={zone}
          onFiles={(files) => {
            const [first] = plan(files).files
            if (first) void give(sendFile(call, first, new AbortController().signal))
          }}
        >
          Choose the file that has it: a saved page, PDF, EPUB, Word, LibreOffice, .md or .txt
        </DropZone>
        <PasteField fieldRef={field} rows={6} value={pasted} onChange={setPasted} />
        {refused !== '' && <p role="alert">{refused}</p>}
        <div className={css['actions']}>
          <Button variant="primary" type="submit" disabled={busy || pasted.text.trim() === ''}>
            Use this text
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
