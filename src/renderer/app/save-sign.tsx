/** What the person sees when the disk refuses: a sentence, how much is kept in memory, and two ways on. */
import { useCallback, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useApi, useUnsaved } from '../api/context'
import type { UnsavedEdits } from '../api/unsaved'
import { bringBack, readUnsavedFile } from '../api/unsaved-file'
import { Button } from '../ui/button'
import type { Command } from '../ui/commands'
import { download } from '../ui/download'
import { showToast } from '../ui/toasts'
import css from './save-sign.module.css'

export function SaveSign(): ReactNode {
  const { unsaved } = useApi()
  const { changes, refused, stopped } = useUnsaved()
  if (refused === undefined || changes === 0) return null
  return (
    <section className={css['bar']} aria-label="Not saved yet">
      <p className={css['text']} role="alert">
        {refused} {counted(changes)} kept in memory{' '}
        {stopped ? 'only. Save a copy before you reload this page.' : 'and will be tried again.'}
      </p>
      {!stopped && <Button onClick={unsaved.retry}>Try now</Button>}
      <Button variant="quiet" onClick={() => saveCopy(unsaved)}>
        Save a copy…
      </Button>
    </section>
  )
}

/** The same from the palette, and the way back from a saved copy. */
export function useUnsavedCommands(): Command[] {
  const { call, unsaved, report } = useApi()
  const { refused } = useUnsaved()
  const queries = useQueryClient()
  const choose = useCallback(() => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = 'application/json,.json'
    field.addEventListener('change', () => {
      const file = field.files?.[0]
      if (!file) return
      const invoke = (method: string, input: unknown): Promise<unknown> =>
        (call as unknown as Record<string, (input: unknown) => Promise<unknown>>)[method]?.(input) ??
        Promise.reject(new Error(method))
      file
        .text()
        .then((text) => bringBack(readUnsavedFile(text), invoke))
        .then(async ({ done, failed }) => {
          await queries.invalidateQueries()
          const lost = failed.length === 0 ? '' : ` ${failed.length} no longer fit: ${failed[0] ?? ''}`
          showToast({ message: `Brought back ${done} ${done === 1 ? 'change' : 'changes'}.${lost}` })
        })
        .catch(report)
    })
    field.click()
  }, [call, queries, report])
  return [
    {
      id: 'unsaved.retry',
      title: 'Try again to save',
      group: 'General',
      enabled: refused !== undefined,
      run: unsaved.retry
    },
    {
      id: 'unsaved.copy',
      title: 'Save a copy of the unsaved changes…',
      group: 'General',
      enabled: refused !== undefined,
      run: () => saveCopy(unsaved)
    },
    { id: 'unsaved.back', title: 'Bring back unsaved changes…', group: 'General', run: choose }
  ]
}

/** Asks before the page goes while something is only in memory, and sends what still waits for its turn. */
export function guardLeaving(unsaved: UnsavedEdits): void {
  addEventListener('beforeunload', (event) => {
    const { refused, changes } = unsaved.state()
    if (refused !== undefined && changes > 0) event.preventDefault()
  })
  addEventListener('pagehide', unsaved.leave)
}

function saveCopy(unsaved: UnsavedEdits): void {
  const now = new Date().toISOString()
  const file = unsaved.file(now)
  download(
    `carrel-unsaved-changes-${now.slice(0, 19).replaceAll(':', '-')}.json`,
    new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
  )
}

function counted(n: number): string {
  return n === 1 ? '1 change is' : `${n} changes are`
}
