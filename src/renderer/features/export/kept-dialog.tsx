/** All files that are kept up to date: what each shows, when it was written, and what went wrong. */
import { useState, type ReactNode } from 'react'
import { create } from 'zustand'
import { CarrelError } from '#shared/contract/errors'
import type { KeptFile } from '#shared/contract/keep'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { showToast } from '../../ui/toasts'
import { opener } from './choice'
import css from './keep.module.css'
import { PathField } from './path-field'
import { EXPORT_NAMES } from './run'
import { nameOfFile, useKept, whenWritten } from './use-kept'

const useOpen = create<{ open: boolean; opener: HTMLElement | null }>(() => ({ open: false, opener: null }))

export function openKept(): void {
  useOpen.setState({ open: true, opener: opener() })
}

/** The dialogue while it is open; to be put once into the window. */
export function KeptDialog(): ReactNode {
  const state = useOpen()
  return state.open ? <Files opener={state.opener} /> : null
}

function Files(props: { opener: HTMLElement | null }): ReactNode {
  const files = useKept()
  return (
    <Dialog
      open
      title="Files kept up to date"
      onClose={() => useOpen.setState({ open: false })}
      returnFocus={() => (props.opener?.isConnected ? props.opener : null)}
    >
      {files.length === 0 ? (
        <p className={css['text']}>
          None yet. Export a list, a tag, a filter or everything, and switch on “Keep this file up to date”: a
          library.bib for LaTeX, for instance.
        </p>
      ) : (
        <>
          <p className={css['text']}>
            Each is written again when something in it changes, while Carrel is open. A file that somebody
            else changed is left alone until you say so.
          </p>
          <ul className={css['files']}>
            {files.map((file) => (
              <li key={file.id} className={css['file']}>
                <File file={file} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function File(props: { file: KeptFile }): ReactNode {
  const { file } = props
  const { id, problem, paused } = file
  const { call, report } = useApi()
  const [moving, setMoving] = useState(false)
  const name = nameOfFile(file.path)
  const stop = (): void => {
    const again = (): void => {
      const { scope, options, path } = file
      call['keep.add']({ scope, options, path, replace: true }).catch(report)
    }
    call['keep.remove']({ id }).then(
      () =>
        showToast({
          message: `${name} is not kept up to date any more. The file stays.`,
          action: { label: 'Undo', run: again }
        }),
      report
    )
  }
  return (
    <>
      <h3 className={css['name']}>{name}</h3>
      <p className={css['path']}>{file.path}</p>
      <p className={css['text']}>
        {file.of}, {EXPORT_NAMES[file.options.format]}. <span role="status">{said(file)}</span>
      </p>
      {problem && !paused && (
        <p className={css['problem']} role="alert">
          {problem.message}
        </p>
      )}
      {moving ? (
        <Move file={file} onDone={() => setMoving(false)} />
      ) : (
        <div className={css['buttons']}>
          {problem && !paused && (
            <Button
              onClick={() => {
                call['keep.write']({ id, overwrite: problem.kind === 'changed' }).catch(report)
              }}
            >
              {problem.kind === 'changed' ? 'Write over it' : 'Try again'}
            </Button>
          )}
          <Button
            aria-label={`${paused ? 'Go on with' : 'Pause'} ${name}`}
            onClick={() => void call['keep.change']({ id, paused: !paused }).catch(report)}
          >
            {paused ? 'Go on' : 'Pause'}
          </Button>
          <Button aria-label={`Move ${name}…`} onClick={() => setMoving(true)}>
            Move…
          </Button>
          <Button aria-label={`Stop keeping ${name}`} onClick={stop}>
            Stop
          </Button>
        </div>
      )}
    </>
  )
}

function said({ paused, written }: KeptFile): string {
  const last = written
    ? `Written ${whenWritten(written.at)}, ${plural(written.entries, 'entry', 'entries')}.`
    : ''
  if (paused) return `Paused. ${last}`.trim()
  return last === '' ? 'Not written yet.' : last
}

/** From now on it is written to the new place; the old file stays as it is. */
function Move(props: { file: KeptFile; onDone(): void }): ReactNode {
  const { file, onDone } = props
  const { call, report } = useApi()
  const [path, setPath] = useState(file.path)
  const [refused, setRefused] = useState<{ why: string; taken: boolean; path: string }>()
  const still = refused?.path === path ? refused : undefined
  const move = async (): Promise<void> => {
    try {
      await call['keep.change']({ id: file.id, path, replace: still?.taken === true })
      onDone()
    } catch (error) {
      if (!(error instanceof CarrelError)) throw error
      setRefused({ why: error.message, taken: error.code === 'CONFLICT', path })
    }
  }
  return (
    <form
      className={css['where']}
      onSubmit={(event) => {
        event.preventDefault()
        move().catch(report)
      }}
    >
      <PathField value={path} error={still?.why} onChange={setPath} />
      <div className={css['buttons']}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={path.trim() === '' || path === file.path}>
          {still?.taken === true ? 'Write over it' : 'Move'}
        </Button>
      </div>
    </form>
  )
}
