/** Bringing a backup back: which one, what is different, and then how much of it. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { BackupFacts, BackupSource, Comparison, RestoreWhat } from '#shared/contract/backup'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { handOver } from './backup-file'
import { about, counted, when } from './backup-words'
import { useBackups } from './backups'
import { Compared, missingIn, sameAsHere } from './compared'
import css from './settings.module.css'

interface Chosen {
  source: BackupSource
  name: string
  compared: Comparison
}

export function RestoreDialog(props: {
  /** The backup to compare with at once. */
  from: string | undefined
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { call, report } = useApi()
  const list = useBackups().data
  const [busy, setBusy] = useState<string>()
  const [chosen, setChosen] = useState<Chosen>()
  const [said, setSaid] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  useRelease(chosen?.source)

  const run = (words: string, work: () => Promise<void>): void => {
    setBusy(words)
    setSaid(undefined)
    work()
      .catch(report)
      .finally(() => setBusy(undefined))
  }
  const look = async (source: BackupSource, name: string): Promise<void> => {
    setBusy('Reading the backup and comparing…')
    setChosen({ source, name, compared: await call['backup.compare']({ source }) })
  }
  const lookAt = (backup: BackupFacts): void =>
    run('', () => look({ kind: 'backup', id: backup.id }, `the backup of ${when(backup.made)}`))
  const wanted = useRef(props.from)
  useEffect(() => {
    const backup = list?.backups.find(({ id }) => id === wanted.current)
    if (!backup) return
    wanted.current = undefined
    lookAt(backup)
  })
  const fromFile = async (file: File): Promise<void> => {
    const upload = await handOver(call, file, setBusy)
    try {
      await look({ kind: 'file', upload }, file.name)
    } catch (error) {
      await call['backup.release']({ file: upload })
      throw error
    }
  }
  const restore = (what: RestoreWhat): void => {
    if (!chosen) return
    const { source, name } = chosen
    run('Bringing it back…', async () => {
      const done = await call['backup.restore']({ source, what })
      await look(source, name)
      const lacking =
        done.missingFiles === 0
          ? ''
          : ` ${counted(done.missingFiles, 'saved file')} (pages, images) could not be found.`
      const styles = done.styles ? ` ${counted(done.styles, 'citation style')} of your own came back.` : ''
      const safety = done.safety === undefined ? '' : ' What was here before is in a backup of its own.'
      setSaid(
        `${counted(done.restored, 'record')} brought back, ${done.removed} taken away.${styles}${lacking}${safety}`
      )
    })
  }

  return (
    <Dialog
      open
      size="l"
      title="Restore from a backup"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      {...(chosen === undefined
        ? {}
        : { actions: <Actions compared={chosen.compared} busy={busy !== undefined} onRestore={restore} /> })}
    >
      <p className={css['text']} role="status">
        {busy ??
          said ??
          (chosen
            ? `Compared with ${chosen.name}.`
            : 'Nothing is changed until you have seen what is different.')}
      </p>
      {chosen === undefined ? (
        <>
          <ul className={css['choices']} aria-label="Backups">
            {list?.backups.map((backup) => (
              <li key={backup.id}>
                <button
                  type="button"
                  className={css['choice']}
                  disabled={busy !== undefined}
                  onClick={() => lookAt(backup)}
                >
                  <b>{when(backup.made)}</b> {about(backup)}
                </button>
              </li>
            ))}
          </ul>
          {list?.backups.length === 0 && (
            <p className={css['text']}>There is no backup in the library yet.</p>
          )}
          <div className={css['buttons']}>
            <Button disabled={busy !== undefined} onClick={() => input.current?.click()}>
              Choose a backup file…
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label="Backup file"
              accept=".gz,.tgz,application/gzip"
              onChange={(e) => {
                const file = e.target.files?.[0]
                e.target.value = ''
                if (file) run('Reading the file…', () => fromFile(file))
              }}
            />
          </div>
        </>
      ) : (
        <Compared
          compared={chosen.compared}
          busy={busy !== undefined}
          onRestore={restore}
          onBack={() => {
            setChosen(undefined)
            setSaid(undefined)
          }}
        />
      )}
    </Dialog>
  )
}

function Actions(props: {
  compared: Comparison
  busy: boolean
  onRestore(what: RestoreWhat): void
}): ReactNode {
  const { compared, busy, onRestore } = props
  const missing = missingIn(compared)
  return (
    <>
      <Button danger disabled={busy || sameAsHere(compared)} onClick={() => onRestore({ kind: 'all' })}>
        Make the library what it was
      </Button>
      <Button
        variant="primary"
        disabled={busy || missing === 0}
        onClick={() => onRestore({ kind: 'missing' })}
      >
        Bring back what is missing{missing > 0 ? ` (${missing})` : ''}
      </Button>
    </>
  )
}

/** A file that was handed over is let go when another is chosen or the dialog closes. */
function useRelease(source: BackupSource | undefined): void {
  const { call, report } = useApi()
  const upload = source?.kind === 'file' ? source.upload : undefined
  useEffect(() => {
    if (upload === undefined) return undefined
    return () => void call['backup.release']({ file: upload }).catch(report)
  }, [call, report, upload])
}
