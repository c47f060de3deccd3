/** The library as a thing on this computer: where it is, whether it is sound, what to do with it. */
import { useState, type ReactNode } from 'react'
import { useApi, useCall } from '../../api/context'
import { useInfo } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Skeleton } from '../../ui/skeleton'
import { undoToast } from '../../ui/undo-toast'
import { BackupOfIt } from './backup-of-it'
import { Backups } from './backups'
import css from './settings.module.css'

export function LibraryDialog(props: {
  onClose(): void
  returnFocus(): HTMLElement | null
  onRestore(from?: string): void
}): ReactNode {
  const { capabilities } = useApi()
  const info = useInfo().data
  const pick = useCall('host.pickLibrary')
  const show = useCall('host.showLibrary')
  const removeSample = useRemoveSample()
  return (
    <Dialog open title="Your library" onClose={props.onClose} returnFocus={props.returnFocus}>
      {info === undefined ? (
        <Skeleton />
      ) : (
        <>
          {info.readOnly !== undefined && (
            <p className={css['warn']} role="alert">
              {info.readOnly}
            </p>
          )}
          <h3 className={css['heading']}>On this computer, in the folder</h3>
          <p className={css['folder']}>{info.folder}</p>
          <div className={css['buttons']}>
            {capabilities.canShowInFolder && <Button onClick={() => void show({})}>Show folder</Button>}
            {capabilities.canPickFolder && (
              <Button onClick={() => void pick({})}>Open another folder…</Button>
            )}
          </div>
          <div className={css['block']}>
            <h3 className={css['heading']}>In it</h3>
            <p className={css['text']}>
              {number(info.articles, 'article')}, {number(info.counts.highlights, 'highlight')},{' '}
              {number(info.counts.notes, 'note')}
              {info.counts.trash > 0 && `, ${info.counts.trash} in the trash`}
            </p>
          </div>
          {info.notices.length > 0 && (
            <div className={css['block']}>
              <h3 className={css['heading']}>Noticed when it was opened</h3>
              <ul className={css['problems']}>
                {info.notices.map((notice) => (
                  <li key={notice}>{notice}</li>
                ))}
              </ul>
              <BackupOfIt onRestore={props.onRestore} />
            </div>
          )}
          <Backups readOnly={info.readOnly !== undefined} onRestore={() => props.onRestore()} />
          <Verify />
          {info.sample && (
            <div className={css['block']}>
              <h3 className={css['heading']}>Sample library</h3>
              <p className={css['text']}>The tour of Carrel, its list, notes and highlights, in one go.</p>
              <div className={css['buttons']}>
                <Button onClick={removeSample}>Remove the sample library</Button>
              </div>
            </div>
          )}
          <div className={css['block']}>
            <p className={css['text']}>Carrel {capabilities.version}</p>
          </div>
        </>
      )}
    </Dialog>
  )
}

/** One action, one undo. */
export function useRemoveSample(): () => void {
  const remove = useCall('library.removeSample')
  return () =>
    void remove({}).then(
      (done) => done && undoToast(`Removed the sample library (${number(done.articles, 'article')})`)
    )
}

function Verify(): ReactNode {
  const verify = useCall('library.verify')
  const [state, setState] = useState<'idle' | 'running' | Awaited<ReturnType<typeof verify>>>('idle')
  const run = (): void => {
    setState('running')
    void verify({}).then((result) => setState(result ?? 'idle'))
  }
  const result = typeof state === 'object' ? state : undefined
  return (
    <div className={css['block']}>
      <h3 className={css['heading']}>Is everything sound?</h3>
      <p className={css['text']} role="status">
        {state === 'running'
          ? 'Reading every file back…'
          : result === undefined
            ? 'Reads every file back and compares it with what was saved.'
            : result.ok
              ? `Everything is sound: ${number(result.articles, 'article')}, ${number(result.annotations, 'highlight')}, ${number(result.notes, 'note')}, ${number(result.assets, 'file')}.`
              : `${number(result.problems.length, 'problem')} found. Nothing was changed.`}
      </p>
      {result && result.problems.length > 0 && (
        <ul className={css['problems']}>
          {result.problems.map((p, i) => (
            <li key={i}>
              {p.where}: {p.what}
            </li>
          ))}
        </ul>
      )}
      <div className={css['buttons']}>
        <Button disabled={state === 'running'} onClick={run}>
          Check the library
        </Button>
      </div>
    </div>
  )
}

function number(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`
}
