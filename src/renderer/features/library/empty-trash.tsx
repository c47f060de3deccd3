/** The one question Carrel asks before doing something: what leaves the trash does not come back by undo. */
import { useQuery } from '@tanstack/react-query'
import { Highlighter, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { TrashCounts } from '#shared/contract/library'
import { useApi, useCall } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { MenuItem } from '../../ui/menu'
import { showToast } from '../../ui/toasts'

/** For the menu of the trash. */
export function TrashMenuItems(props: { onEmpty(): void; onOthers(): void }): ReactNode {
  return (
    <>
      <MenuItem icon={<Highlighter />} onSelect={props.onOthers}>
        Highlights, notes and lists…
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={props.onEmpty}>
        Empty trash…
      </MenuItem>
    </>
  )
}

export function EmptyTrashDialog(props: { onClose(): void; returnFocus(): HTMLElement | null }): ReactNode {
  const { call } = useApi()
  const empty = useCall('library.emptyTrash')
  const [busy, setBusy] = useState(false)
  const counts = useQuery({
    queryKey: ['trash'],
    queryFn: () => call['library.trash']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  }).data
  const nothing = counts !== undefined && inWords(counts) === ''
  const run = async (): Promise<void> => {
    setBusy(true)
    const done = await empty({})
    setBusy(false)
    if (!done) return
    showToast({ message: `Deleted ${inWords(done)} for good` })
    props.onClose()
  }
  return (
    <Dialog
      open
      size="s"
      title="Empty the trash?"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      actions={
        <>
          <Button variant="quiet" onClick={props.onClose}>
            Keep everything
          </Button>
          <Button danger disabled={busy || counts === undefined || nothing} onClick={() => void run()}>
            {busy ? 'Making a backup…' : 'Delete for good'}
          </Button>
        </>
      }
    >
      {counts !== undefined && (
        <p>
          {nothing
            ? 'The trash is empty.'
            : `This deletes ${inWords(counts)}. It cannot be undone. A backup is made just before, and kept for a while.`}
        </p>
      )}
    </Dialog>
  )
}

/** `3 articles, 12 highlights and 1 note`; empty when there is nothing. */
function inWords(counts: TrashCounts): string {
  const words = (
    [
      [counts.articles, 'article'],
      [counts.annotations, 'highlight'],
      [counts.notes, 'note'],
      [counts.lists, 'reading list']
    ] as const
  )
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`)
  return new Intl.ListFormat('en').format(words)
}
