/** Following a `[[…]]`: to what it names; what is not there yet becomes a note of that name. */
import { useCallback } from 'react'
import type { Linkable } from '#shared/contract/notes'
import { parseTarget } from '#shared/domain/note-links'
import { useApi } from '../../api/context'
import { showToast } from '../../ui/toasts'
import { undoToast } from '../../ui/undo-toast'

/** `known`: what it leads to, where that was asked already (null: nothing). */
export function useOpenTarget(
  open: (to: Linkable) => void
): (target: string, known?: Linkable | null) => void {
  const { call, report } = useApi()
  return useCallback(
    (target, known) => {
      const follow = async (): Promise<void> => {
        const [found] = known === undefined ? await call['notes.resolve']({ targets: [target] }) : [known]
        if (found) return open(found)
        const parsed = parseTarget(target)
        if (parsed.kind !== 'name') {
          const what = parsed.kind === 'citekey' ? `the key ${parsed.key}` : 'that highlight'
          return showToast({ message: `There is nothing in the library with ${what}.` })
        }
        const { id } = await call['notes.save']({ title: parsed.name, text: '' })
        undoToast(`Made the note “${parsed.name}”`)
        open({ kind: 'note', id })
      }
      follow().catch(report)
    },
    [call, report, open]
  )
}
