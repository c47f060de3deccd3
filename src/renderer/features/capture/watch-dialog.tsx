/** The watched folder: which one, what it is doing, what could not be added. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { WatchStatus } from '#shared/contract/watch'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import css from './doors.module.css'

const KEY = ['watch-status'] as const

export function WatchDialog(props: { onClose(): void; returnFocus(): HTMLElement | null }): ReactNode {
  const { call, capabilities, report } = useApi()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const status = useQuery({
    queryKey: KEY,
    queryFn: () => call['watch.status']({}),
    staleTime: 0,
    refetchInterval: 1000
  }).data
  const set = (folder: string | null): void => {
    setBusy(true)
    call['watch.set']({ folder })
      .then((next) => queries.setQueryData(KEY, next), report)
      .finally(() => setBusy(false))
  }
  const pick = (): void => {
    setBusy(true)
    call['host.pickFolder']({ title: 'Choose a folder to watch' })
      .then(({ folder }) => {
        if (folder !== null) set(folder)
      }, report)
      .finally(() => setBusy(false))
  }
  return (
    <Dialog open title="Watched folder" onClose={props.onClose} returnFocus={props.returnFocus}>
      <p className={css['text']}>
        Whatever you put into this folder is added to your library: saved pages, PDF, EPUB, Word, Markdown,
        text and pictures. The files stay where they are. Folders inside it are left alone.
      </p>
      {status?.folder === undefined ? (
        capabilities.canPickFolder ? (
          <div className={css['line']}>
            <Button disabled={busy || status === undefined} onClick={pick}>
              Choose a folder…
            </Button>
          </div>
        ) : (
          <PathForm busy={busy || status === undefined} onSet={set} />
        )
      ) : (
        <Watching status={status} folder={status.folder} busy={busy} onStop={() => set(null)} />
      )}
    </Dialog>
  )
}

/** A browser cannot show this computer's folders to Carrel; the path is typed or pasted. */
function PathForm(props: { busy: boolean; onSet(folder: string): void }): ReactNode {
  const [path, setPath] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    props.onSet(path)
  }
  return (
    <form onSubmit={submit} className={css['way']}>
      <TextField
        label="Whole path of the folder"
        autoComplete="off"
        spellCheck={false}
        value={path}
        onChange={(e) => setPath(e.target.value)}
      />
      <div className={css['line']}>
        <Button type="submit" variant="primary" disabled={props.busy || path.trim() === ''}>
          Watch it
        </Button>
      </div>
    </form>
  )
}

function Watching(props: { status: WatchStatus; folder: string; busy: boolean; onStop(): void }): ReactNode {
  const { adding, problem, failed } = props.status
  return (
    <>
      <p className={css['path']}>{props.folder}</p>
      {problem === undefined ? (
        <p className={css['text']} role="status">
          {adding > 0
            ? `Adding ${adding.toLocaleString('en')} ${adding === 1 ? 'file' : 'files'}…`
            : 'Watching.'}
        </p>
      ) : (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
      {failed.length > 0 && (
        <section className={css['way']}>
          <h3 className={css['heading']}>Not added</h3>
          <ul className={css['failed']}>
            {failed.map((f) => (
              <li key={f.name}>
                {f.name}: {f.message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={css['line']}>
        <Button disabled={props.busy} onClick={props.onStop}>
          Stop watching
        </Button>
      </div>
    </>
  )
}
