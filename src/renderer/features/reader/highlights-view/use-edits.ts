/** What can be done to highlights from the page of all of them. Each is one step of undo. */
import { useMemo } from 'react'
import type { HighlightColor } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../../api/context'
import { useSaveNote } from '../../../api/save-note'
import { announce } from '../../../ui/announce'
import { undoToast } from '../../../ui/undo-toast'

export interface HighlightEdits {
  recolour(ids: readonly string[], color: HighlightColor): void
  tag(ids: readonly string[], add: readonly string[], remove: readonly string[]): void
  remove(ids: readonly string[]): void
  /** true once it is on disk. */
  saveNote(id: string, note: string): Promise<boolean>
}

export function useHighlightEdits(): HighlightEdits {
  const { call, report } = useApi()
  const saveNote = useSaveNote()
  return useMemo(
    () => ({
      recolour: (ids, color) => {
        call['annotations.change']({ ids: [...ids], color }).then(
          ({ changed }) => announce(`Recoloured ${plural(changed, 'highlight')}, ${color}`),
          report
        )
      },
      tag: (ids, add, remove) => {
        call['annotations.change']({ ids: [...ids], add: [...add], remove: [...remove] }).then(
          ({ changed }) =>
            announce(`${add.length > 0 ? 'Tagged' : 'Took the tag off'} ${plural(changed, 'highlight')}`),
          report
        )
      },
      remove: (ids) => {
        call['annotations.remove']({ ids: [...ids] }).then(
          ({ changed }) =>
            undoToast(`Deleted ${changed === 1 ? 'the highlight' : plural(changed, 'highlight')}`),
          report
        )
      },
      saveNote
    }),
    [call, report, saveNote]
  )
}
