/** A backup beside the library: counts, dates, and single articles and lists to bring back. */
import type { ReactNode } from 'react'
import { backupKinds, type BackupKind, type Comparison, type RestoreWhat } from '#shared/contract/backup'
import { Button } from '../../ui/button'
import { when } from './backup-words'
import css from './settings.module.css'

const NAMES: Readonly<Record<BackupKind, string>> = {
  articles: 'Articles',
  annotations: 'Highlights',
  notes: 'Notes',
  tags: 'Tags with a colour',
  lists: 'Reading lists'
}
const HOW = { missing: 'not here', trashed: 'in the trash', changed: 'different' } as const
/** More rows than this nobody reads. */
const SHOWN = 100

export function missingIn(compared: Comparison): number {
  return backupKinds.reduce((sum, kind) => sum + compared.kinds[kind].onlyThere, 0)
}
export function sameAsHere(compared: Comparison): boolean {
  return backupKinds.every((kind) => {
    const { onlyHere, onlyThere, changed } = compared.kinds[kind]
    return onlyHere + onlyThere + changed === 0
  })
}

export function Compared(props: {
  compared: Comparison
  busy: boolean
  onRestore(what: RestoreWhat): void
  onBack(): void
}): ReactNode {
  const { compared, busy } = props
  const { restorable, restorableTotal, latestHere, latestThere } = compared
  return (
    <>
      {compared.otherLibrary && (
        <p className={css['warn']}>This is a backup of another library, not of the one that is open.</p>
      )}
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Here now</th>
            <th scope="col">In the backup</th>
            <th scope="col">Only here</th>
            <th scope="col">Only there</th>
            <th scope="col">Different</th>
          </tr>
        </thead>
        <tbody>
          {backupKinds.map((kind) => {
            const { here, there, onlyHere, onlyThere, changed } = compared.kinds[kind]
            return (
              <tr key={kind}>
                <th scope="row">{NAMES[kind]}</th>
                {[here, there, onlyHere, onlyThere, changed].map((n, i) => (
                  <td key={i}>{n.toLocaleString('en')}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={css['text']}>
        The backup is of {when(compared.made)}
        {latestThere !== undefined && `; the latest change in it is of ${when(latestThere)}`}
        {latestHere !== undefined && `, here of ${when(latestHere)}`}. “Make the library what it was” first
        puts what is here now into a backup of its own. Settings stay as they are.
      </p>
      {restorableTotal > 0 && (
        <>
          <h3 className={css['heading']}>Or one by one (this can be undone)</h3>
          <ul className={css['choices']}>
            {restorable.slice(0, SHOWN).map(({ kind, id, title, how }) => (
              <li key={id} className={css['row']}>
                <span>
                  {kind === 'list' ? 'List: ' : ''}
                  {title} <small>({HOW[how]})</small>
                </span>
                <Button disabled={busy} onClick={() => props.onRestore({ kind, id })}>
                  Bring back
                </Button>
              </li>
            ))}
          </ul>
          {restorableTotal > SHOWN && (
            <p className={css['text']}>And {(restorableTotal - SHOWN).toLocaleString('en')} more.</p>
          )}
        </>
      )}
      <div className={css['buttons']}>
        <Button variant="quiet" disabled={busy} onClick={props.onBack}>
          Choose another backup
        </Button>
      </div>
    </>
  )
}
