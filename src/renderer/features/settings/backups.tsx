/** When the library was last backed up, and the ways to do it now. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { BackupFacts } from '#shared/contract/backup'
import { CarrelError } from '#shared/contract/errors'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { saveBackupFile } from './backup-file'
import { about, nextInWords, sizeInWords, when } from './backup-words'
import css from './settings.module.css'

const KEY = ['backups'] as const

interface BackupList {
  backups: BackupFacts[]
  bytes: number
  next?: string | undefined
  paused?: string | undefined
}

/** Asked anew each time it is shown: backups are made without a word. */
export function useBackups(): UseQueryResult<BackupList> {
  const { call } = useApi()
  return useQuery({
    queryKey: KEY,
    queryFn: () => call['backup.list']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  })
}

export function Backups(props: { readOnly: boolean; onRestore(): void }): ReactNode {
  const { call, report } = useApi()
  const queries = useQueryClient()
  const list = useBackups().data
  const [busy, setBusy] = useState<string>()
  const [said, setSaid] = useState<string>()
  const ending = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    ending.current = controller
    return () => controller.abort()
  }, [])

  const run = (words: string, work: () => Promise<string>): void => {
    setBusy(words)
    setSaid(undefined)
    work()
      .then(setSaid, (error: unknown) => {
        if (!(error instanceof CarrelError && error.code === 'CANCELLED')) report(error)
      })
      .finally(() => setBusy(undefined))
  }
  const now = async (): Promise<string> => {
    await call['backup.now']({})
    await queries.invalidateQueries({ queryKey: KEY })
    return ''
  }
  const toFile = async (): Promise<string> => {
    const { name, missing } = await saveBackupFile(call, ending.current.signal, setBusy)
    const lacking =
      missing === 0 ? '' : ` ${missing} saved pages or images are missing on the disk and so not in it.`
    return `The whole library is in the file ${name}, read back and whole.${lacking}`
  }

  const last = list?.backups[0]
  return (
    <div className={css['block']}>
      <h3 className={css['heading']}>Backups</h3>
      <p className={css['text']} role="status">
        {busy ??
          (last === undefined
            ? 'None yet. Carrel makes one every hour in which something changes.'
            : `The last one was made ${when(last.made)} and read back ${when(last.verified)}: ${about(last)}.`)}
        {busy === undefined && said !== undefined && said !== '' && ` ${said}`}
      </p>
      {list && last && (
        <p className={css['text']}>
          {list.paused === undefined && !props.readOnly && `${nextInWords(list.next)} `}
          {list.backups.length === 1 ? 'It takes' : `All ${list.backups.length} together take`}{' '}
          {sizeInWords(list.bytes)} on the disk.
        </p>
      )}
      {list?.paused !== undefined && <p className={css['warn']}>{list.paused}</p>}
      <p className={css['text']}>
        They lie in the library’s folder. For another disk, take the one file with everything in it.
      </p>
      <div className={css['buttons']}>
        <Button
          disabled={busy !== undefined || props.readOnly}
          onClick={() => run('Making a backup and reading it back…', now)}
        >
          Back up now
        </Button>
        <Button disabled={busy !== undefined} onClick={() => run('Packing…', toFile)}>
          Back up to a file
        </Button>
        <Button disabled={busy !== undefined || props.readOnly} onClick={props.onRestore}>
          Restore…
        </Button>
      </div>
    </div>
  )
}
