/** Undo and redo from anywhere; each says what it did. */
import { useCallback } from 'react'
import { CarrelError } from '#shared/contract/errors'
import { useApi } from '../api/context'
import { useHistoryState } from '../api/queries'
import type { Command } from '../ui/commands'
import { showToast } from '../ui/toasts'
import { dropUndoToast, REDO_LABEL } from '../ui/undo-toast'

export function useUndoCommands(): Command[] {
  const { call, report } = useApi()
  const state = useHistoryState().data
  const run = useCallback(
    async (method: 'history.undo' | 'history.redo', done: string, nothing: string) => {
      dropUndoToast()
      try {
        const { label } = await call[method]({})
        showToast({
          message: `${done}: ${label}`,
          action:
            method === 'history.undo'
              ? {
                  label: REDO_LABEL,
                  keys: '$mod+Shift+Z',
                  run: () => void run('history.redo', 'Done again', '')
                }
              : undefined
        })
      } catch (error) {
        if (error instanceof CarrelError && error.code === 'NOT_FOUND') showToast({ message: nothing })
        else report(error)
      }
    },
    [call, report]
  )
  const undo = (): void => void run('history.undo', 'Undone', 'There is nothing to undo.')
  const redo = (): void => void run('history.redo', 'Done again', 'There is nothing to do again.')
  const label = (verb: string, what: string | undefined): string =>
    what === undefined ? verb : `${verb}: ${what}`
  return [
    {
      id: 'history.undo',
      title: label('Undo', state?.undo),
      group: 'General',
      keys: ['z', '$mod+Z'],
      run: undo
    },
    {
      id: 'history.redo',
      title: label('Do again', state?.redo),
      group: 'General',
      keys: ['$mod+Shift+Z', '$mod+Y'],
      run: redo
    }
  ]
}
