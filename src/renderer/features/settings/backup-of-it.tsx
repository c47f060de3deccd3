/** Under a notice of damage: the newest backup that really has what is not here any more, and the way to it. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { backupKinds, type BackupKind } from '#shared/contract/backup'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { counted, when } from './backup-words'
import css from './settings.module.css'

const NAMES: Readonly<Record<BackupKind, string>> = {
  articles: 'article',
  annotations: 'highlight',
  notes: 'note',
  tags: 'tag',
  lists: 'list'
}

export function BackupOfIt(props: { onRestore(from?: string): void }): ReactNode {
  const { call } = useApi()
  const { data, isError } = useQuery({
    queryKey: ['backups', 'newest-with'],
    queryFn: () => call['backup.newestWith']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  })
  const found = data?.found
  const unreadable =
    data === undefined || data.unreadable === 0
      ? ''
      : ` ${counted(data.unreadable, 'newer backup')} could not be read.`
  return (
    <>
      <p className={css['text']} role="status">
        {found
          ? `The backup of ${when(found.backup.made)} has ${inWords(found.missing)} that the library has not.${unreadable}`
          : data
            ? `No backup in the library has anything that is not here.${unreadable}`
            : isError
              ? 'The backups could not be looked through.'
              : 'Looking through the backups…'}
      </p>
      <div className={css['buttons']}>
        {found && (
          <Button variant="primary" onClick={() => props.onRestore(found.backup.id)}>
            Restore from {when(found.backup.made)}…
          </Button>
        )}
        <Button onClick={() => props.onRestore()}>See all backups…</Button>
      </div>
    </>
  )
}

/** `3 articles, 12 highlights and 1 note` */
function inWords(missing: Readonly<Record<BackupKind, number>>): string {
  const parts = backupKinds
    .filter((kind) => missing[kind] > 0)
    .map((kind) => counted(missing[kind], NAMES[kind]))
  return new Intl.ListFormat('en').format(parts)
}
